package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.http.Route;

/** Who predicts tells how much. */
class PredictionCountTest {

    @TempDir
    private Path folder;

    private final AtomicLong predicted = new AtomicLong();
    private List<Route> routes = List.of();

    @BeforeEach
    void start() {
        routes = ExampleService.routes(ExampleService.registry(folder), predicted::addAndGet);
    }

    private JsonNode ask(String path, Ask ask) {
        return ExampleService.json(ask.of(routes, "POST", path));
    }

    @Test
    void aForecastIsOneForEachModel() {
        ask("/api/v1/predict", ExampleService.helium());
        assertEquals(1, predicted.get());
        ask(
                "/api/v1/predict",
                ExampleService.helium()
                        .field("model", "pw-scf-any-machine")
                        .field("model", "pw-seconds-per-scf-iteration"));
        assertEquals(3, predicted.get());
        ask("/api/v1/predict", ExampleService.helium().field("nodes", 0));
        assertEquals(3, predicted.get());
    }

    @Test
    void adviceIsAllThatItLookedAt() {
        JsonNode advice = ask(
                "/api/v1/advise",
                ExampleService.helium().field("machine", "workstation").field("max_nodes", 1));
        assertTrue(advice.get("searched").longValue() > 1);
        assertEquals(advice.get("searched").longValue(), predicted.get());
    }

    @Test
    void aLandscapeIsAllItsPlaces() {
        JsonNode landscape = ask(
                "/api/v1/landscape",
                ExampleService.helium().field("machine", "workstation").field("max_nodes", 1));
        long places = 0;
        for (String plane : List.of("nodes_pools", "tasks_threads")) {
            for (JsonNode row : landscape.at("/" + plane + "/total_wall_seconds")) {
                for (JsonNode time : row) {
                    places += time.isNull() ? 0 : 1;
                }
            }
        }
        assertTrue(places > 1);
        assertEquals(places, predicted.get());
    }

    @Test
    void rowsScriptsAndTheThesisCountToo() {
        Ask.nothing()
                .file("input_file", "pw.in", ExampleInput.TEXT)
                .file("pseudos[]", "He.UPF", ExampleInput.PSEUDOPOTENTIAL)
                .field("n_cores", 1)
                .of(routes, "POST", "/predict?model=workstation");
        assertEquals(1, predicted.get());
        ExampleService.helium()
                .field("machine", "workstation")
                .field("max_nodes", 1)
                .of(routes, "POST", "/api/v1/script");
        assertEquals(2, predicted.get());
        int columns = ExampleService.json(Ask.nothing().of(routes, "GET", "/v2/models/pw-scf-any-machine"))
                .at("/inputs/0/shape/1")
                .intValue();
        String row = "1" + ",1".repeat(columns - 1);
        ask(
                "/v2/models/pw-scf-any-machine/infer",
                Ask.nothing()
                        .body("{\"inputs\":[{\"name\":\"features\",\"shape\":[2," + columns
                                + "],\"datatype\":\"FP64\",\"data\":[" + row + "," + row + "]}]}"));
        assertEquals(4, predicted.get());
    }
}
