package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.forecast.TablePredictor;

/**
 * Model files that were written once and must be readable for ever. Another format version adds files; these stay as they
 * are. {@code -Dqeperf.golden=write} writes those that are missing.
 */
class GoldenArtifactTest {

    static final Path FOLDER = Path.of("src/test/resources/org/qeperf/runtime/artifact");

    private static PortableModel golden(String file) throws IOException {
        try (InputStream in = GoldenArtifactTest.class.getResourceAsStream(file)) {
            assertNotNull(in, file);
            return ArtifactReader.read(file, in, List.of(ExampleModels.SCHEMA));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "golden-forest-1.qeperf, example-forest@1, 1, 0, 1, 1.6487212707001282",
        "golden-forest-1.qeperf, example-forest@1, 100, 0, 8, 27.92274365969473",
        "golden-forest-1.qeperf, example-forest@1, 6, 1.5, 2, 6.980685914923683",
        "golden-forest-1.qeperf, example-forest@1, 100, 5, 32, 1059.694462678154",
        "golden-network-1.qeperf, example-network@1, 1, 0, 1, 0.8120465830816884",
        "golden-network-1.qeperf, example-network@1, 100, 0, 8, 61.961346572051276",
        "golden-network-1.qeperf, example-network@1, 1000, -4, 64, 462.3829503268068",
        "golden-network-1.qeperf, example-network@1, 100, 5, 32, 349.822259623882",
    })
    void aFileOfFormatOnePredictsWhatItAlwaysDid(
            String file, String id, double electrons, double shift, double kPoints, double seconds) throws IOException {
        PortableModel model = golden(file);
        assertEquals(id, model.model().toString());
        FeatureVector row = new FeatureVector(ExampleModels.SCHEMA, new double[] {electrons, shift, kPoints});
        assertEquals(seconds, model.predict(row).value(), 1e-12 * seconds);
        assertEquals(Math.exp(0.4), model.predict(row).interval().upper() / seconds, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "golden-forest-2.qeperf, example-forest@1, 1, 0, 1, 1.6487212707001282",
        "golden-network-2.qeperf, example-network@1, 1000, -4, 64, 462.3829503268068",
        "golden-linear-2.qeperf, example-linear@1, 100, 0, 8, 3.5",
        "golden-linear-2.qeperf, example-linear@1, 3, -4, 1, 0.78",
        "golden-normal-form-2.qeperf, example-normal-form@1, 64, 0, 8, 52.2",
        "golden-grey-box-2.qeperf, example-grey-box@1, 100, 0, 8, 3.9085979676482294",
        "golden-grey-box-2.qeperf, example-grey-box@1, 6, 1.5, 2, 1.1750964225383924",
        "golden-boosted-2.qeperf, example-boosted@1, 100, 0, 8, 20.716729043830032",
        "golden-boosted-2.qeperf, example-boosted@1, 2, 0, 1, 1.6487214181073033",
    })
    void aFileOfFormatTwoPredictsWhatItAlwaysDid(
            String file, String id, double electrons, double shift, double kPoints, double seconds) throws IOException {
        PortableModel model = golden(file);
        assertEquals(id, model.model().toString());
        FeatureVector row = new FeatureVector(ExampleModels.SCHEMA, new double[] {electrons, shift, kPoints});
        assertEquals(seconds, model.predict(row).value(), 1e-12 * seconds);
        assertEquals(0.25, model.insights().get(0).values()[2]);
    }

    @ParameterizedTest
    @CsvSource({
        "golden-forest-3.qeperf, example-forest@1, 1, 0, 1, 1.6487212707001282",
        "golden-linear-3.qeperf, example-linear@1, 100, 0, 8, 3.5",
        "golden-absolute-3.qeperf, example-absolute@1, 100, 0, 8, 532.6450089355118",
        "golden-relative-3.qeperf, example-relative@1, 100, 0, 8, 5.606911313988792",
        "golden-relative-3.qeperf, example-relative@1, 1000, -4, 64, 19.220934046615447",
    })
    void aFileOfFormatThreePredictsWhatItAlwaysDid(
            String file, String id, double electrons, double shift, double kPoints, double seconds) throws IOException {
        PortableModel model = golden(file);
        assertEquals(id, model.model().toString());
        FeatureVector row = new FeatureVector(ExampleModels.SCHEMA, new double[] {electrons, shift, kPoints});
        assertEquals(seconds, model.predict(row).value(), 1e-12 * seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "golden-grouped-4.qeperf, example-grouped@1, 1, 0, 1, 1.6487212707001282, 0.1",
        "golden-grouped-4.qeperf, example-grouped@1, 100, 11, 8, 264.9236156695385, 0.6",
        "golden-sum-4.qeperf, example-sum@1, 100, 0, 8, 41.17239315182815, 0.4",
        "golden-sum-4.qeperf, example-sum@1, 1000, -4, 64, 335.546729733553, 0.4",
    })
    void aFileOfFormatFourPredictsWhatItAlwaysDid(
            String file, String id, double electrons, double shift, double kPoints, double seconds, double logFactor)
            throws IOException {
        PortableModel model = golden(file);
        assertEquals(id, model.model().toString());
        FeatureVector row = new FeatureVector(ExampleModels.SCHEMA, new double[] {electrons, shift, kPoints});
        assertEquals(seconds, model.predict(row).value(), 1e-12 * seconds);
        assertEquals(Math.exp(logFactor), model.predict(row).uncertainty().factor(0.9), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "raw-identity, 4, 4, davidson, 89.05888308335967",
        "raw-identity, 16, 1, cg, 62.4",
        "raw-logarithm, 4, 4, davidson, 85.87941439979437",
        "raw-logarithm, 16, 1, cg, 22.646379643175397",
        "standardized-identity, 4, 4, davidson, 92.26355323334387",
        "standardized-identity, 16, 1, cg, 135.6",
        "standardized-logarithm, 4, 4, davidson, 100.80396212568365",
        "standardized-logarithm, 16, 1, cg, 880.0687241078023",
    })
    void aFileOfATablePredictsWhatItAlwaysDid(
            String forms, String nodes, String threads, String solver, double milliseconds) throws IOException {
        PortableModel model = golden("golden-table-" + forms + "-3.qeperf");
        assertEquals(ExampleTables.TABLE.terms(), model.table().orElseThrow().terms());
        Prediction prediction =
                new TablePredictor(model).predict(Map.of("nodes", nodes, "nThreads", threads, "solver", solver));
        assertEquals(new Target("exec time", "ms"), prediction.target());
        assertEquals(milliseconds, prediction.value(), 1e-12 * milliseconds);
    }

    @Test
    void missingFilesAreWrittenOnRequest() {
        assumeTrue("write".equals(System.getProperty("qeperf.golden")), "only with -Dqeperf.golden=write");
        write("golden-grouped-4.qeperf", ExampleModels.bytes(ExampleModels.grouped()));
        write("golden-sum-4.qeperf", ExampleModels.bytes(ExampleModels.sum()));
    }

    private static void write(String name, byte[] bytes) {
        if (!Files.exists(FOLDER.resolve(name))) {
            AtomicFile.write(FOLDER.resolve(name), bytes);
        }
    }
}
