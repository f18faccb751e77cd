package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.qeperf.runtime.artifact.Refusals.NOT_A_MODEL;
import static org.qeperf.runtime.artifact.Refusals.SCHEMAS;
import static org.qeperf.runtime.artifact.Refusals.corrupt;
import static org.qeperf.runtime.artifact.Refusals.forest;
import static org.qeperf.runtime.artifact.Refusals.read;
import static org.qeperf.runtime.artifact.Refusals.refused;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureVector;

/** What is read from whole files, and which versions and verifications are refused. */
class ArtifactReaderTest {

    static Stream<PortableModel> models() {
        return ExampleModels.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsWrittenIsReadBitByBit(PortableModel model) {
        byte[] bytes = ExampleModels.bytes(model);
        PortableModel again = read(bytes);
        FeatureMatrix rows = ExampleModels.rows(1000);
        double[] expected = new double[1000];
        double[] actual = new double[1000];
        model.predict(rows, expected);
        again.predict(rows, actual);
        assertArrayEquals(expected, actual);
        assertEquals(model.manifest(), again.manifest());
        assertEquals(model.model(), again.model());
        assertArrayEquals(bytes, ExampleModels.bytes(again));
    }

    @Test
    void aFileIsReadLikeAStreamAndNamedInMessages(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.qeperf");
        Files.write(file, ExampleModels.bytes(ExampleModels.forest()));
        assertEquals(
                "example-forest@1", ArtifactReader.read(file, SCHEMAS).model().toString());
        Files.write(file, new byte[0]);
        assertEquals(
                file + ": there is no manifest.json; expected a sound model file",
                assertThrows(ArtifactException.class, () -> ArtifactReader.read(file, SCHEMAS))
                        .getMessage());
        assertThrows(UncheckedIOException.class, () -> ArtifactReader.read(folder.resolve("none"), SCHEMAS));
    }

    @Test
    void aFormatThatIsTooNewIsToldApart() {
        refused(
                Reason.TOO_NEW,
                "format version 5 is newer than this library reads; expected at most 4, upgrade qeperf",
                forest().manifest(m -> m.put("format", 5)).bytes());
    }

    @Test
    void aNewerFormatIsRecognisedWhateverElseChangedInIt() {
        refused(
                Reason.TOO_NEW,
                "format version 7 is newer than this library reads; expected at most 4, upgrade qeperf",
                forest().remove("intervals.json")
                        .put("manifest.json", "{\"format\": 7, \"new\": 1}")
                        .zip());
    }

    @Test
    void aFormatThatIsTooOldIsToldApart() {
        refused(
                Reason.TOO_OLD,
                "format version 0 is no longer read; expected at least 1, train the model again",
                forest().manifest(m -> m.put("format", 0)).bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"format\": \"x\"}",
                "{\"format\": \"1\"}",
                "{\"format\": 1.0}",
                "{\"format\": -1}",
                "{\"format\": null}",
                "{\"format\": 99999999999}",
                "[1]",
                "1",
                "null",
                ""
            })
    void aFormatVersionThatIsNoneIsRefused(String manifest) {
        corrupt("manifest.json gives no format version", forest().put("manifest.json", manifest));
    }

    @Test
    void anUnknownSchemaListsTheKnownOnes() {
        refused(
                Reason.WRONG_SCHEMA,
                "made for schema 'qeperf-9'; expected one of other-1, example-3",
                forest().manifest(m -> m.put("schema", "qeperf-9")).bytes());
    }

    @Test
    void aSchemaOfAnotherMeaningIsRefused() {
        refused(
                Reason.WRONG_SCHEMA,
                "schema example-3 has fingerprint abc; expected " + ExampleModels.SCHEMA.fingerprint()
                        + ", train the model again",
                forest().manifest(m -> m.put("fingerprint", "abc")).bytes());
    }

    @Test
    void textFromTheFileIsMadeFitForAMessage() {
        refused(
                Reason.WRONG_SCHEMA,
                "made for schema '\\u001b[2Jevil'; expected one of other-1, example-3",
                forest().manifest(m -> m.put("schema", "\u001b[2Jevil")).bytes());
        refused(
                Reason.WRONG_SCHEMA,
                "schema example-3 has fingerprint ?" + "f".repeat(199) + "...; expected "
                        + ExampleModels.SCHEMA.fingerprint() + ", train the model again",
                forest().manifest(m -> m.put("fingerprint", "\n" + "f".repeat(5000)))
                        .bytes());
        refused(
                Reason.WRONG_SCHEMA,
                "schema example-3 has fingerprint " + "f".repeat(200) + "; expected "
                        + ExampleModels.SCHEMA.fingerprint() + ", train the model again",
                forest().manifest(m -> m.put("fingerprint", "f".repeat(200))).bytes());
        corrupt(
                "model name 'a?b'; expected lower-case letters, digits and hyphens, at most 64",
                forest().manifest(m -> m.put("name", "a\nb")));
    }

    @Test
    void insightsAreReadAgain() {
        PortableModel model = read(ExampleModels.bytes(ExampleModels.forest()));
        assertEquals("importance", model.insights().get(0).name());
        assertArrayEquals(
                new double[] {0.5, 0.25, 0.25}, model.insights().get(0).values());
        refused(
                Reason.CORRUPT,
                NOT_A_MODEL,
                forest().put("insights.json", "{\"a\": [\"x\"]}").bytes());
        corrupt("insights.json holds no insights", forest().put("insights.json", "[]"));
    }

    @Test
    void verificationRowsMustComeOutAsTheySay() {
        double predicted = ExampleModels.forest()
                .predict(new FeatureVector(ExampleModels.SCHEMA, new double[] {1, 1, 1}))
                .value();
        read(verification("1,1,1," + predicted).bytes());
        read(verification("1,1,1," + predicted * (1 + 5e-10)).bytes());
        double wrong = predicted * (1 + 2e-9);
        corrupt("verification row 1 predicts " + predicted + " instead of " + wrong, verification("1,1,1," + wrong));
        String right = "1,1,1," + predicted + "\n";
        corrupt("verification row 2 predicts " + predicted + " instead of NaN", verification(right + "1,1,1,NaN"));
        corrupt("verification row 1 predicts " + predicted + " instead of Infinity", verification("1,1,1,Infinity"));
        corrupt("verification row 1 has 3 numbers", verification("1,1,1"));
        corrupt("verification row 1 has 5 numbers", verification("1,1,1,1,1"));
        corrupt("verification row 1 has 1 numbers", verification("\n" + right));
        corrupt("feature n_k is -1.0; expected at least 0", verification("1,1,-1,1"));
        corrupt("feature shift is NaN; expected a finite number", verification("1,NaN,1,1"));
        corrupt("there are no verification rows", forest().put("verification.csv", "n_el,shift,n_k,expected\n"));
        corrupt("there are no verification rows", forest().put("verification.csv", ""));
        corrupt("verification row 1 predicts no positive number", verification("1,1,0,0"));
        read(verification(right.repeat(100)).bytes());
        corrupt("there are more than 100 verification rows", verification(right.repeat(101)));
    }

    @Test
    void whatIsEmptyAtTheEndIsNoVerification() {
        String right = "1,1,1,"
                + ExampleModels.forest()
                        .predict(new FeatureVector(ExampleModels.SCHEMA, new double[] {1, 1, 1}))
                        .value();
        read(verification(right + "\n\n\n").bytes());
        read(verification((right + "\n").repeat(100) + "\n".repeat(200)).bytes());
        read(verification(right + ",,,").bytes());
        corrupt("there are no verification rows", forest().put("verification.csv", "\n\n"));
        corrupt("verification row 1 has 0 numbers", verification(",,,"));
        corrupt("verification row 1 has 7 numbers", verification("1,1,1,1,,,1,"));
        corrupt("there are more than 100 verification rows", verification("\n".repeat(1_000_000) + right));
    }

    @Test
    void verificationCellsMustBeNumbers() {
        corrupt("For input string: \"x\"", verification("1,x,1,1"));
    }

    private static ModelFile verification(String rows) {
        return forest().put("verification.csv", "n_el,shift,n_k,expected\n" + rows);
    }

    @Test
    void verificationTakesNoLongerThanAFileOfItsSizeMay() {
        ModelFile file = forest();
        String rows = file.text("verification.csv").lines().skip(1).findFirst().orElseThrow() + "\n";
        file.put("padding.json", " ".repeat(8 << 20)).put("padding2.json", " ".repeat(8 << 20));
        // 64 times 16 MiB is the limit, and there is more in the file than the padding.
        read(file.put("verification.csv", "n_el,shift,n_k,expected\n" + rows.repeat(63))
                .bytes());
        corrupt(
                "there are too many verification rows for a file of its size",
                file.put("verification.csv", "n_el,shift,n_k,expected\n" + rows.repeat(64)));
    }
}
