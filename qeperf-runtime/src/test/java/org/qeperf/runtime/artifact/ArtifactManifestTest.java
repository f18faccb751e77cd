package org.qeperf.runtime.artifact;

import static org.qeperf.runtime.artifact.Refusals.NOT_A_MODEL;
import static org.qeperf.runtime.artifact.Refusals.corrupt;
import static org.qeperf.runtime.artifact.Refusals.forest;
import static org.qeperf.runtime.artifact.Refusals.function;
import static org.qeperf.runtime.artifact.Refusals.network;
import static org.qeperf.runtime.artifact.Refusals.refused;
import static org.qeperf.runtime.artifact.Refusals.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.ArtifactException.Reason;

/** What a manifest may not say. */
class ArtifactManifestTest {

    static Stream<String> fields() {
        return Stream.of(
                "name",
                "version",
                "algorithm",
                "hyperparameters",
                "code",
                "schema",
                "fingerprint",
                "target",
                "unit",
                "inputs",
                "target_form",
                "normalizer",
                "law",
                "regressor",
                "training");
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aManifestWithoutOneOfItsFieldsIsRefused(String field) {
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().manifest(m -> m.remove(field)).bytes());
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().manifest(m -> m.putNull(field)).bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset",
                "dataset_sha256",
                "rows",
                "systems",
                "split",
                "seed",
                "date",
                "versions",
                "metrics",
            })
    void aManifestWithoutOneFieldOfItsTrainingIsRefused(String field) {
        refused(Reason.CORRUPT, NOT_A_MODEL, training(t -> t.remove(field)));
        refused(Reason.CORRUPT, NOT_A_MODEL, training(t -> t.putNull(field)));
    }

    private static byte[] training(Consumer<ObjectNode> change) {
        return forest().manifest(m -> change.accept((ObjectNode) m.get("training")))
                .bytes();
    }

    @Test
    void fieldsThatNobodyKnowsAreRefused() {
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().manifest(m -> m.put("more", 1)).bytes());
        refused(Reason.CORRUPT, NOT_A_MODEL, training(t -> t.put("more", 1)));
    }

    @Test
    void nullInsideAMapIsRefused() {
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().manifest(m -> m.putObject("hyperparameters").putNull("a"))
                        .bytes());
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                training(t -> t.putObject("metrics").putNull("a")));
    }

    @Test
    void textWhereANumberBelongsIsRefused() {
        refused(Reason.CORRUPT, NOT_A_MODEL, training(t -> t.put("rows", "many")));
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().manifest(m -> m.put("regressor", 3)).bytes());
    }

    @Test
    void aManifestThatIsNotJsonIsRefused() {
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().put("manifest.json", "{\"format\": 1").bytes());
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().put("manifest.json", "\u0000\u0001").bytes());
    }

    @Test
    void aManifestIsOneDocumentWithoutDuplicates() {
        String text = forest().text("manifest.json");
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().put("manifest.json", text + "{}").bytes());
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().put("manifest.json", text.replace("\"code\"", "\"name\" : \"x\", \"code\""))
                        .bytes());
    }

    @Test
    void namesAndWordsThatNameNothingAreRefused() {
        corrupt(
                "the regressor is of an unknown kind",
                forest().manifest(m -> function(m).put("kind", "java.lang.Runtime")));
        corrupt(
                "schema example-3 has no feature 'n_x'; it has n_el, shift, n_k",
                forest().manifest(m -> m.put("normalizer", "n_x")));
        corrupt(
                "there is no activation 'java.lang.Runtime'; known are [identity, relu, swish, tanh]",
                network().manifest(m -> words(m).put("activation1", "java.lang.Runtime")));
    }

    @Test
    void theLawMustBeTheOneThatTheManifestNames() {
        ModelFile greyBox = ModelFile.of(ExampleModels.greyBox());
        corrupt(
                "there is no array 'coefficients' of numbers among [intercept]",
                greyBox.remove("arrays/law_coefficients.npy"));
        corrupt(
                "a law named 'n_k'; expected provider/algorithm",
                ModelFile.of(ExampleModels.greyBox()).manifest(m -> m.put("normalizer", "n_k")));
        corrupt(
                "schema example-3 has no feature 'example/law'; it has n_el, shift, n_k",
                ModelFile.of(ExampleModels.greyBox()).manifest(m -> ((ObjectNode) m.get("law")).put("kind", "none")));
        corrupt("the inputs are neither standardized nor raw", forest().manifest(m -> m.put("inputs", "cooked")));
        corrupt(
                "the target's form is neither logarithm nor identity",
                forest().manifest(m -> m.put("target_form", "Logarithm")));
    }

    @Test
    void rowsThatAreRawAreNotStandardised() {
        corrupt(
                "column 1 of raw rows has mean 2.0, deviation 1.0; expected 0 and 1",
                ModelFile.of(ExampleModels.linear()).put("column_mean", new double[] {0, 2, 0}));
        corrupt(
                "column 2 of raw rows has mean 0.0, deviation 2.0; expected 0 and 1",
                ModelFile.of(ExampleModels.linear()).put("column_deviation", new double[] {1, 1, 2}));
    }

    @Test
    void theColumnsThatAreLogarithmicAreThoseOfTheSchema() {
        String problem = "column_logarithmic does not say what the schema says";
        corrupt(problem, forest().put("column_logarithmic", new short[] {1, 1, 1}));
        corrupt(problem, forest().put("column_logarithmic", new int[] {1, 0, 1}));
        corrupt(problem, ModelFile.of(ExampleModels.linear()).put("column_logarithmic", new short[] {1, 0, 1}));
    }
}
