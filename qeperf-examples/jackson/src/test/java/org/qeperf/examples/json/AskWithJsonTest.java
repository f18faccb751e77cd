package org.qeperf.examples.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;

class AskWithJsonTest {

    private static final String SILICON = "../silicon/si.in";

    @TempDir
    private Path folder;

    /** What is printed, and the status before it. */
    private static String ask(String question) throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = AskWithJson.run(question, new PrintStream(out, true, StandardCharsets.UTF_8));
        return status + " " + out.toString(StandardCharsets.UTF_8);
    }

    /** As Jackson writes it, number for number. */
    private static String json(Estimate estimate) {
        return """
                {
                    "value" : %s,
                    "interval" : {
                      "lower" : %s,
                      "upper" : %s,
                      "level" : %s
                    }
                  }""".formatted(
                        estimate.value(),
                        estimate.interval().lower(),
                        estimate.interval().upper(),
                        estimate.interval().level());
    }

    @Test
    void answersWithTheNumbersOfTheLibrary() throws JsonProcessingException {
        Destination lumi = Clusters.shipped().find("lumi-c", Optional.empty());
        RunPredictor predictor = RunPredictor.load(lumi.machine(), 1);
        RunForecast run = predictor.predict(
                predictor.read(SimulationFiles.of(Path.of(SILICON))),
                new Layout(1, 8, 1, 3),
                lumi.machine(),
                new RunQuestion(0.9, 0.95, lumi.maxSeconds()));
        String expected = """
                0 {
                  "layout" : {
                    "nodes" : 1,
                    "tasks_per_node" : 8,
                    "threads_per_task" : 1,
                    "pools" : 3,
                    "diagonalization_ranks" : 0,
                    "task_groups" : 1
                  },
                  "starts" : false,
                  "seconds" : %s,
                  "request_seconds" : %d,
                  "scf_iterations" : %s,
                  "bytes_per_node" : %s,
                  "fit" : "%s",
                  "risk" : {
                    "memory" : %s,
                    "not_converged" : %s,
                    "time_limit" : %s,
                    "invalid_layout" : 1.0
                  },
                  "models" : [ "pw-scf-any-machine@1", "pw-scf-iterations@1", "pw-ionic-steps@1", "pw-seconds-outside-scf@1",\
                 "pw-peak-memory-per-rank@1" ],
                  "problems" : [ "3 pools do not divide 8 ranks" ],
                  "warnings" : [ "%s" ],
                  "reasons" : [ ]
                }
                """.formatted(
                        json(run.time().totalSeconds()),
                        run.time().requestSeconds(),
                        run.time().scfIterations().value(),
                        json(run.memory().perNode()),
                        run.memory().fit(),
                        run.risk().memory(),
                        run.risk().notConverged(),
                        run.risk().timeLimit(),
                        String.join("\", \"", run.warnings()));
        assertEquals(expected, ask("""
                {
                  "input": "../silicon/si.in",
                  "machine": "lumi-c",
                  "layout": {"nodes": 1, "tasks_per_node": 8, "threads_per_task": 1, "pools": 3}
                }"""));
    }

    @Test
    void looksForTheBestLayoutWhereNoneIsGiven() throws JsonProcessingException {
        String answer = ask("{\"input\": \"../silicon/si.in\", \"machine\": \"lumi-c\", \"max_nodes\": 2}");
        assertTrue(answer.startsWith("0 "), answer);
        JsonNode document = new JsonMapper().readTree(answer.substring(2));
        assertTrue(document.get("starts").booleanValue());
        assertTrue(document.get("layout").get("nodes").intValue() <= 2, answer);
        assertTrue(document.get("reasons").get(0).textValue().startsWith("60 k-points in "), answer);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`{\"machine\": \"local\"}` | `\\\"input\\\" is missing; expected the path of an input of pw.x` | 1 | 20",
                "`{\"input\": \"a\"}` | `\\\"machine\\\" is missing; expected a machine of the catalogue, or \\\"local\\\"`"
                        + " | 1 | 14",
                "`{\"input\": 3}` | `\\\"input\\\": expected a text` | 1 | 11",
                "`{\"pseudo_dirs\": \"a\"}` | `\\\"pseudo_dirs\\\": expected a list of texts` | 1 | 17",
                "`{\"max_nodes\": 1.5}` | `\\\"max_nodes\\\": expected a whole number` | 1 | 15",
                "`{\"layout\": {\"nodes\": 1}}` | `\\\"layout.tasks_per_node\\\": expected a whole number` | 1 | 23",
                "`{\"input\": \"a\", \"machine\": \"b\", \"pool\": 1}` | `\\\"pool\\\": unknown field; expected one of input,"
                        + " layout, machine, max_nodes, partition, pseudo_dirs` | 1 | 42",
                "`[]` | `expected one JSON object and nothing else` | 1 | 1",
                "`{\"input\": \"a\", \"machine\": \"b\"} 1` | `expected one JSON object and nothing else` | 1 | 32",
                "`{\"input\": ` | `not JSON: Unexpected end-of-input within/between Object entries` | 1 | 11",
                "`{\"input\": \"no-such.in\", \"machine\": \"local\"}` | `no-such.in: no such file; expected the path of a file` | null | null",
                "`{\"input\": \"../silicon/si.in\", \"machine\": \"local\", \"layout\": {\"nodes\": 1, \"tasks_per_node\": 0,"
                        + " \"threads_per_task\": 1, \"pools\": 1}}` | `the number of tasks per node is 0; expected at least 1`"
                        + " | null | null",
            })
    void tellsWhatIsWrongWithAQuestion(String question, String error, String line, String column)
            throws JsonProcessingException {
        assertEquals("""
                2 {
                  "error" : "%s",
                  "line" : %s,
                  "column" : %s
                }
                """.formatted(error, line, column), ask(question));
    }

    @Test
    void tellsTheMachinesThatItKnows() throws JsonProcessingException {
        String answer = ask("{\"input\": \"a\", \"machine\": \"moon\"}");
        assertTrue(
                answer.startsWith("2 {\n  \"error\" : \"there is no machine 'moon'; expected one of: local, "), answer);
    }

    @Test
    void tellsThePlaceOfAnErrorInTheInput() throws IOException {
        Path input = folder.resolve("wrong.in");
        Files.writeString(input, Files.readString(Path.of(SILICON)).replace("nat       = 2", "nat       = two"));
        assertEquals("""
                2 {
                  "error" : "%s:9:15: invalid whole number 'two' for nat; expected a whole number such as 4",
                  "line" : 9,
                  "column" : 15
                }
                """.formatted(input), ask("{\"input\": \"" + input + "\", \"machine\": \"local\"}"));
    }
}
