package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code evaluate}. */
class EvaluateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @TempDir
    private static Path trained;

    private static Path model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        Files.writeString(trained.resolve("times.csv"), SearchTable.text(60));
        Path plan = Files.writeString(trained.resolve("plan.yaml"), """
                model: {name: straight, version: "2"}
                data: {csv: times.csv, target: seconds}
                features: logarithms
                target_form: logarithm
                techniques: [{algorithm: linear/ridge, others: default}]
                """);
        assertEquals(
                0,
                Console.run("train", plan, "--output", trained.resolve("out")).status());
        model = trained.resolve("out/best.qeperf");
    }

    private Path data(String text) throws IOException {
        return Files.writeString(folder.resolve("new.csv"), text);
    }

    @Test
    void tellsTheErrors() throws IOException {
        Path data = data("seconds,cores,work,kind\n7,2,3,plain\n");
        Path predictions = folder.resolve("predictions.csv");
        Console.Result result = Console.run(
                "evaluate", "--model", model, "--data", data, "--predictions", predictions, "--format", "json");
        assertEquals("", result.err());
        JsonNode figures = JSON.readTree(result.out());
        String[] cells = Files.readAllLines(predictions).get(1).split(",");
        assertEquals("0", cells[0]);
        assertEquals("7.0", cells[1]);
        double error = Math.abs(Double.parseDouble(cells[2]) - 7);
        assertEquals(error / 7, figures.get("mape").doubleValue(), 1e-12);
        assertEquals(error / 7, figures.get("median_ape").doubleValue(), 1e-12);
        assertEquals(error, figures.get("rmse").doubleValue(), 1e-12);
        assertEquals(0, figures.get("r2").doubleValue());
        String text = Console.run("evaluate", "--model", model, "--data", data).out();
        for (String name : List.of("MAPE", "median error", "RMSE", "mean error", "R2", "R2 of logarithms")) {
            assertTrue(text.contains("\n" + name + " "), text);
        }
    }

    @Test
    void aTableWithoutTheTargetHasNoErrors() throws IOException {
        Path data = data("kind,cores,work\nplain,2,3\ndouble,64,3\n");
        Path predictions = folder.resolve("predictions.csv");
        Console.Result result = Console.run("evaluate", "--model", model, "--data", data, "--predictions", predictions);
        assertEquals(
                new Console.Result(
                        0,
                        "rows 2\npredictions not positive 0\nrows outside what the model has seen 1\n"
                                + "the table has no column seconds, so there are no errors\nwritten: " + predictions
                                + "\n",
                        ""),
                new Console.Result(result.status(), result.out().replaceAll(" {2,}", " "), result.err()));
        List<String> lines = Files.readAllLines(predictions);
        assertEquals("row,predicted", lines.get(0));
        assertEquals(3, lines.size());
        JsonNode figures = JSON.readTree(Console.run("evaluate", "--model", model, "--data", data, "--format", "json")
                .out());
        TreeSet<String> names = new TreeSet<>();
        figures.fieldNames().forEachRemaining(names::add);
        assertEquals(new TreeSet<>(List.of("model", "target", "rows", "not_positive", "outside_experience")), names);
        assertEquals("straight@2", figures.get("model").textValue());
        assertEquals("seconds", figures.get("target").textValue());
        assertEquals(2, figures.get("rows").intValue());
        assertEquals(0, figures.get("not_positive").intValue());
        assertEquals(1, figures.get("outside_experience").intValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "kind,cores;plain,2 | 1:1: there is no column 'work', the nearest is 'cores'; expected every column that the"
                        + " model reads",
                "kind,cores,work;plain,2,3;triple,2,3 | 3:1: column 'kind' has 'triple', which the model has not seen; expected one of its 2 words, the nearest is"
                        + " 'double'",
                "kind,cores,work;plain,2,3;plain,many,3 | 3:7: column 'cores' has 'many'; expected a number in every row",
                "kind,cores,work;plain,2,3;plain,-2,3 | 3:7: column 'cores' has -2, whose logarithm is not a finite number; expected a number with a"
                        + " finite logarithm",
                "kind,cores,work,seconds;plain,2,3,4;plain,2,3,soon | 3:11: column 'seconds' has 'soon'; expected a number in every row",
                "kind,cores,work | 1:1: the table has no row; expected a header and at least one row"
            })
    void saysWhereATableIsWrong(String text, String message) throws IOException {
        Path data = data(text.replace(';', '\n') + "\n");
        assertEquals(
                Console.refused(2, data + ":" + message), Console.run("evaluate", "--model", model, "--data", data));
    }

    @Test
    void saysWhichFileIsMissing() {
        Path nowhere = folder.resolve("nowhere");
        assertEquals(
                Console.refused(2, nowhere + ": no such file"),
                Console.run("evaluate", "--model", model, "--data", nowhere));
        assertEquals(
                Console.refused(2, nowhere + ": no such file"),
                Console.run("evaluate", "--model", nowhere, "--data", trained.resolve("times.csv")));
        assertEquals(
                Console.refused(2, "Missing required option: '--data=FILE'; see 'qeperf evaluate --help'"),
                Console.run("evaluate"));
    }

    @Test
    void helpNamesTheOptions() {
        String help = Console.run("evaluate", "--help").out();
        for (String text : List.of("Usage: qeperf evaluate ", "--model=FILE", "--data=FILE", "--predictions=FILE")) {
            assertTrue(help.contains(text), help);
        }
    }
}
