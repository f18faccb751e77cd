package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.RunModels;

class ModelsCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @TempDir
    private Path folder;

    private final RunModels all = new ModelShelf(Extractors.find("pw.x").schemas(), Optional.empty()).shipped();
    private final PortableModel shipped = (PortableModel) all.secondsPerScfIteration();

    @Test
    void listsTheModelsAtHand() {
        Console.Result result = Console.run("models", "list");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        List<String> lines = result.out().lines().toList();
        assertEquals(7, lines.size());
        assertTrue(lines.get(6).startsWith("pw-scf-any-machine@1 "), lines.get(6));
        assertTrue(lines.get(0).matches("MODEL +ALGORITHM +SCHEMA +TARGET +ROWS +SYSTEMS +MEDIAN ERROR"));
        for (int i = 0; i < 5; i++) {
            PortableModel model = (PortableModel) all.all().get(i);
            String line = lines.get(i + 1).replaceAll(" +", " ");
            assertTrue(line.startsWith(model.model() + " " + model.manifest().algorithm() + " "), line);
            assertTrue(line.contains(" " + model.target().name() + " "), line);
        }
    }

    @Test
    void listsThemAsOneJsonDocument() throws IOException {
        Console.Result result = Console.run("models", "list", "--format", "json");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        JsonNode document = JSON.readTree(result.out());
        assertEquals(6, document.size());
        assertEquals(
                JSON.valueToTree(shipped.manifest()).toString(), document.get(0).toString());
    }

    @Test
    void saysWhichFilesAreNoModels() throws IOException {
        Path file = Files.writeString(folder.resolve("damaged.qeperf"), "no zip");
        Console.Result result = Console.run("models", "list", "--models-dir", folder);
        assertEquals(
                new Console.Result(
                        0,
                        Console.run("models", "list").out(),
                        file + ": there is no manifest.json; expected a sound model file\n"),
                result);
    }

    @Test
    void showsWhatAModelSaysOfItself() throws IOException {
        Console.Result result = Console.run("models", "show", shipped.model(), "--format", "json");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        assertEquals(
                JSON.valueToTree(shipped.manifest()).toString(),
                JSON.readTree(result.out()).toString());
    }

    @Test
    void refusesToShowAModelThatIsNotThere() {
        assertEquals(
                Console.refused(
                        3,
                        "there is no model 'other'; known are "
                                + all.all().stream()
                                        .map(model -> model.model().toString())
                                        .collect(Collectors.joining(", "))
                                + ", pw-scf-any-machine@1, or name a file that ends with .qeperf or .onnx"),
                Console.run("models", "show", "other"));
    }

    @Test
    void listsTheAlgorithmsWithTheirSettings() {
        Console.Result result = Console.run("models", "algorithms");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        assertTrue(result.out().contains("dl4j/thesis-network: "), result.out());
        assertTrue(
                result.out()
                        .contains("smile/random-forest: mean of regression trees, each grown on a bootstrap sample with"
                                + " a random subset of features at each split\n"
                                + "  trees     100  number of trees; a whole number from 1 to 10000\n"),
                result.out());
    }

    @Test
    void tellsWhatASearchTriesAndWhatCountsSteps() {
        String out = Console.run("models", "algorithms").out();
        for (String line : List.of(
                "  trees      100            number of trees; a whole number from 1 to 10000; searched from 100 to 400 by"
                        + " factors; counts steps\n",
                "  sample     1.0            share of the rows that grow a tree; a number from 0.01 to 1.0; searched from"
                        + " 0.5 to 1.0\n",
                "  kernel     gaussian  how alike two rows are: exp(-gamma |x-p|^2), exp(-gamma |x-p|) of absolute"
                        + " differences, or x.p; one of gaussian, laplacian, linear; searched among gaussian, laplacian\n",
                "  tolerance  0.001     when the search has converged; a number from 1.0E-6 to 0.1\n")) {
            assertTrue(out.contains(line), out);
        }
    }

    @Test
    void givesTheAlgorithmsAsJson() throws IOException {
        Console.Result result = Console.run("models", "algorithms", "--format", "json");
        assertEquals(0, result.status());
        JsonNode document = new ObjectMapper().readTree(result.out());
        JsonNode boosting = document.get("xgboost/gradient-boosting");
        assertEquals("trees", boosting.get("steps").asText());
        JsonNode settings = boosting.get("hyperparameters");
        assertEquals(
                "{\"from\":0.02,\"to\":0.3,\"logarithmic\":true}",
                settings.get("learning-rate").get("search").toString());
        assertEquals(
                "{\"from\":3,\"to\":8,\"logarithmic\":false}",
                settings.get("depth").get("search").toString());
        assertEquals(
                "{\"values\":[\"squared_error\",\"absolute_error\"]}",
                settings.get("loss").get("search").toString());
        assertFalse(settings.get("bins").has("search"));
        assertEquals("256", settings.get("bins").get("default").asText());
        assertFalse(document.get("linear/ridge").has("steps"));
    }

    @Test
    void exportsOnlyModelFilesAndOnlyAsOnnx() {
        Path file = folder.resolve("model.onnx");
        String name = shipped.model().name();
        assertEquals(new Console.Result(0, "", ""), Console.run("models", "export", name, file));
        assertEquals(
                Console.refused(
                        3,
                        "model " + shipped.model() + " of " + file
                                + " has no manifest; expected a model file that ends with .qeperf"),
                Console.run("models", "show", file));
        assertEquals(
                Console.refused(
                        2, "cannot write model.pmml; expected a file that ends with .onnx; see 'qeperf models --help'"),
                Console.run("models", "export", name, "model.pmml"));
    }

    @Test
    void asksWhatToDo() {
        assertEquals(
                Console.refused(
                        2,
                        "expected one of: list, show, explain, export, algorithms, calibrate, register, promote, rollback,"
                                + " withdraw, history, compare; see 'qeperf models --help'"),
                Console.run("models"));
    }
}
