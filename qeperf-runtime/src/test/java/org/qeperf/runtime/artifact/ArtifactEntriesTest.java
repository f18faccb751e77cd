package org.qeperf.runtime.artifact;

import static org.qeperf.runtime.artifact.Refusals.NOT_A_MODEL;
import static org.qeperf.runtime.artifact.Refusals.corrupt;
import static org.qeperf.runtime.artifact.Refusals.forest;
import static org.qeperf.runtime.artifact.Refusals.function;
import static org.qeperf.runtime.artifact.Refusals.network;
import static org.qeperf.runtime.artifact.Refusals.refused;
import static org.qeperf.runtime.artifact.Refusals.words;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.ArtifactException.Reason;

/** What entries must be there, and what they may not hold. */
class ArtifactEntriesTest {

    @Test
    void entriesAreNotCompressedSinceFormatTwo() {
        corrupt("its entries are compressed", forest().compressed());
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
}
