package org.qeperf.app.service.api.thesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.api.Ask;
import org.qeperf.app.service.api.ExampleService;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;

class ThesisEndpointTest {

    @TempDir
    private Path folder;

    private List<Route> routes = List.of();

    @BeforeEach
    void start() {
        routes = ExampleService.routes(ExampleService.registry(folder));
    }

    private static Ask run() {
        return Ask.nothing()
                .file("input_file", "pw.in", ExampleInput.TEXT)
                .file("pseudos[]", "He.UPF", ExampleInput.PSEUDOPOTENTIAL);
    }

    private static Ask on(int cores, int nodes, int threads, int pools) {
        return run().field("n_cores", cores)
                .field("n_nodes", nodes)
                .field("threads_per_node", threads)
                .field("n_pool", pools);
    }

    private Reply predict(String query, Ask ask) {
        return ask.of(routes, "POST", "/predict" + query);
    }

    private static String error(Reply reply) {
        assertEquals(400, reply.status(), () -> ExampleService.text(reply));
        JsonNode document = ExampleService.json(reply);
        assertEquals(document.get("error"), document.get("detail"));
        return document.get("error").textValue();
    }

    @Test
    void answersWithItsFeaturesAndTheTimeOfAnIteration() {
        JsonNode answer = ExampleService.json(predict("", on(64, 2, 32, 4)));
        List<String> keys = new ArrayList<>();
        answer.fieldNames().forEachRemaining(keys::add);
        assertEquals(List.of("parsed_features", "prediction_time"), keys);
        JsonNode features = answer.get("parsed_features");
        assertEquals("[\"He\"]", features.get("species_in_input").toString());
        assertEquals(2, features.get("total_valence").doubleValue());
        assertEquals(
                "{\"He\":{\"file\":\"He.UPF\",\"element\":\"He\",\"z_valence\":2.0,\"nproj\":1}}",
                features.get("pseudo_summary").toString());
        assertEquals("automatic", features.get("kpoints_mode").textValue());
        assertEquals("[2,2,2]", features.get("kpoints_mesh").toString());
        assertEquals("[0,0,0]", features.get("kpoints_shift").toString());
        JsonNode row = ExampleService.json(ExampleService.helium()
                        .field("schema", "thesis-14")
                        .field("nodes", 2)
                        .field("tasks_per_node", 32)
                        .field("pools", 4)
                        .of(routes, "POST", "/api/v1/features"))
                .get("features");
        assertEquals(14, row.size());
        row.properties().forEach(feature -> assertEquals(feature.getValue(), features.get(feature.getKey())));
        double value = ExampleService.json(ExampleService.helium()
                        .field("machine", "leonardo-booster")
                        .field("nodes", 2)
                        .field("tasks_per_node", 32)
                        .field("pools", 4)
                        .of(routes, "POST", "/api/v1/predict"))
                .at("/seconds_per_scf_iteration/value")
                .doubleValue();
        assertEquals(
                BigDecimal.valueOf(value).setScale(10, RoundingMode.HALF_EVEN).doubleValue(),
                answer.get("prediction_time").doubleValue());
    }

    @Test
    void pagesOfOtherOriginsMayAsk() {
        Route route = routes.stream()
                .filter(r -> r.template().equals("/predict"))
                .findFirst()
                .orElseThrow();
        assertTrue(route.traits().contains(Trait.ANY_ORIGIN));
    }

    @ParameterizedTest
    @CsvSource({
        "Moon, 1, 1, 1, Model 'Moon' not found",
        "Leonardo_Booster, 100000000, 1, 32, n_cores exceeds maximum for Leonardo_Booster",
        "Leonardo_Booster, 32, 100000, 32, n_nodes exceeds maximum for Leonardo_Booster",
        "Leonardo_Booster, 32, 1, 100000, threads_per_node exceeds maximum for Leonardo_Booster",
        "Marconi100, 32, 1, 129, threads_per_node exceeds maximum for Marconi100"
    })
    void refusesWhatAMachineDoesNotHave(String model, int cores, int nodes, int threads, String error) {
        assertEquals(error, error(predict("?model=" + model, on(cores, nodes, threads, 1))));
    }

    @ParameterizedTest
    @CsvSource({"Leonardo_Booster", "Marconi100", "leonardo_booster", "MARCONI_100", "LUMI", "workstation"})
    void namesOfModelsAreThoseOfMachines(String model) {
        assertEquals(200, predict("?model=" + model, on(4, 1, 4, 1)).status());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertEquals(
                "Please upload a QE input file first.",
                error(predict("", Ask.nothing().field("n_cores", 1))));
        assertEquals("n_cores is missing; expected a whole number from 1", error(predict("", run())));
        assertEquals(
                "n_pool is 'two'; expected a whole number from 1",
                error(predict("", run().field("n_cores", 1).field("n_pool", "two"))));
        assertEquals(
                "n_nodes is '0'; expected a whole number from 1",
                error(predict("", run().field("n_cores", 1).field("n_nodes", 0))));
        assertEquals(
                "pw.in:4:52: invalid number 'ten' for ecutwfc; expected a number such as 30, 0.5 or 1.0d-8",
                error(predict(
                        "",
                        Ask.nothing()
                                .file("input_file", "pw.in", ExampleInput.TEXT.replace("= 10", "= ten"))
                                .field("n_cores", 1))));
    }

    @Test
    void aPseudopotentialOfTheSameElementStandsInForAMissingOne() {
        Ask ask = Ask.nothing()
                .file("input_file", "pw.in", ExampleInput.TEXT)
                .file("pseudos[]", "Hg.UPF", "no pseudopotential")
                .file("pseudos[]", "any.UPF", ExampleInput.PSEUDOPOTENTIAL)
                .field("n_cores", 1);
        JsonNode features =
                ExampleService.json(predict("?model=workstation", ask)).get("parsed_features");
        assertEquals(
                "[\"pseudopotential 'He.UPF' of species 'He' was not sent; 'any.UPF' of the same element is taken in its"
                        + " place\"]",
                features.get("warnings").toString());
        assertEquals(
                "pw.in:9:3: pseudopotential 'He.UPF' of species 'He' is missing; expected it among the files beside the"
                        + " input: there are none",
                error(predict(
                        "",
                        Ask.nothing()
                                .file("input_file", "pw.in", ExampleInput.TEXT)
                                .field("n_cores", 1))));
    }

    @Test
    void coresThatAreNotNodesTimesThreadsAreTold() {
        JsonNode features = ExampleService.json(predict("?model=workstation", on(5, 1, 4, 1)))
                .get("parsed_features");
        assertEquals(
                "[\"n_cores is 5, n_nodes times threads_per_node are 4; taken as 5 ranks on each of 1 node\"]",
                features.get("warnings").toString());
        assertEquals(5, features.get("n_cores").doubleValue());
    }
}
