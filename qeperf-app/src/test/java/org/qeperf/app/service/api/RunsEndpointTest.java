package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;
import org.qeperf.store.JdbcRunStore;
import org.qeperf.train.store.RunStore;

class RunsEndpointTest {

    private static final String OUTPUT = """
                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 0: 0
                 Parallel version (MPI), running on     2 processors
                 MPI processes distributed on     1 nodes
                 Current dimensions of program PWSCF are:
                 iteration #  1     ecut=    10.00 Ry     beta= 0.70
                 electrons    :      0.50s CPU      0.50s WALL (       1 calls)
               JOB DONE.
            """;

    @TempDir
    private Path folder;

    private RunStore store;
    private List<Route> routes = List.of();

    @BeforeEach
    void start() {
        store = JdbcRunStore.open(folder.resolve("runs.db"));
        routes = ExampleService.routes(ExampleService.registry(folder), store);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private static Ask run() {
        return ExampleService.helium().file("output", "pw.out", OUTPUT).field("machine", "workstation");
    }

    private Reply post(Ask ask) {
        return ask.of(routes, "POST", "/api/v1/runs");
    }

    private Reply get(String path) {
        return Ask.nothing().of(routes, "GET", path);
    }

    @Test
    void aRunIsPredictedBesideMeasuredAndStored() {
        Reply created = post(run());
        assertEquals(201, created.status());
        JsonNode run = ExampleService.json(created).get(0);
        assertEquals(
                "/api/v1/runs/" + run.get("id").textValue(), created.headers().get("Location"));
        assertTrue(run.get("added").booleanValue());
        assertEquals("workstation", run.get("machine").textValue());
        assertEquals("He", run.get("system").textValue());
        JsonNode perIteration = run.get("predictions").get(0);
        assertEquals("seconds_per_scf_iteration", perIteration.get("target").textValue());
        assertEquals(0.5, perIteration.get("measured").doubleValue());
        assertEquals(
                ExampleService.json(ExampleService.helium()
                                .field("machine", "workstation")
                                .field("tasks_per_node", 2)
                                .field("qe_version", "6.7")
                                .of(routes, "POST", "/api/v1/predict"))
                        .at("/seconds_per_scf_iteration/value")
                        .doubleValue(),
                perIteration.get("value").doubleValue());
        assertEquals(
                StrictMath.log(0.5 / perIteration.get("value").doubleValue()),
                perIteration.get("log_error").doubleValue());
        Reply again = post(run());
        assertEquals(200, again.status());
        assertFalse(again.headers().containsKey("Location"));
        assertFalse(ExampleService.json(again).get(0).get("added").booleanValue());
        JsonNode stored = ExampleService.json(get("/api/v1/runs"));
        assertEquals(1, stored.get("size").intValue());
        assertEquals(run.get("predictions"), stored.at("/runs/0/predictions"));
        assertEquals(
                "[]",
                ExampleService.json(get("/api/v1/runs?after=1")).get("runs").toString());
        JsonNode details =
                ExampleService.json(get("/api/v1/runs/" + run.get("id").textValue()));
        assertEquals("qeperf-run/2", details.at("/record/format").textValue());
        assertFalse(details.toString().contains("pw.out"), details::toString);
        assertEquals(
                stored.at("/runs/0/id"), details.get("id"), "the same run, with its record and without names of files");
        JsonNode drift = ExampleService.json(get("/api/v1/drift"));
        assertEquals("workstation", drift.at("/0/machine").textValue());
        assertEquals(1, drift.at("/0/errors").intValue());
        assertEquals("[]", ExampleService.text(get("/api/v1/events")));
    }

    @Test
    void whatARunShowsIsToldAlsoWhereNoModelLearnsFromIt() {
        JsonNode run = ExampleService.json(post(ExampleService.helium()
                        .file("output", "pw.out", OUTPUT.replace("0.50s", "0.10s"))
                        .field("machine", "workstation")))
                .get(0);
        JsonNode perIteration = run.get("predictions").get(0);
        assertEquals(0.1, perIteration.get("measured").doubleValue());
        assertEquals("shorter than 0.2 s", perIteration.get("left_out").textValue());
        assertFalse(perIteration.has("log_error"));
        ExampleService.json(get("/api/v1/drift"))
                .forEach(slot -> assertNotEquals(
                        "seconds_per_scf_iteration", slot.get("target").textValue()));
    }

    @Test
    void aRunWithoutItsInputHasNoPredictions() {
        JsonNode run = ExampleService.json(
                        post(Ask.nothing().file("output", "pw.out", OUTPUT).field("machine", "workstation")))
                .get(0);
        assertEquals("[]", run.get("predictions").toString());
        assertEquals("no input beside the output", run.get("no_predictions").textValue());
    }

    @Test
    void anInputThatMadeAnotherOutputIsTold() {
        String other = ExampleInput.TEXT.replace("K_POINTS automatic", "K_POINTS automatik");
        JsonNode run = ExampleService.json(post(ExampleService.helium(other)
                        .file("output", "pw.out", OUTPUT)
                        .field("machine", "workstation")))
                .get(0);
        assertEquals(
                "pw.in:12:10: unknown option 'automatik' of K_POINTS",
                run.get("no_predictions").textValue());
        String stored = ExampleService.text(get("/api/v1/runs/" + run.get("id").textValue()));
        assertFalse(stored.contains("pw.in") || stored.contains("automatik"), stored);
    }

    @Test
    void countsRunsWithoutAskingTheStore() {
        RunStore other = JdbcRunStore.open(folder.resolve("other.db"));
        RunsEndpoint runs = ExampleService.runs(ExampleService.registry(folder), other);
        assertEquals(0, runs.knownRuns());
        run().of(runs.routes(), "POST", "/api/v1/runs");
        run().of(runs.routes(), "POST", "/api/v1/runs");
        assertEquals(1, runs.knownRuns());
        other.close();
        assertEquals(1, runs.knownRuns());
    }

    @Test
    void comparesTwoModelsOnTheStoredRuns() {
        post(run());
        JsonNode comparison = ExampleService.json(compare(
                "{\"a\":\"pw-scf-any-machine\",\"b\":\"pw-seconds-per-scf-iteration@1\",\"machine\":\"Workstation\"}"));
        assertEquals(1, comparison.get("runs").intValue());
        assertEquals("pw-scf-any-machine@1", comparison.at("/models/0/model").textValue());
        assertEquals(
                "pw-seconds-per-scf-iteration@1",
                comparison.at("/models/1/model").textValue());
        assertEquals(
                "there is no run in the stored runs of 'moon'",
                ExampleService.problem(
                        422, compare("{\"a\":\"pw-scf-any-machine\",\"b\":\"champion\",\"machine\":\"moon\"}")));
        assertEquals(
                "there is no member 'c'; expected one of a, b, machine",
                ExampleService.problem(400, compare("{\"c\":\"\"}")));
        assertEquals(
                "b is missing or no text; expected text",
                ExampleService.problem(400, compare("{\"a\":\"pw-scf-any-machine\"}")));
        assertTrue(ExampleService.problem(404, compare("{\"a\":\"x\",\"b\":\"y\"}"))
                .startsWith("there is no model 'x'; known are "));
    }

    private Reply compare(String body) {
        return Ask.nothing().body(body).of(routes, "POST", "/api/v1/models/compare");
    }

    @Test
    void trainsOnRequest() {
        post(run());
        JsonNode trained = ExampleService.json(Ask.nothing()
                .field("target", "seconds_per_scf_iteration")
                .field("machine", "workstation")
                .of(routes, "POST", "/api/v1/retraining"));
        assertEquals("asked for", trained.get("reason").textValue());
        assertFalse(trained.has("challenger"));
        assertEquals(
                List.of("retraining"),
                ExampleService.json(get("/api/v1/events")).findValuesAsText("kind"));
        assertEquals(
                "there is no run of machine moon that shows seconds_per_scf_iteration; expected a machine with runs in"
                        + " the store",
                ExampleService.problem(
                        422,
                        Ask.nothing()
                                .field("target", "seconds_per_scf_iteration")
                                .field("machine", "moon")
                                .of(routes, "POST", "/api/v1/retraining")));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertEquals(
                "output is missing; expected what pw.x printed, as a file or as text",
                ExampleService.problem(400, post(ExampleService.helium())));
        assertEquals(
                "pw.out:1:1: no run of pw.x starts in this file; expected what pw.x printed, from 'Program PWSCF ..."
                        + " starts' on",
                ExampleService.problem(
                        422,
                        post(Ask.nothing().file("output", "pw.out", "Hello").field("machine", "workstation"))));
        assertEquals(
                "machine is missing; expected where the run was, a name of GET /api/v1/machines",
                ExampleService.problem(400, post(Ask.nothing().file("output", "pw.out", OUTPUT))));
        assertEquals(
                "there is no run 'x'; expected one of GET /api/v1/runs",
                ExampleService.problem(404, get("/api/v1/runs/x")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/runs?after=x | after is 'x'; expected a whole number from 0 to 9223372036854775807",
                "/api/v1/runs?most=1001 | most is '1001'; expected a whole number from 0 to 1000",
                "/api/v1/events?most=-1 | most is '-1'; expected a whole number from 0 to 1000",
                "/api/v1/runs?mots=5 | there is no parameter 'mots'; expected one of after, most",
                "/api/v1/events?most=1&most=2 | most stands 2 times; expected one value",
                "/api/v1/drift?most=1 | there is no parameter 'most' here; expected none"
            })
    void refusesParametersThatMakeNoSense(String address, String detail) {
        assertEquals(detail, ExampleService.problem(400, get(address)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "machine | x | target is missing; expected one of seconds_per_scf_iteration, scf_iterations,"
                        + " ionic_steps, seconds_outside_scf, peak_memory_per_rank",
                "target | scf_iterations | machine is missing; expected the name of a machine with stored runs",
                "target | speed | target: there is no target 'speed'; expected one of seconds_per_scf_iteration,"
                        + " scf_iterations, ionic_steps, seconds_outside_scf, peak_memory_per_rank"
            })
    void refusesATrainingOfNothing(String field, String value, String detail) {
        assertEquals(
                detail,
                ExampleService.problem(
                        400, Ask.nothing().field(field, value).of(routes, "POST", "/api/v1/retraining")));
    }
}
