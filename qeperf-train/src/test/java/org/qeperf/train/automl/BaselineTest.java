package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;
import org.qeperf.train.data.Samples;
import org.qeperf.train.validate.RowValues;

class BaselineTest {

    /** Rows of two columns, target last. */
    private static Problem problem(Map<String, double[]> laws, double[]... rows) {
        TableFeatures table = new TableFeatures(
                "y",
                List.of(TableColumn.numbers("a"), TableColumn.numbers("b")),
                List.of(Term.column("a"), Term.column("b")));
        FeatureSchema schema = table.schema();
        assertEquals(
                List.of("a", "b"),
                schema.features().stream().map(FeatureSpec::name).toList());
        double[] values =
                Arrays.stream(rows).flatMapToDouble(r -> Arrays.stream(r, 0, 2)).toArray();
        double[] targets = Arrays.stream(rows).mapToDouble(r -> r[2]).toArray();
        return new Problem(
                "rows",
                "0",
                "y",
                "",
                List.of(new FeatureSet("plain", new Samples(schema, values, targets, Map.of()), Optional.of(table))),
                new RowValues(rows.length, Map.of("a", column(rows, 0), "b", column(rows, 1)), Map.of()),
                laws,
                Map.of(),
                List.of());
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static double[] row(double a, double b) {
        return new double[] {a, b, 5 * Math.pow(a, 1.5) * Math.pow(b, -0.7)};
    }

    private static final double[][] LAW = {row(1, 1), row(2, 1), row(2, 3), row(5, 4), row(7, 2), row(9, 9)};

    private static List<String> names(Problem problem) {
        return Baseline.of(problem).stream().map(Baseline::name).toList();
    }

    @Test
    void aLawOfPowersIsFound() {
        Problem training = problem(Map.of(), LAW);
        assertEquals(List.of("mean", "power law"), names(training));
        double[] far = row(100, 0.01);
        double[] predicted = Baseline.of(training).get(1).predict(training, problem(Map.of(), far));
        assertEquals(1, predicted[0] / far[2], 1e-5, "exponents 1.5 and -0.7");
    }

    @Test
    void columnsThatSayTheSameDoNotStopIt() {
        double[][] same = Arrays.stream(LAW)
                .map(r -> new double[] {r[0], 3 * r[0], 2 * r[0] * r[0]})
                .toArray(double[][]::new);
        Problem training = problem(Map.of(), same);
        double[] predicted = Baseline.of(training).get(1).predict(training, training);
        for (int i = 0; i < predicted.length; i++) {
            assertEquals(1, predicted[i] / same[i][2], 1e-4);
        }
    }

    @Test
    void valuesWithoutLogarithmCountAsTheSmallestLearntFrom() {
        Problem training = problem(Map.of(), LAW);
        Problem heldOut = problem(Map.of(), new double[] {0, 2, 1}, new double[] {1, 2, 1}, new double[] {-3, 2, 1});
        double[] predicted = Baseline.of(training).get(1).predict(training, heldOut);
        assertEquals(predicted[1], predicted[0]);
        assertEquals(predicted[1], predicted[2]);
    }

    @Test
    void aColumnThatIsNotPositiveIsLeftOut() {
        Problem training = problem(
                Map.of(), new double[] {1, -1, 2}, new double[] {2, 0, 4}, new double[] {3, 5, 6}, new double[] {4, 9, 8
                });
        double[] predicted =
                Baseline.of(training).get(1).predict(training, problem(Map.of(), new double[] {10, -7, 20}));
        assertEquals(20, predicted[0], 1e-4);
    }

    @Test
    void whereNothingIsPositiveItIsTheMean() {
        Problem zero = problem(Map.of(), new double[] {0, 0, 1}, new double[] {0, -1, 100});
        assertEquals(List.of("mean"), names(zero));
        Problem positive = problem(Map.of(), LAW);
        assertArrayEquals(new double[] {10, 10}, Baseline.of(positive).get(1).predict(zero, zero), 1e-12);
        Problem negative = problem(Map.of(), new double[] {1, 1, -1}, new double[] {1, 2, 4});
        assertEquals(List.of("mean"), names(negative));
        assertArrayEquals(new double[] {1.5, 1.5}, Baseline.of(negative).get(0).predict(negative, negative), 1e-12);
    }

    @Test
    void aLawThatIsKnownIsScaled() {
        Problem training = problem(Map.of("law", new double[] {1, 2}), new double[] {1, 1, 2}, new double[] {1, 1, 16});
        assertEquals(List.of("mean", "law, scaled"), names(training));
        Problem other = problem(Map.of("law", new double[] {10}), new double[] {1, 1, 1});
        // Factors 2 and 8 have the geometric mean 4.
        assertArrayEquals(new double[] {40}, Baseline.of(training).get(1).predict(training, other), 1e-12);
    }
}
