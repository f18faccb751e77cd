package org.qeperf.testkit;

import java.util.Random;
import org.qeperf.api.train.TrainingSet;

/**
 * Rows like those of a run set after preparation: standardised columns, a target that follows them with a bend, an
 * interaction and a little noise, and one column that means nothing.
 */
public final class SyntheticData {

    /** Columns of a row. */
    public static final int COLUMNS = 5;

    private SyntheticData() {}

    /**
     * Draws rows.
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
}
