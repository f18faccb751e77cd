package org.qeperf.train.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.InputException;

class TrainPlanTest {

    private static final String KEYS =
            "model, runs, cleaning, code, schema, normalizer, algorithm, hyperparameters, folds, seed, output";
    private static final String PLAN = """
            # How to make the example model.
            model: {name: pw-example, version: '1'}
            runs: runs.jsonl
            code: pw.x
            schema: qeperf-1
            normalizer: work_total
            algorithm: example/one-column
            hyperparameters: {column: 3, method: fast}
            folds: 5
            seed: 42
            output: example.qeperf
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("plan.yaml");
    }

    @Test
    void readsEveryKey() throws IOException {
        Files.writeString(file, PLAN.replace("code:", "cleaning: thesis\ncode:"));
        assertEquals(
                new TrainPlan(
                        new TrainPlan.ModelName("pw-example", "1"),
                        "runs.jsonl",
                        "thesis",
                        "pw.x",
                        "qeperf-1",
                        "work_total",
                        "example/one-column",
                        Map.of("column", "3", "method", "fast"),
                        "system",
                        5,
                        42,
                        "example.qeperf"),
                TrainPlan.read(file));
    }

    @Test
    void cleansByDefault() throws IOException {
        Files.writeString(file, PLAN);
        assertEquals("default", TrainPlan.read(file).cleaning());
    }

    @Test
    void readsAnEmptyNormaliser() throws IOException {
        Files.writeString(file, PLAN.replace("work_total", "\"\""));
        assertEquals("", TrainPlan.read(file).normalizer());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "folds: 5",
                        "foldz: 5",
                        "9:1",
                        "unknown key 'foldz', the nearest one is 'folds'; expected one of " + KEYS),
                arguments(
                        "version:",
                        "verzion:",
                        "2:27",
                        "unknown key 'verzion', the nearest one is 'version'; expected one of name, version"),
                arguments(
                        "folds: 5", "# 5", "2:1", "key 'folds' is missing; expected it among the keys that start here"),
                arguments(
                        "runs: runs.jsonl",
                        "runs: runs.jsonl\ncleaning: ''",
                        "4:11",
                        "found ''; expected one word or number"),
                arguments("runs: runs.jsonl", "runs:", "3:6", "found ''; expected one word or number"),
                arguments("runs: runs.jsonl", "runs: [a, b]", "3:7", "found a list; expected one word or number"),
                arguments("runs: runs.jsonl", "runs: *a", "3:7", "found an alias; expected the value itself"),
                arguments(
                        "folds: 5", "folds: five", "9:8", "found 'five'; expected a whole number from 2 to 2147483647"),
                arguments("folds: 5", "folds: 2.5", "9:8", "found '2.5'; expected a whole number from 2 to 2147483647"),
                arguments(
                        "folds: 5", "folds: true", "9:8", "found 'true'; expected a whole number from 2 to 2147483647"),
                arguments("folds: 5", "folds:", "9:7", "found ''; expected one word or number"),
                arguments(
                        "folds: 5",
                        "folds: 5000000000",
                        "9:8",
                        "found '5000000000'; expected a whole number from 2 to 2147483647"),
                arguments(
                        "seed: 42",
                        "seed: 99999999999999999999",
                        "10:7",
                        "found '99999999999999999999'; expected a whole number from -9223372036854775808 to 9223372036854775807"),
                arguments("{column: 3, method: fast}", "[1, 2]", "8:18", "found a list; expected keys and values"),
                arguments(
                        "{column: 3, method: fast}",
                        "{a: {b: c}}",
                        "8:22",
                        "found keys and values; expected one word or number"),
                arguments(
                        "{name: pw-example, version: '1'}",
                        "pw-example",
                        "2:8",
                        "found 'pw-example'; expected keys and values"),
                arguments("seed: 42", "folds: 6", "10:6", "Duplicate field 'folds'; expected YAML"),
                arguments(
                        "folds: 5",
                        "folds:\t5",
                        "9:6",
                        "while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation); expected YAML"),
                arguments("folds: 5", "folds: [", "11:8", "while parsing a flow sequence; expected YAML"),
                arguments("folds: 5", "folds: !!java.net.URL [x]", "9:8", "found a list; expected one word or number"),
                arguments("seed: 42", "--- x", "10:5", "something follows the plan; expected one plan in a file"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void saysWhereAPlanIsWrong(String sound, String broken, String place, String problem) throws IOException {
        Files.writeString(file, PLAN.replace(sound, broken));
        assertEquals(file + ":" + place + ": " + problem, refusal());
    }

    @ParameterizedTest
    @CsvSource({"{},1:1", "~,1:1", "- a,1:1", "text,1:1", "# only a comment,1:17", "---,1:4"})
    void refusesWhatIsNoPlanAtAll(String text, String place) throws IOException {
        Files.writeString(file, text);
        String problem = text.equals("{}")
                ? "key 'model' is missing; expected it among the keys that start here"
                : "this is not a plan; expected keys and values in YAML";
        assertEquals(file + ":" + place + ": " + problem, refusal());
    }

    @Test
    void keepsTheDigitsOfAVersion() throws IOException {
        Files.writeString(file, PLAN.replace("'1'", "1.10"));
        assertEquals("1.10", TrainPlan.read(file).model().version());
    }

    @Test
    void needsNoHyperparameters() throws IOException {
        Files.writeString(file, PLAN.replace("hyperparameters", "# hyperparameters"));
        assertEquals(Map.of(), TrainPlan.read(file).hyperparameters());
    }

    @Test
    void refusesAnAliasBomb() throws IOException {
        StringBuilder bomb = new StringBuilder("hyperparameters:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("  a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
        }
        Files.writeString(file, PLAN.replace("hyperparameters: {column: 3, method: fast}\n", bomb));
        assertEquals(file + ":10:12: found an alias; expected the value itself", refusal());
    }

    @Test
    void refusesAHugeFile() throws IOException {
        Files.writeString(file, PLAN + "#".repeat(1 << 20));
        assertEquals(file + ":1:1: the file is larger than 1048576 bytes; expected a smaller file", refusal());
    }

    @Test
    void tellsThatTheFileIsMissing() {
        assertThrows(UncheckedIOException.class, () -> TrainPlan.read(file));
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(InputException.class, () -> TrainPlan.read(file)).getMessage());
    }
}
