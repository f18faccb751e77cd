package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;

class PredictEndpointTest {

    private static final String PREDICT = "/api/v1/predict";

    @TempDir
    private Path folder;

    private List<Route> routes = List.of();

    @BeforeEach
    void start() {
        routes = ExampleService.routes(ExampleService.registry(folder));
    }

    private Reply predict(Ask ask) {
        return ask.of(routes, "POST", PREDICT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodes | many | nodes is 'many'; expected a whole number from 1 to 2147483647",
                "nodes | 0 | nodes is '0'; expected a whole number from 1 to 2147483647",
                "pools | 2147483648 | pools is '2147483648'; expected a whole number from 1 to 2147483647",
                "diagonalization_ranks | -1 | diagonalization_ranks is '-1'; expected a whole number from 0 to 2147483647",
                "level | 1 | level is 1.0; expected between 0 and 1, such as 0.9",
                "level | NaN | level is NaN; expected between 0 and 1, such as 0.9",
                "level | high | level is 'high'; expected a number",
                "request_level | 0 | request_level is 0.0; expected between 0 and 1, such as 0.9",
                "time_limit | soon | time_limit: 'soon' is not a time; expected 2h, 1.5h, 90m, 3600 or HH:MM:SS",
                "qe_version | 5 | qe_version: unknown version '5' of Quantum ESPRESSO; expected 6.0 to 6.8 or 7.0 to 7.5",
                "partition | fast | partition: machine 'local' has no partition 'fast'; expected none, it has no partitions",
                "node | 1 | there is no field 'node', the nearest one is 'nodes'; expected one of diagonalization_ranks,"
                        + " input, level, machine, model, nodes, partition, pools, pseudos, qe_version, request_level,"
                        + " task_groups, tasks_per_node, threads_per_task, time_limit",
                "pseudos | text | pseudos is text; expected files with their names",
                "input | text | input stands 2 times; expected one file",
            })
    void refusesAFieldThatMakesNoSense(String field, String value, String detail) {
        Reply reply = predict(ExampleService.helium().field(field, value));
        assertEquals(detail, ExampleService.problem(400, reply));
        assertEquals("A field is wrong", ExampleService.json(reply).get("title").textValue());
    }

    @Test
    void refusesWhatStandsTwice() {
        assertEquals(
                "nodes stands 2 times; expected one value",
                ExampleService.problem(
                        400, predict(ExampleService.helium().field("nodes", 1).field("nodes", 2))));
        assertEquals(
                "pseudos has two files called 'He.UPF'; expected files with different names",
                ExampleService.problem(400, predict(ExampleService.helium().file("pseudos", "a/He.UPF", "other"))));
        assertEquals(
                "nodes is a file; expected a value",
                ExampleService.problem(400, predict(ExampleService.helium().file("nodes", "a", "1"))));
        Ask many = ExampleService.helium();
        for (int i = 0; i < 9; i++) {
            many.field("model", "pw-scf");
        }
        assertEquals("model stands 9 times; expected at most 8", ExampleService.problem(400, predict(many)));
    }

    @Test
    void refusesTooManyCores() {
        assertEquals(
                "2147483647 nodes x 2 tasks x 1 threads are too many cores",
                ExampleService.problem(
                        400,
                        predict(ExampleService.helium()
                                .field("nodes", Integer.MAX_VALUE)
                                .field("tasks_per_node", 2))));
    }

    @Test
    void asksForAnInput() {
        assertEquals(
                "input is missing; expected a pw.x input as a file or as text",
                ExampleService.problem(400, predict(Ask.nothing())));
        assertEquals(
                "input is missing; expected a pw.x input as a file or as text",
                ExampleService.problem(400, predict(Ask.nothing().field("input", " "))));
    }

