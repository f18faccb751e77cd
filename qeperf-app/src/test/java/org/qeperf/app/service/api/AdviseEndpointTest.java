package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.forecast.Extractors;

class AdviseEndpointTest {

    @TempDir
    private Path folder;

    private List<Route> routes = List.of();

    @BeforeEach
    void start() {
        routes = ExampleService.routes(ExampleService.registry(folder));
    }

    private Reply ask(String what, Ask ask) {
        return ask.of(routes, "POST", "/api/v1/" + what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "advise | objective | money | objective: 'money'; expected one of time, cost, balanced",
                "advise | max_nodes | 0 | max_nodes is '0'; expected a whole number from 1 to 2147483647",
                "advise | max_nodes | 100001 | up to 100001 nodes; expected at most 100000",
                "advise | max_core_hours | -1 | a limit of -1.0 core-hours; expected more than 0",
                "advise | max_core_hours | NaN | a limit of NaN core-hours; expected more than 0",
                "advise | max_memory_per_node | much | max_memory_per_node is 'much'; expected a size such as 64GB or"
                        + " 500MB",
                "advise | max_time | 0 | max_time: '0' is not a time; expected 2h, 1.5h, 90m, 3600 or HH:MM:SS",
                "advise | top | 101 | top is 101; expected at most 100",
                "landscape | nodes | 100001 | nodes is 100001; expected at most 100000",
                "landscape | max_nodes | 100001 | max_nodes is 100001; expected at most 100000",
                "script | format | yaml | format: 'yaml'; expected one of script, json, slurm-rest, aiida,"
                        + " jobflow-remote",
                "script | scheduler | cron | scheduler: 'cron'; expected one of slurm, pbs, lsf, sge",
                "script | folder | here | folder: 'here' is no absolute path; expected one such as /home/me/run",
                "script | format | slurm-rest | folder is missing; expected the working directory of the job, such as"
                        + " /home/me/run",
                "script | program_output | pw.in | program_output is the input pw.in; expected another file",
                "script | output | pw.out | output is pw.out, where the program's output goes; expected another file,"
                        + " or another one with program_output",
                "features | schema | mine | schema: there is no schema 'mine'; expected one of qeperf-2, input-1,"
                        + " qeperf-1, thesis-14, printed-1"
            })
    void refusesAFieldThatMakesNoSense(String what, String field, String value, String detail) {
        assertEquals(
                detail,
                ExampleService.problem(400, ask(what, ExampleService.helium().field(field, value))));
    }

    @Test
    void nodesAndMostNodesExcludeEachOther() {
        assertEquals(
                "nodes and max_nodes exclude each other; expected one of them",
                ExampleService.problem(
                        400,
                        ask("advise", ExampleService.helium().field("nodes", 1).field("max_nodes", 2))));
    }

    @Test
    void saysThatNoLayoutMeetsAllLimits() {
        String detail = ExampleService.problem(
                422,
                ask(
                        "advise",
                        ExampleService.helium().field("machine", "workstation").field("max_memory_per_node", "1MB")));
        assertTrue(detail.startsWith("no layout meets all limits; nearest is "), detail);
    }

    /** What a field may be at most says nothing of a field that nobody sent. */
    @Test
    void aMachineMayHaveMoreNodesThanAnyoneMayAskFor() throws IOException {
        ObjectNode machine = Clusters.shipped().find("workstation").toJson();
        machine.put("name", "exa").putArray("aliases");
        ((ArrayNode) machine.at("/node_types/0/nodes")).set(0, 200_000);
        Files.writeString(folder.resolve("exa.json"), machine.toString());
        Engine engine = new Engine(
                Extractors.find("pw.x"),
                Clusters.shipped().with(folder),
                ExampleService.registry(folder)::current,
                layouts -> {});
        Reply reply = ExampleService.helium()
                .field("machine", "exa")
                .of(new AdviseEndpoint(engine).routes(), "POST", "/api/v1/landscape");
        assertEquals(200, reply.status(), () -> ExampleService.text(reply));
        assertEquals(
                "max_nodes is 100001; expected at most 100000",
                ExampleService.problem(
                        400, ask("landscape", ExampleService.helium().field("max_nodes", 100_001))));
    }

