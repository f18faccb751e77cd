package org.qeperf.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.api.Ask;
import org.qeperf.app.service.api.ExampleService;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.ApiKeys;
import org.qeperf.app.service.http.HttpOptions;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.metrics.ServiceMetrics;

/** The service as it is started, asked through its socket: each family of addresses once. */
@Timeout(120)
class ServiceAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "qeperf_key-of-the-test";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** In the form in which version 6.7 prints; the numbers are invented. */
    private static final String OUTPUT = """

                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 9:12

                 Parallel version (MPI), running on     2 processors

                 MPI processes distributed on     1 nodes
                 R & G space division:  proc/nbgrp/npool/nimage =       2
                 Reading input from pw.in

                 Current dimensions of program PWSCF are:

                 bravais-lattice index     =            1
                 number of atoms/cell      =            1
                 number of atomic types    =            1
                 number of electrons       =         2.00
                 kinetic-energy cutoff     =      10.0000  Ry

                 Self-consistent Calculation

                 iteration #  1     ecut=    10.00 Ry     beta= 0.70
                 Davidson diagonalization with overlap
                 ethr =  1.00E-02,  avg # of iterations =  2.0

                 total cpu time spent up to now is        0.3 secs

                 iteration #  2     ecut=    10.00 Ry     beta= 0.70
                 Davidson diagonalization with overlap
                 ethr =  1.00E-06,  avg # of iterations =  3.0

                 End of self-consistent calculation

                 convergence has been achieved in   2 iterations

                 init_run     :      0.10s CPU      0.11s WALL (       1 calls)
                 electrons    :      0.50s CPU      0.52s WALL (       1 calls)

                 PWSCF        :      0.80s CPU      0.90s WALL

               This run was terminated on:   0: 9:13   1Jan2020

               JOB DONE.
            """;

    @TempDir
    static Path folder;

    private static QePerfService service;

    @BeforeAll
    static void start() {
        ServiceOptions standard = ServiceOptions.in(folder.resolve("served"));
        service = QePerfService.start(new ServiceOptions(
                HttpOptions.defaults().withPort(0),
                standard.data(),
                Optional.empty(),
                Optional.empty(),
                List.of(ApiKeys.digest(KEY)),
                false));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static HttpResponse<byte[]> send(String method, String address, Ask ask) {
        Request request = ask.request(
                new Route(method, address, Access.OPEN, unused -> {
                    throw new AssertionError("not asked here");
                }),
                "/");
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + address))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::header);
        try {
            return CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String text(int status, HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertEquals(status, response.statusCode(), body);
        return body;
    }

    private static JsonNode json(int status, HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(text(status, response));
    }

    private static JsonNode get(String address) throws IOException {
        return json(200, send("GET", address, Ask.nothing()));
    }

    private static Ask key(Ask ask) {
        return ask.header("authorization", "Bearer " + KEY);
    }

    private static Ask helium() {
        return ExampleService.helium().field("machine", "workstation");
    }

    @Test
    void theDescriptionHasEveryAddressAndNoOther() throws IOException {
        Set<String> described = new TreeSet<>();
        get("/api/v1/openapi.json")
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> known = new TreeSet<>();
        try (Holdings holdings = Holdings.open(ServiceOptions.in(folder.resolve("asked")), layouts -> {})) {
            QePerfService.routes(holdings, new ServiceMetrics())
                    .forEach(route -> known.add(route.method() + " " + route.template()));
        }
        assertEquals(known, described);
        assertTrue(described.containsAll(List.of("GET /health/ready", "GET /metrics", "POST /api/v1/models/compare")));
    }

    @Test
    void predictsAndCountsIt() throws IOException {
        JsonNode forecast = json(200, send("POST", "/api/v1/predict", helium()));
        assertTrue(forecast.at("/total_wall_seconds/value").doubleValue() > 0);
        JsonNode asText = json(200, send("POST", "/api/v1/predict", helium().field("tasks_per_node", 1)));
        assertEquals(forecast, asText);
        String metrics = text(200, send("GET", "/metrics", Ask.nothing()));
        assertTrue(
                metrics.lines()
                        .filter(line -> line.startsWith("qeperf_predictions_total "))
                        .allMatch(line -> Double.parseDouble(line.substring(line.indexOf(' '))) >= 2),
                metrics);
        assertTrue(metrics.contains("\nqeperf_stored_runs "), metrics);
        assertTrue(metrics.contains("\nqeperf_predictions_total "), metrics);
    }

    @Test
    void advisesAndWritesScripts() throws IOException {
        assertTrue(json(200, send("POST", "/api/v1/advise", helium().field("max_nodes", 1)))
                        .get("layouts")
                        .size()
                > 0);
        assertTrue(json(200, send("POST", "/api/v1/landscape", helium().field("max_nodes", 1)))
                .has("nodes_pools"));
        assertTrue(text(200, send("POST", "/api/v1/script", helium().field("max_nodes", 1)))
                .startsWith("#!/bin/bash\n"));
    }

    @Test
    void countsFeaturesAndListsMachines() throws IOException {
        assertEquals(
                14,
                json(200, send("POST", "/api/v1/features", helium().field("schema", "thesis-14")))
                        .get("features")
                        .size());
        assertEquals("local", get("/api/v1/machines").at("/0/name").textValue());
        assertEquals(
                "workstation", get("/api/v1/machines/workstation").get("name").textValue());
    }

    @Test
    void modelsAreAddedWithAKey() throws IOException {
        byte[] model = send("GET", "/api/v1/models/pw-scf-any-machine/1/content", Ask.nothing())
                .body();
        assertEquals(
                401,
                send("POST", "/api/v1/models", Ask.nothing().file("model", "m.qeperf", model))
                        .statusCode());
        HttpResponse<byte[]> added =
                send("POST", "/api/v1/models", key(Ask.nothing().file("model", "m.qeperf", model)));
        assertEquals("pw-scf-any-machine", json(201, added).get("name").textValue());
        assertEquals(
                "/api/v1/models/pw-scf-any-machine/1",
                added.headers().firstValue("location").orElse(""));
        assertTrue(get("/api/v1/models").get("models").size() >= 6);
        assertTrue(get("/api/v1/models/history").isArray());
        assertTrue(get("/api/v1/aliases").isArray());
        String alias = "/api/v1/aliases/scf_iterations/workstation/champion";
        assertEquals(
                409,
                send("PUT", alias, key(Ask.nothing().body("{\"model\":\"pw-scf-any-machine@1\",\"reason\":\"x\"}")))
                        .statusCode());
        assertEquals(
                409, send("DELETE", alias + "?reason=x", key(Ask.nothing())).statusCode());
    }

    @Test
    void runsAreStoredWithAKeyAndLearntFrom() throws IOException {
        Ask run = helium().file("output", "pw.out", OUTPUT);
        HttpResponse<byte[]> stored = send("POST", "/api/v1/runs", key(run));
        JsonNode told = json(201, stored).get(0);
        assertEquals("converged", told.get("outcome").textValue());
        assertEquals(0.26, told.at("/predictions/0/measured").doubleValue(), 1e-12);
        JsonNode again = get(stored.headers().firstValue("location").orElse(""));
        assertEquals(told.get("id"), again.get("id"));
        assertEquals(2, again.at("/record/n_scf_iterations").intValue());
        assertEquals(told.get("id"), get("/api/v1/runs").at("/runs/0/id"));
        assertEquals("workstation", get("/api/v1/drift").at("/0/machine").textValue());
        assertTrue(get("/api/v1/events").isArray());
        assertEquals(
                1,
                json(
                                200,
                                send(
                                        "POST",
                                        "/api/v1/models/compare",
                                        Ask.nothing()
                                                .body("{\"a\":\"pw-scf-any-machine\","
                                                        + "\"b\":\"pw-seconds-per-scf-iteration\"}")))
                        .get("runs")
                        .intValue());
        String metrics = text(200, send("GET", "/metrics", Ask.nothing()));
        assertTrue(metrics.contains("\nqeperf_stored_runs 1.0\n"), metrics);
    }

    @Test
    void speaksTheInferenceProtocol() throws IOException {
        String model = "/v2/models/pw-scf-any-machine";
        int columns = get(model).at("/inputs/0/shape/1").intValue();
        String body = "{\"inputs\":[{\"name\":\"features\",\"shape\":[1," + columns
                + "],\"datatype\":\"FP64\",\"data\":[1" + ",1".repeat(columns - 1) + "]}]}";
        assertTrue(json(200, send("POST", model + "/infer", Ask.nothing().body(body)))
                        .at("/outputs/0/data/0")
                        .doubleValue()
                > 0);
    }

    @Test
    void answersAsTheServiceOfTheThesis() throws IOException {
        Ask ask = Ask.nothing()
                .file("input_file", "pw.in", ExampleInput.TEXT)
                .file("pseudos[]", "He.UPF", ExampleInput.PSEUDOPOTENTIAL)
                .field("n_cores", 4);
        assertTrue(json(200, send("POST", "/predict?model=Leonardo_Booster", ask))
                        .get("prediction_time")
                        .doubleValue()
                > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health/live", "/health/ready", "/v2", "/v2/health/ready"})
    void whatIsOpenIsThere(String address) {
        assertEquals(200, send("GET", address, Ask.nothing()).statusCode());
    }
}
