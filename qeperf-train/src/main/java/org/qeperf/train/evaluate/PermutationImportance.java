package org.qeperf.train.evaluate;

import java.util.Random;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.fit.FittedModel;

/**
 * How much models rely on each feature: by how much the mean absolute logarithm of measured over predicted grows on rows
 * that a model has not seen, when one column is shuffled among them (Breiman, Machine Learning 45 (2001) 5, section 10;
 * Fisher, Rudin and Dominici, Journal of Machine Learning Research 20 (2019) 177). Of two columns that say the same, both
 * look unimportant. Shuffling the work of one kernel alone makes rows that no run has; the normaliser is shuffled too.
 */
final class PermutationImportance {

    private final Dataset data;
    private final Random random;
    private final double[] growth;
    private int rows;

    PermutationImportance(Dataset data, long seed) {
        this.data = data;
        this.random = new Random(seed);
        this.growth = new double[data.schema().size()];
    }

    /** Shuffles every column among the rows of a fold. */
    void add(FittedModel fitted, int[] heldOut) {
        int columns = growth.length;
        double[] values = new double[heldOut.length * columns];
        for (int i = 0; i < heldOut.length; i++) {
            System.arraycopy(data.rows(), heldOut[i] * columns, values, i * columns, columns);
        }
        double before = error(fitted, values, heldOut);
        double[] shuffled = values.clone();
        for (int c = 0; c < columns; c++) {
            for (int i = heldOut.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double other = shuffled[j * columns + c];
                shuffled[j * columns + c] = shuffled[i * columns + c];
                shuffled[i * columns + c] = other;
            }
            growth[c] += error(fitted, shuffled, heldOut) - before;
            for (int i = 0; i < heldOut.length; i++) {
                shuffled[i * columns + c] = values[i * columns + c];
            }
        }
        rows += heldOut.length;
    }

    /** The sum of the errors of a fold; a value that is no time counts as an error of a factor of a thousand. */
    private double error(FittedModel fitted, double[] values, int[] heldOut) {
        double sum = 0;
        for (int i = 0; i < heldOut.length; i++) {
            double predicted = fitted.predict(values, i * growth.length);
            double error = Math.abs(StrictMath.log(data.targets()[heldOut[i]] / predicted));
            sum += Double.isFinite(error) ? error : StrictMath.log(1000);
        }
        return sum;
    }

    /** The growth of the mean, one number for each column. */
    double[] values() {
        double[] mean = growth.clone();
        for (int c = 0; c < mean.length; c++) {
            mean[c] /= rows;
        }
        return mean;
    }
}
