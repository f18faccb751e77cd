package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.train.RegressorProvider;

/** The protocol on a few runs from a table. */
class CompareCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> ELEMENTS =
            List.of("Li", "Be", "B", "C", "N", "Na", "Mg", "Al", "P", "S", "Cl", "K");

    @TempDir
    private Path folder;

    private Path runs;
    private Path figures;

    @BeforeEach
    void importRuns() throws IOException {
        runs = folder.resolve("runs.jsonl.gz");
        figures = folder.resolve("new/figures");
        importRuns(ELEMENTS);
    }

    private void importRuns(List<String> elements) throws IOException {
        StringBuilder table = new StringBuilder(DataCommandTest.HEADER);
        for (String element : elements) {
            for (int size = 1; size <= 3; size++) {
                table.append(DataCommandTest.ROW
                        .replace("PATH", element + size)
                        .replace("Si:2", element + ":2")
                        .replace(",32.0,16,3.0,", "," + 20.0 * size + "," + 10 * size + ",3.0,")
                        .replace("SECONDS", Double.toString(4.0 * size * size + element.length())));
            }
        }
        Path file = Files.writeString(folder.resolve("runs.csv"), table);
        assertEquals(
                0,
                Console.run("data", "import", "public-runs", file, "-o", runs).status());
    }

    @Test
    void printsOneDocumentAndDrawsTheFigures() throws IOException {
        Console.Result result = Console.run(
                "compare", "--protocol", "thesis", "--data", runs, "--figures", figures, "--format", "json");
        assertEquals(0, result.status(), result.err());
        JsonNode document = JSON.readTree(result.out());
        assertEquals("thesis", document.get("protocol").textValue());
        assertEquals(42, document.get("seed").intValue());
        assertEquals(36, document.get("data").get("rows").intValue());
        assertEquals(12, document.get("data").get("systems").intValue());
        assertTrue(document.get("data").get("without_n_betas").booleanValue(), "the table does not have them");
        List<String> names = new ArrayList<>();
        for (JsonNode model : document.get("models")) {
            names.add(model.get("name").textValue());
            for (String key : List.of("rmse", "mae", "r2", "median_ape", "mape", "r2_log")) {
                assertTrue(model.get(key).isNumber(), key);
            }
            for (String key : List.of("rmse", "mae", "r2", "r2_log")) {
                assertTrue(model.get("seconds").get(key).isNumber(), key);
            }
        }
        assertTrue(names.containsAll(List.of("FCNN", "RF")), names::toString);
        JsonNode forest = StreamSupport.stream(document.get("models").spliterator(), false)
                .filter(model -> model.get("name").textValue().equals("RF"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "{\"rmse\":1.533E-6,\"mae\":1.673E-7,\"r2\":0.971}",
                forest.get("thesis_other_data").toString());
        assertEquals("14", forest.get("hyperparameters").get("features").textValue());
        assertStages(document.get("stages"));
        assertFigures(document.get("figures"));
        assertTrue(result.err().startsWith("thesis: "), result.err());
        assertTrue(result.err().contains("\nqeperf-folds: small forest, fit 10 of 10\n"), result.err());
    }

    private static void assertStages(JsonNode stages) {
        List<String> names = new ArrayList<>();
        for (JsonNode stage : stages) {
            names.add(stage.get("name").textValue() + " " + stage.get("test_rows"));
            assertEquals(
                    stage.get("split").textValue().startsWith("random"),
                    stage.get("test_rows_of_known_systems").intValue() > 0,
                    stage::toString);
            assertFalse(stage.get("models").isEmpty());
        }
        assertEquals(
                List.of("thesis 8", "thesis-systems 6", "thesis-folds 36", "qeperf-systems 6", "qeperf-folds 36"),
                names);
    }

    private void assertFigures(JsonNode figureFiles) throws IOException {
        List<String> files = new ArrayList<>();
        for (JsonNode file : figureFiles) {
            Path path = Path.of(file.textValue());
            files.add(figures.relativize(path).toString());
            if (path.toString().endsWith(".png")) {
                assertNotNull(ImageIO.read(path.toFile()));
            }
        }
        assertEquals(
                List.of(
                        "figure-4.1-loss.png",
                        "figure-4.1-loss.svg",
                        "figure-4.2-true-and-predicted.png",
                        "figure-4.2-true-and-predicted.svg",
                        "figure-4.3-importance.png",
                        "figure-4.3-importance.svg"),
                files);
        assertEquals(6, Objects.requireNonNull(figures.toFile().list()).length);
    }

    @Test
    void printsTables() {
        Console.Result result =
                Console.run("compare", "--protocol", "thesis", "--data", runs, "--no-figures", "--seed", "7");
        assertEquals(0, result.status(), result.err());
        List<String> lines = result.out().lines().toList();
        assertEquals("runs.jsonl.gz: 36 rows of 12 systems; left out: {}", lines.get(0));
        assertEquals("no run tells n_betas, so this feature of the thesis is the same in every row", lines.get(1));
        assertTrue(
                lines.get(3)
                        .matches(
                                "the thesis's protocol, seed 7: 8 of 36 rows held out at random, [1-8] of them of systems"
                                        + " that are also learnt from"),
                lines.get(3));
        assertEquals(
                "normalised time, s  RMSE  MAE  R2  median APE  thesis, other data: RMSE  MAE  R2",
                lines.get(4).replaceAll(" {2,}", "  "));
        assertTrue(result.out().contains("\nwhat changes with the split, then with features and target\n"));
        assertTrue(result.out().contains("\nqeperf-1, 10 folds of whole systems "), result.out());
        assertFalse(result.out().contains("written to"), result.out());
    }

    @Test
    void saysWhyAModelIsNotMeasured() {
        Console.Result result = withoutProviders(
                () -> Console.run("compare", "--protocol", "thesis", "--data", runs, "--figures", figures));
        String reason = "; known are: none; for another, add the jar of its provider to the class path";
        assertEquals(
                Console.refused(
                        3,
                        "none of the models could be trained: LR: there is no algorithm 'linear/ols'" + reason
                                + "; KRR: there is no algorithm 'linear/kernel-ridge'" + reason
                                + "; FCNN: there is no algorithm 'dl4j/thesis-network'" + reason
                                + "; RF: there is no algorithm 'smile/random-forest'" + reason
                                + "; small forest: there is no algorithm 'smile/random-forest'" + reason
                                + "; grey box: there is no algorithm 'smile/random-forest'" + reason
                                + "; gradient boosting: there is no algorithm 'xgboost/gradient-boosting'" + reason),
                result);
        assertEquals(0, Objects.requireNonNull(figures.toFile().list()).length);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path missing = folder.resolve("missing.jsonl");
        assertEquals(
                Console.refused(2, missing + ": no such file"),
                Console.run("compare", "--protocol", "thesis", "--data", missing, "--no-figures"));
        Path table = folder.resolve("runs.csv");
        assertEquals(
                Console.refused(
                        2,
                        table + ":1:1: not JSON: Unrecognized token 'repo': was expecting (JSON String, Number, Array,"
                                + " Object or token 'null', 'true' or 'false');"
                                + " expected one run record (JSON object) on each line"),
                Console.run("compare", "--protocol", "thesis", "--data", table, "--no-figures"));
        assertEquals(
                Console.refused(
                        2,
                        "Invalid value for option '--protocol': expected one of [THESIS] (case-insensitive) but was"
                                + " 'paper'; see 'qeperf compare --help'"),
                Console.run("compare", "--protocol", "paper", "--data", runs));
        assertEquals(
                Console.refused(2, "Missing required option: '--data=FILE'; see 'qeperf compare --help'"),
                Console.run("compare", "--protocol", "thesis"));
        assertEquals(
                Console.refused(
                        2,
                        "there is no cleaning 'all'; expected one of default, thesis, native, balanced, any-machine, or several"
                                + " joined by +; see 'qeperf compare --help'"),
                Console.run("compare", "--protocol", "thesis", "--data", runs, "--rules", "all"));
    }

    @Test
    void wantsAFolderForFiguresOrNone() {
        assertEquals(
                Console.refused(
                        2,
                        "--figures is " + runs + ", which is a file; expected a folder; see 'qeperf compare --help'"),
                Console.run("compare", "--protocol", "thesis", "--data", runs, "--figures", runs));
        assertEquals(
                Console.refused(
                        2,
                        "--figures and --no-figures contradict each other; expected one of them;"
                                + " see 'qeperf compare --help'"),
                Console.run("compare", "--protocol", "thesis", "--data", runs, "--figures", figures, "--no-figures"));
        assertFalse(Files.exists(figures));
    }

    @Test
    void wantsEnoughSystems() throws IOException {
        importRuns(ELEMENTS.subList(0, 9));
        assertEquals(
                Console.refused(3, "runs.jsonl.gz has usable runs of 9 systems; expected at least 10, left out are {}"),
                Console.run("compare", "--protocol", "thesis", "--data", runs, "--no-figures"));
    }

    /** Runs something where no training back-end is on the class path. */
    private static Console.Result withoutProviders(Supplier<Console.Result> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(before) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals("META-INF/services/" + RegressorProvider.class.getName())
                        ? Collections.emptyEnumeration()
                        : super.getResources(name);
            }
        });
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
