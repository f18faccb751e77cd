package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;

class ArtifactReaderTest {

    private static final Collection<FeatureSchema> SCHEMAS =
            List.of(new FeatureSchema("other-1", ExampleModels.SCHEMA.features()), ExampleModels.SCHEMA);
    private static final String NOT_A_MODEL = "not a model file; expected a zip of JSON and arrays";

    private static PortableModel read(byte[] bytes) {
        return ArtifactReader.read("m.qeperf", new ByteArrayInputStream(bytes), SCHEMAS);
    }

    private static void refused(Reason reason, String message, byte[] bytes) {
        ArtifactException e = assertThrows(ArtifactException.class, () -> read(bytes));
        assertEquals("m.qeperf: " + message, e.getMessage());
        assertEquals(reason, e.reason());
    }

    private static void corrupt(String problem, byte[] bytes) {
        refused(Reason.CORRUPT, problem + "; expected a sound model file", bytes);
    }

    private static void corrupt(String problem, ModelFile file) {
        corrupt(problem, file.bytes());
    }

    private static ModelFile forest() {
        return ModelFile.of(ExampleModels.forest());
    }

    private static ModelFile network() {
        return ModelFile.of(ExampleModels.network());
    }

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

    private static ObjectNode function(ObjectNode manifest) {
        return (ObjectNode) manifest.get("regressor");
    }

