package org.qeperf.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.TrainingSet;

/**
 * Rows like those of a run set in the form that an algorithm asks for. Standardised: a target that follows the columns with a
 * bend, an interaction and a little noise, and one column that means nothing. Raw: positive columns over three orders of
 * magnitude, a positive target that is mostly the work of the first two, and what their clocks showed.
 */
public final class SyntheticData {

    /** Columns of a row. */
    public static final int COLUMNS = 5;

    private static final double LOWEST = 1e6;
    private static final double FACTOR = 1e3;
    private static final double RAW_CONSTANT = 0.016;

    private SyntheticData() {}

    /**
     * Draws rows.
     *
     * @param inputs their form
     * @param rows how many
     * @param seed where they come from; the same seed gives the same rows
     * @return the rows
     */
    public static TrainingSet draw(Inputs inputs, int rows, long seed) {
        return inputs == Inputs.RAW ? raw(rows, seed) : draw(rows, seed);
    }

    /**
     * Draws standardised rows.
     *
     * @param rows how many
     * @param seed where they come from; the same seed gives the same rows
     * @return the rows
     */
    public static TrainingSet draw(int rows, long seed) {
        Random random = new Random(seed);
        double[] x = new double[rows * COLUMNS];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            int at = row * COLUMNS;
            for (int c = 0; c < COLUMNS; c++) {
                x[at + c] = random.nextGaussian();
            }
            double signal = 0.7 * x[at] + 0.5 * Math.abs(x[at + 1]) + 0.3 * x[at + 2] * x[at + 3];
            y[row] = signal - 0.4 + 0.05 * random.nextGaussian();
        }
        return new TrainingSet(COLUMNS, x, y);
    }

    /** The straight line that comes closest to the target, in relative errors for raw rows. */
    static double line(Inputs inputs, double[] rows, int offset) {
        return inputs == Inputs.RAW
                ? RAW_CONSTANT + 1e-9 * rows[offset] + 2e-9 * rows[offset + 1]
                // The mean of |x| is the square root of 2 / pi.
                : 0.7 * rows[offset] + 0.5 * Math.sqrt(2 / Math.PI) - 0.4;
    }

    private static double rawSignal(double[] rows, int offset) {
        return 0.01 + 1e-9 * rows[offset] + 2e-9 * rows[offset + 1] + 1e-6 * Math.sqrt(rows[offset + 2]);
    }

    private static TrainingSet raw(int rows, long seed) {
        Random random = new Random(seed);
        double[] x = new double[rows * COLUMNS];
        double[] y = new double[rows];
        double[] first = new double[rows];
        double[] second = new double[rows];
        Arrays.setAll(x, i -> LOWEST * Math.pow(FACTOR, random.nextDouble()));
        for (int row = 0; row < rows; row++) {
            int at = row * COLUMNS;
            y[row] = rawSignal(x, at) * Math.exp(0.05 * random.nextGaussian());
            first[row] = random.nextInt(4) == 0 ? Double.NaN : 1e-9 * x[at];
            second[row] = random.nextInt(4) == 0 ? Double.NaN : 2e-9 * x[at + 1];
        }
        return new TrainingSet(List.of("x0", "x1", "x2", "x3", "x4"), x, y, Map.of("x0", first, "x1", second));
    }
}
