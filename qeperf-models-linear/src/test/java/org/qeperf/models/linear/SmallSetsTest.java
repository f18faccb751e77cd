package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.TrainedRegressor;

/** Sets that leave a fit little to go by. */
class SmallSetsTest {

    static Stream<Algorithm> algorithms() {
        return new LinearProvider().algorithms().stream();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void oneRowIsPredicted(Algorithm algorithm) {
        TrainedRegressor trained =
                Fits.fit(algorithm.name(), Map.of(), Fits.set(new double[][] {{1, 2}}, new double[] {3}));
        // The kernels of kernel ridge have no intercept, and its weight of the norm draws to 0.
        double expected = algorithm.name().equals("kernel-ridge") ? 3 / 1.1 : 3;
        // The costs of kernels explain the row, and the least overhead is a thousandth of it.
        assertEquals(expected, Fits.predict(trained, 1, 2), algorithm.inputs() == Inputs.RAW ? 0.003_001 : 1e-12);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void valuesOfFewRowsAreFinite(Algorithm algorithm) {
        for (int rows : new int[] {2, 3, 5}) {
            check(algorithm, rows, 8, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aTargetThatNeverChangesIsPredicted(Algorithm algorithm) {
        double[][] rows = positive(20, 3, 2);
        double[] targets = new double[rows.length];
        Arrays.fill(targets, 0.1);
        TrainedRegressor trained = Fits.fit(algorithm.name(), Map.of(), Fits.set(rows, targets));
        // A penalty or a prior draws these two.
        boolean drawn = List.of("kernel-ridge", "log-costs").contains(algorithm.name());
        for (double[] row : rows) {
            assertEquals(0.1, Fits.predict(trained, row), drawn ? 0.03 : 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void constantAndEqualColumnsDoNoHarm(Algorithm algorithm) {
        double[][] rows = positive(40, 4, 3);
        double[] targets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i][1] = 0.1;
            rows[i][2] = 0;
            rows[i][3] = rows[i][0];
            targets[i] = 1 + 2 * rows[i][0];
        }
        TrainedRegressor trained = Fits.fit(algorithm.name(), Map.of(), Fits.set(rows, targets));
        boolean raw = algorithm.inputs() == Inputs.RAW;
        for (int i = 0; i < rows.length; i++) {
            double allowed = List.of("kernel-ridge", "log-costs").contains(algorithm.name()) ? 0.1 : raw ? 0.002 : 0.01;
            assertEquals(targets[i], Fits.predict(trained, rows[i]), allowed * targets[i], algorithm.name());
        }
    }

    private static void check(Algorithm algorithm, int count, int columns, long seed) {
        double[][] rows = positive(count, columns, seed);
        double[] targets = new Random(seed).doubles(count, 0.5, 2).toArray();
        TrainedRegressor trained = Fits.fit(algorithm.name(), Map.of(), Fits.set(rows, targets));
        for (double[] row : positive(10, columns, seed + 1)) {
            double value = Fits.predict(trained, row);
            assertTrue(Double.isFinite(value) && Math.abs(value) < 1e3, count + " rows: " + value);
        }
    }

    /** Numbers from 1 to 3: good for raw and for other rows. */
    private static double[][] positive(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[][] x = new double[rows][];
        Arrays.setAll(x, i -> random.doubles(columns, 1, 3).toArray());
        return x;
    }
}