    private static ObjectNode words(ObjectNode manifest) {
        return (ObjectNode) function(manifest).get("words");
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

    @Test
    void entriesAreNotCompressedSinceFormatTwo() {
        corrupt("its entries are compressed", forest().compressed());
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
    void theRegressorMustHaveTheArraysOfItsKind() {
        corrupt(
                "there is no array 'sizes' of whole numbers among [inputs, base, divisor, roots, feature, value, rows]",
                forest().manifest(m -> function(m).put("kind", "dense-network")));
        corrupt(
                "there is no array 'rows' of whole numbers among [inputs, base, divisor, roots, feature, value]",
                forest().remove("arrays/regressor_rows.npy"));
        corrupt("there is no word 'precision'", forest().manifest(m -> words(m).remove("precision")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest.json",
                "arrays/column_logarithmic.npy",
                "arrays/column_mean.npy",
                "arrays/column_deviation.npy",
                "arrays/column_lowest.npy",
                "arrays/column_highest.npy",
                "arrays/target.npy",
                "insights.json",
                "intervals.json",
                "verification.csv"
            })
    void anEntryThatIsMissingIsNamed(String entry) {
        corrupt("there is no " + entry, forest().remove(entry));
    }

    @Test
    void theSumsMustBeThere() {
        corrupt("there is no SHA256SUMS", forest().remove("SHA256SUMS").zip());
    }

    @Test
    void theSumsMustMatchEveryEntry() {
        String problem = "the checksums do not match the content";
        corrupt(
                problem,
                forest().put("intervals.json", "{\"absolute_log_errors\": [0.1]}")
                        .zip());
        corrupt(problem, forest().put("extra.json", "{}").zip());
        corrupt(problem, forest().remove("arrays/target.npy").zip());
        corrupt(problem, forest().put("SHA256SUMS", "").zip());
        ModelFile file = forest();
        corrupt(problem, file.put("SHA256SUMS", file.text("SHA256SUMS") + "\n").zip());
    }

    @Test
    void columnsOfTheWrongLengthAreRefused() {
        double[] two = {1, 1};
        corrupt("a preparation of 2 columns for schema example-3", forest().put("column_mean", two));
        corrupt("a preparation of 3 columns for schema example-3", forest().put("column_deviation", two));
        corrupt("a range of 2 and 3 numbers for 3 columns", forest().put("column_lowest", two));
        corrupt("a range of 3 and 2 numbers for 3 columns", forest().put("column_highest", two));
        corrupt("the target has 3 numbers", forest().put("target", new double[3]));
        corrupt(
                "there is no array 'value' of numbers of length 8 among [inputs, base, divisor, roots, feature, value,"
                        + " rows]",
                forest().put("regressor_value", two));
        corrupt("a layer of 3 x 4 with 2 weights and 4 biases", network().put("regressor_weights0", two));
        corrupt(
                "a regressor of 2 inputs for 3 columns",
                forest().put("regressor_inputs", new int[] {2})
                        .put("regressor_feature", new short[] {0, -1, -1, 1, -1, 1, -1, -1}));
        corrupt("the last tree is not whole", forest().put("regressor_feature", new short[] {0, -1, -1, 1, -1, 1, 1, -1
        }));
        corrupt("the roots are not where trees begin", forest().put("regressor_roots", new int[] {0, 4}));
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        double[] nan = {1, Double.NaN, 1};
        corrupt("column 1 has mean NaN, deviation 2.0", forest().put("column_mean", nan));
        corrupt("column 1 has mean 2.0, deviation NaN", forest().put("column_deviation", nan));
        corrupt("feature shift ranges from NaN to 6.0", forest().put("column_lowest", nan));
        corrupt("feature shift ranges from -4.0 to NaN", forest().put("column_highest", nan));
        corrupt("target mean NaN, deviation 1.0", forest().put("target", new double[] {Double.NaN, 1}));
        corrupt("a weight is NaN; expected finite numbers", network().put("regressor_biases1", nan));
        double[] values = {0, 0, 1, -0.5, Double.POSITIVE_INFINITY, 0, 1, 3};
        corrupt("a node's value is Infinity; expected finite numbers", forest().put("regressor_value", values));
    }

    @Test
    void arraysOfTheWrongTypeAreRefused() {
        corrupt("column_mean does not hold real numbers", forest().put("column_mean", new int[3]));
        corrupt(
                "there is no array 'roots' of whole numbers among [inputs, base, divisor, roots, feature, value, rows]",
                forest().put("regressor_roots", new double[] {0, 3}));
        ModelFile pickled = forest();
        byte[] array = pickled.entries().get("arrays/target.npy");
        // Byte 22 starts the type's name in the header: '<f8' becomes '|O8'.
        array[21] = '|';
        array[22] = 'O';
        corrupt("an array that is not one-dimensional <f8, <i4 or <i2", pickled);
        corrupt("not an array in NumPy's format", forest().put("arrays/target.npy", "x"));
    }

    @Test
    void intervalsThatHoldNoErrorsAreRefused() {
        String none = "intervals.json holds no errors";
        corrupt("intervals.json holds no groups", forest().put("intervals.json", "{}"));
        corrupt("intervals.json holds no groups", forest().put("intervals.json", "[]"));
        corrupt("intervals.json holds no groups", forest().put("intervals.json", "{\"absolute_log_errors\": [1]}"));
        corrupt(none, groups("{}"));
        corrupt(none, groups("1"));
        corrupt(none, groups("{\"absolute_log_errors\": 1}"));
        corrupt("an interval needs errors to learn from", errors(""));
        corrupt("errors from -1.0 to 0.5", errors("0.5, -1"));
        corrupt("errors from 0.5 to Infinity", errors("0.5, 1e999"));
        corrupt("errors from 0.5 to NaN", errors("0.5, \"NaN\""));
        refused(Reason.CORRUPT, NOT_A_MODEL, errors("0.5, NaN").bytes());
    }

    @Test
    void groupsThatAreNoGroupsAreRefused() {
        String errors = "\"absolute_log_errors\": [1]";
        corrupt("0 bounds between 0 groups of errors", groups(""));
        corrupt(
                "100 bounds between 101 groups of errors",
                groups("{\"below\": 1, ERRORS}, ".repeat(100).replace("ERRORS", errors) + "{" + errors + "}"));
        corrupt("intervals.json has no number below", groups("{" + errors + "}, {" + errors + "}"));
        corrupt("intervals.json has no number below", groups("{\"below\": \"1\", " + errors + "}, {" + errors + "}"));
        corrupt(
                "groups end at Infinity; expected finite numbers that ascend",
                groups("{\"below\": 1e999, " + errors + "}, {" + errors + "}"));
        corrupt(
                "intervals.json has no number widening_slope",
                forest().put("intervals.json", "{\"groups\": [{" + errors + "}]}"));
        corrupt(
                "the slope of the widening is -1.0; expected a number that is not negative",
                forest().put("intervals.json", "{\"widening_slope\": -1, \"groups\": [{" + errors + "}]}"));
    }

    private static ModelFile groups(String list) {
        return forest().put("intervals.json", "{\"widening_slope\": 0, \"groups\": [" + list + "]}");
    }

    private static ModelFile errors(String list) {
        return groups("{\"absolute_log_errors\": [" + list + "]}");
    }

    @Test
    void errorsThatAreNotNumbersAreRefused() {
        for (String list : List.of("null", "\"x\"", "[1]", "{}", "true")) {
            refused(Reason.CORRUPT, NOT_A_MODEL, errors(list).bytes());
        }
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
    void verificationCellsMustBeNumbers() {
        corrupt("For input string: \"x\"", verification("1,x,1,1"));
    }

    private static ModelFile verification(String rows) {
        return forest().put("verification.csv", "n_el,shift,n_k,expected\n" + rows);
    }
}