    @Test
    void listsMachinesAndModels() {
        String machine =
                ExampleService.problem(400, predict(ExampleService.helium().field("machine", "leonrado")));
        assertTrue(
                machine.startsWith(
                        "machine: there is no machine 'leonrado'; expected one of: local, "),
                machine);
        String model =
                ExampleService.problem(400, predict(ExampleService.helium().field("model", "/etc/passwd")));
        assertTrue(model.startsWith("model: there is no model '/etc/passwd'; known are "), model);
        String target =
                ExampleService.problem(400, predict(ExampleService.helium().field("model", memoryModel())));
        assertEquals(
                "model: model " + memoryModel() + " predicts 'peak_memory_per_rank' in 'byte'; expected"
                        + " seconds_per_scf_iteration in s",
                target);
    }

    private String memoryModel() {
        return ExampleService.json(predict(ExampleService.helium()))
                        .at("/models/peak_memory_per_rank/name")
                        .textValue()
                + "@"
                + ExampleService.json(predict(ExampleService.helium()))
                        .at("/models/peak_memory_per_rank/version")
                        .textValue();
    }

    @Test
    void saysWhereAnInputIsWrong() {
        Reply reply = predict(ExampleService.helium(ExampleInput.TEXT.replace("= 10", "= ten")));
        assertEquals(
                "pw.in:4:52: invalid number 'ten' for ecutwfc; expected a number such as 30, 0.5 or 1.0d-8",
                ExampleService.problem(422, reply));
        JsonNode problem = ExampleService.json(reply);
        assertEquals("pw.in", problem.get("source").textValue());
        assertEquals(4, problem.get("line").intValue());
        assertEquals(52, problem.get("column").intValue());
        assertEquals("ten", problem.get("token").textValue());
        assertEquals(
                "a number such as 30, 0.5 or 1.0d-8", problem.get("expected").textValue());
    }

    @Test
    void readsNoOtherFilesThanThoseSent() {
        assertEquals(
                "pw.in:9:3: pseudopotential 'He.UPF' of species 'He' is missing; expected it among the files beside the"
                        + " input: 'other.UPF'",
                ExampleService.problem(
                        422,
                        predict(Ask.nothing()
                                .file("input", "pw.in", ExampleInput.TEXT)
                                .file("pseudos", "other.UPF", ExampleInput.PSEUDOPOTENTIAL))));
    }

    @Test
    void takesAnInputAsText() {
        Reply reply = predict(Ask.nothing()
                .field("input", ExampleInput.TEXT)
                .file("pseudos", "He.UPF", ExampleInput.PSEUDOPOTENTIAL));
        assertEquals(ExampleService.text(predict(ExampleService.helium())), ExampleService.text(reply));
    }

    @Test
    void aLayoutInWhichPwStopsIsAnswered() {
        Reply reply = predict(ExampleService.helium().field("pools", 2));
        assertEquals(200, reply.status());
        assertEquals(
                "stops", ExampleService.json(reply).at("/problems/0/severity").textValue());
        assertEquals(1, ExampleService.json(reply).get("failure_probability").doubleValue());
    }

    @Test
    void comparesModels() {
        Reply one = predict(ExampleService.helium().field("machine", "workstation"));
        JsonNode first = ExampleService.json(one).get("model");
        String name = first.get("name").textValue() + "@" + first.get("version").textValue();
        Reply other =
                predict(ExampleService.helium().field("machine", "workstation").field("model", "pw-scf-any-machine"));
        JsonNode both = ExampleService.json(predict(ExampleService.helium()
                .field("machine", "workstation")
                .field("model", name)
                .field("model", "pw-scf-any-machine")));
        assertEquals(2, both.get("compared").size());
        JsonNode alone = ((com.fasterxml.jackson.databind.node.ObjectNode) both.deepCopy()).without("compared");
        assertEquals(ExampleService.json(one), alone);
        for (int i = 0; i < 2; i++) {
            JsonNode document = ExampleService.json(i == 0 ? one : other);
            JsonNode compared = both.get("compared").get(i);
            assertEquals(
                    i == 0 ? name : "pw-scf-any-machine@1",
                    compared.get("model").textValue());
            assertEquals("seconds_per_scf_iteration", compared.get("target").textValue());
            for (String member : List.of("total_wall_seconds", "seconds_per_scf_iteration", "warnings")) {
                assertEquals(document.get(member), compared.get(member), member);
            }
        }
    }
}
