package org.qeperf.models.smile;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;

/** What the tests of the algorithms share: rows, and short ways to train. */
final class Training {

    static final int COLUMNS = 6;

    static final Formula FORMULA = Formula.lhs("y");

    private Training() {}

    /** Rows with ties, a column of few different numbers, and targets with noise. */
    static TrainingSet rows(int size, long seed) {
        Random random = new Random(seed);
        double[] x = new double[size * COLUMNS];
        double[] y = new double[size];
        for (int row = 0; row < size; row++) {
            int at = row * COLUMNS;
            for (int c = 0; c < COLUMNS; c++) {
                x[at + c] = c == 0 ? random.nextInt(5) : random.nextGaussian();
            }
            x[at + 1] = Math.rint(20 * x[at + 1]) / 20;
            y[row] = Math.sin(2 * x[at + 2]) + x[at] * x[at + 3] + Math.abs(x[at + 1]) + 0.2 * random.nextGaussian();
        }
        return new TrainingSet(COLUMNS, x, y);
    }

    static TrainingSpec spec(String algorithm, Map<String, String> settings, long seed) {
        Algorithm found = new SmileProvider()
                .algorithms().stream()
                        .filter(a -> a.name().equals(algorithm))
                        .findFirst()
                        .orElseThrow();
        return new TrainingSpec(algorithm, found.configure(settings), seed);
    }

    static PortableRegressor train(String algorithm, Map<String, String> settings, long seed, TrainingSet data) {
        return (PortableRegressor) new SmileProvider()
                .train(spec(algorithm, settings, seed), data, Progress.SILENT)
                .regressor();
    }

    static double predict(Regressor regressor, double... row) {
        return regressor.predict(row, 0, new double[regressor.scratchLength()]);
    }

    /** The rows in Smile's own form. */
    static DataFrame frame(TrainingSet data) {
        double[][] rows = new double[data.size()][];
        Arrays.setAll(rows, i -> row(data, i));
        return DataFrame.of(rows, data.names().toArray(String[]::new)).merge(DoubleVector.of("y", data.targets()));
    }

    static double[] row(TrainingSet data, int row) {
        return Arrays.copyOfRange(data.rows(), row * data.columns(), (row + 1) * data.columns());
    }

    static Tuple tuple(double[] row, DataFrame frame) {
        return Tuple.of(Arrays.copyOf(row, row.length + 1), frame.schema());
    }

    /** Training rows, new rows, and rows with numbers on the thresholds and just above them. */
    static double[][] probes(TrainingSet data, TreeEnsemble trees) {
        Random random = new Random(11);
        double[][] probes = new double[4 * data.size()][];
        for (int i = 0; i < probes.length; i++) {
            double[] row = row(data, i % data.size());
            if (i >= data.size()) {
                Arrays.setAll(row, c -> random.nextBoolean() ? 2 * random.nextGaussian() : row[c]);
            }
            if (i >= 2 * data.size()) {
                int node = random.nextInt(trees.nodes());
                for (int c = 0; c < row.length; c++, node = (node + 1) % trees.nodes()) {
                    if (trees.feature(node) >= 0) {
                        double threshold = trees.value(node);
                        row[trees.feature(node)] = random.nextBoolean() ? threshold : Math.nextUp(threshold);
                    }
                }
            }
            probes[i] = row;
        }
        return probes;
    }
}
