package org.qeperf.models.linear;

import java.util.Map;
import java.util.Random;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/** Fits and their values, in few words. */
final class Fits {

    /** Numbers of nobody's measurement; what scikit-learn 1.2.1 makes of them stands in the tests. */
    static final double[][] ROWS = {
        {1, 2, 0.5}, {2, 1, -1}, {3, 5, 0.2}, {4, 3, 2}, {5, 8, -0.7}, {6, 4, 1.1}, {7, 9, 0}, {8, 6, -1.5}
    };

    static final double[] TARGETS = {3.1, 1.2, 6.4, 7.9, 8.3, 10.2, 12.1, 9.6};

    private Fits() {}

    static TrainedRegressor fit(String algorithm, Map<String, String> settings, TrainingSet data) {
        LinearProvider provider = new LinearProvider();
        Algorithm found = provider.algorithms().stream()
                .filter(a -> a.name().equals(algorithm))
                .findFirst()
                .orElseThrow();
        return provider.train(new TrainingSpec(algorithm, found.configure(settings), 42), data, Progress.SILENT);
    }

    static TrainingSet set(double[][] rows, double[] targets) {
        int columns = rows[0].length;
        double[] flat = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return new TrainingSet(columns, flat, targets);
    }

    static double[] insight(TrainedRegressor trained, String name) {
        return trained.insight(name).orElseThrow().values();
    }

    static double predict(TrainedRegressor trained, double... row) {
        Regressor regressor = trained.regressor();
        return regressor.predict(row, 0, new double[regressor.scratchLength()]);
    }

    /** All rows but one. */
    static TrainingSet without(int left, double[][] rows, double[] targets) {
        double[][] others = new double[rows.length - 1][];
        double[] theirs = new double[rows.length - 1];
        for (int i = 0, k = 0; i < rows.length; i++) {
            if (i != left) {
                others[k] = rows[i];
                theirs[k++] = targets[i];
            }
        }
        return set(others, theirs);
    }

    static double[][] gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[][] x = new double[rows][columns];
        for (double[] row : x) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextGaussian();
            }
        }
        return x;
    }
}