    /** A search of minutes is given up. */
    @Test
    void refusesASearchWithoutEnd() {
        String mesh = ExampleInput.TEXT
                .replace("2 2 2 0 0 0", "30 30 30 0 0 0")
                .replace("nat = 1", "nat = 1, nosym = .true., noinv = .true.");
        String detail = ExampleService.problem(
                422,
                ask(
                        "advise",
                        ExampleService.helium(mesh).field("machine", "lumi").field("max_nodes", 100_000)));
        assertTrue(
                detail.matches("more than 500000 layouts lie within the bounds, [0-9]+ nodes are too many; allow fewer"
                        + " nodes, or say the number of tasks, threads or pools"),
                detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workstation", "leonardo-booster", "lumi"})
    void theLandscapeHasTheValuesOfForecasts(String machine) {
        JsonNode document = ExampleService.json(ask(
                "landscape",
                ExampleService.helium()
                        .field("machine", machine)
                        .field("nodes", 2)
                        .field("pools", 2)
                        .field("threads_per_task", 4)
                        .field("max_nodes", 5)));
        int checked = check(document, "nodes_pools", "nodes", "pools", machine)
                + check(document, "tasks_threads", "tasks_per_node", "threads_per_task", machine);
        assertTrue(checked > 20, checked + " places");
    }

    private int check(JsonNode document, String plane, String rows, String columns, String machine) {
        JsonNode values = document.get(plane);
        int cores = document.at("/machine/cores_per_node").intValue();
        int checked = 0;
        for (int row = 0; row < values.get(rows).size(); row++) {
            for (int column = 0; column < values.get(columns).size(); column++) {
                Ask ask = ExampleService.helium()
                        .field("machine", machine)
                        .field("model", "pw-scf-any-machine")
                        .field(rows, values.get(rows).get(row).intValue())
                        .field(columns, values.get(columns).get(column).intValue());
                if (plane.equals("nodes_pools")) {
                    ask.field("threads_per_task", 4).field("tasks_per_node", cores / 4);
                } else {
                    ask.field("nodes", 2).field("pools", 2);
                }
                JsonNode forecast = ExampleService.json(ask("predict", ask));
                boolean starts =
                        forecast.at("/failure_probabilities/invalid_layout").doubleValue() == 0;
                JsonNode seconds = values.get("total_wall_seconds").get(row).get(column);
                if (!seconds.isNull()) {
                    assertTrue(starts);
                    assertEquals(
                            forecast.at("/total_wall_seconds/value").doubleValue(),
                            seconds.doubleValue(),
                            1e-9 * seconds.doubleValue());
                    assertEquals(
                            forecast.at("/memory_per_node_mb/value").doubleValue(),
                            values.get("memory_per_node_mb")
                                    .get(row)
                                    .get(column)
                                    .doubleValue(),
                            1e-6);
                    assertEquals(
                            1
                                    - (1
                                                    - forecast.at("/failure_probabilities/memory")
                                                            .doubleValue())
                                            * (1
                                                    - forecast.at("/failure_probabilities/not_converged")
                                                            .doubleValue()),
                            values.get("failure_probability")
                                    .get(row)
                                    .get(column)
                                    .doubleValue(),
                            1e-12);
                    checked++;
                }
            }
        }
        return checked;
    }

    @Test
    void aJobIsWrittenInEachFormat() {
        for (String format : List.of("json", "slurm-rest", "aiida", "jobflow-remote")) {
            Reply reply = ask(
                    "script",
                    ExampleService.helium()
                            .field("machine", "leonardo-booster")
                            .field("format", format)
                            .field("folder", "/home/me"));
            assertEquals(200, reply.status(), () -> ExampleService.text(reply));
            assertTrue(ExampleService.json(reply).isObject());
        }
    }

    @Test
    void anUnknownMachineIsNotFound() {
        String detail = ExampleService.problem(404, Ask.nothing().of(routes, "GET", "/api/v1/machines/moon"));
        assertTrue(detail.startsWith("there is no machine 'moon'"), detail);
    }
}
