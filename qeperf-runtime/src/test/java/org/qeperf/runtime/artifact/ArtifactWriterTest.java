package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.FeatureMatrix;

class ArtifactWriterTest {

    @Test
    void theEntriesStandInAFixedOrder() {
        assertEquals(
                List.of(
                        "manifest.json",
                        "arrays/column_logarithmic.npy",
                        "arrays/column_mean.npy",
                        "arrays/column_deviation.npy",
                        "arrays/column_lowest.npy",
                        "arrays/column_highest.npy",
                        "arrays/target.npy",
                        "arrays/regressor_inputs.npy",
                        "arrays/regressor_base.npy",
                        "arrays/regressor_divisor.npy",
                        "arrays/regressor_roots.npy",
                        "arrays/regressor_feature.npy",
                        "arrays/regressor_value.npy",
                        "arrays/regressor_rows.npy",
                        "insights.json",
                        "intervals.json",
                        "verification.csv",
                        "SHA256SUMS"),
                List.copyOf(ModelFile.of(ExampleModels.forest()).entries().keySet()));
    }

    @Test
    void theManifestIsJsonForPeopleToo() {
        String expected = """
                {
                  "format" : 4,
                  "name" : "example-forest",
                  "version" : "1",
                  "algorithm" : "example/by-hand",
                  "hyperparameters" : {
                    "a" : "1",
                    "b" : "2"
                  },
                  "code" : "pw.x",
                  "schema" : "example-3",
                  "fingerprint" : "%s",
                  "target" : "seconds_per_scf_iteration",
                  "unit" : "s",
                  "inputs" : "standardized",
                  "target_form" : "logarithm",
                  "normalizer" : "n_k",
                  "law" : {
                    "kind" : "none",
                    "words" : { }
                  },
                  "regressor" : {
                    "kind" : "tree-ensemble",
                    "words" : {
                      "precision" : "double"
                    }
                  },
                  "training" : {
                    "dataset" : "example-runs",
                    "dataset_sha256" : "%s",
                    "rows" : 9,
                    "systems" : 3,
                    "split" : "by system, 3 folds",
                    "seed" : 42,
                    "date" : "2026-01-31",
                    "versions" : {
                      "qeperf" : "0.1.0"
                    },
                    "metrics" : {
                      "log_rmse" : 0.25
                    }
                  }
                }""".formatted(ExampleModels.SCHEMA.fingerprint(), "0".repeat(64));
        assertEquals(expected, ModelFile.of(ExampleModels.forest()).text("manifest.json"));
    }

    @Test
    void theVerificationRowsHoldFeaturesAndPredictions() {
        PortableModel model = ExampleModels.forest();
        FeatureMatrix rows = new FeatureMatrix(ExampleModels.SCHEMA, new double[] {1, 0.5, 2, 100, 5, 32});
        double[] expected = new double[2];
        model.predict(rows, expected);
        byte[] bytes = ArtifactWriter.toBytes(model, rows);
        assertTrue(bytes.length < 10_000, "a small model makes a small file");
        String text = "n_el,shift,n_k,expected\n1.0,0.5,2.0," + expected[0] + "\n100.0,5.0,32.0," + expected[1] + "\n";
        ModelFile file = ModelFile.of(model).put("verification.csv", text);
        assertArrayEquals(
                file.entries().get("verification.csv"),
                ModelFile.of(bytes).entries().get("verification.csv"));
    }

    @Test
    void theSumsAreThoseOfTheSha256sumProgram() {
        ModelFile file = ModelFile.of(ExampleModels.forest());
        List<String> lines = file.text("SHA256SUMS").lines().toList();
        assertEquals(17, lines.size());
        assertEquals(
                lines.stream()
                        .sorted((a, b) -> a.substring(66).compareTo(b.substring(66)))
                        .toList(),
                lines);
        assertTrue(lines.contains(Digest.sha256(file.entries().get("intervals.json")) + "  intervals.json"));
    }

    @Test
    void equalModelsMakeEqualBytes() {
        assertArrayEquals(ExampleModels.bytes(ExampleModels.forest()), ExampleModels.bytes(ExampleModels.forest()));
        assertArrayEquals(ExampleModels.bytes(ExampleModels.network()), ExampleModels.bytes(ExampleModels.network()));
    }

    @Test
    void theBytesDoNotDependOnWhereTheyAreWritten() throws Exception {
        Process elsewhere = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=tr",
                        "-Duser.timezone=Asia/Tokyo",
                        "-Dfile.encoding=UTF-16",
                        "-Dline.separator=\r\n",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Elsewhere.class.getName())
                .redirectErrorStream(true)
                .start();
        try (InputStream output = elsewhere.getInputStream()) {
            assertEquals(
                    Digest.sha256(ExampleModels.bytes(ExampleModels.network())),
                    new String(output.readAllBytes(), StandardCharsets.US_ASCII));
        }
        assertTrue(elsewhere.waitFor(60, TimeUnit.SECONDS), "the other program does not end");
    }

    /** Shows the digest of a model file, as a program of its own. */
    static final class Elsewhere {

        private Elsewhere() {}

        public static void main(String[] arguments) {
            String digest = Digest.sha256(ExampleModels.bytes(ExampleModels.network()));
            System.out.writeBytes(digest.getBytes(StandardCharsets.US_ASCII));
            System.out.flush();
        }
    }

    @Test
    void aModelWithoutVerificationRowsIsNotWritten() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> ArtifactWriter.toBytes(ExampleModels.forest(), ExampleModels.rows(0)));
        assertEquals("a model file needs verification rows", e.getMessage());
    }
}
