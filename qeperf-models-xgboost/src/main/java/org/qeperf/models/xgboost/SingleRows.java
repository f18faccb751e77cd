package org.qeperf.models.xgboost;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.TrainingSet;

/**
 * Rows in single precision, in which XGBoost computes.
 *
 * @param columns length of a row
 * @param rows one after another
 * @param targets one for each row
 */
record SingleRows(int columns, float[] rows, float[] targets) {

    /** XGBoost squares sums over rows, and what it gets should be a number too. */
    private static final double LARGEST = 1e12;

    /**
     * Rounds rows.
     *
     * @throws TrainingException if a number is too large for XGBoost
     */
    static SingleRows of(TrainingSet data) {
        return new SingleRows(data.columns(), rounded(data.rows(), "a feature"), rounded(data.targets(), "a target"));
    }

    private static float[] rounded(double[] values, String what) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) > LARGEST) {
                throw new TrainingException(what + " is " + values[i] + "; expected a number from -" + LARGEST + " to "
                        + LARGEST + ", because XGBoost computes in single precision");
            }
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /**
     * Sets rows aside.
     *
     * @param aside how many
     * @param seed which
     * @return the others, then those set aside
     */
    List<SingleRows> split(int aside, long seed) {
        int[] order = new int[targets.length];
        Random random = new Random(seed);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return List.of(
                chosen(Arrays.copyOfRange(order, aside, order.length)), chosen(Arrays.copyOfRange(order, 0, aside)));
    }

    private SingleRows chosen(int[] indices) {
        float[] chosenRows = new float[indices.length * columns];
        float[] chosenTargets = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(rows, indices[i] * columns, chosenRows, i * columns, columns);
            chosenTargets[i] = targets[indices[i]];
        }
        return new SingleRows(columns, chosenRows, chosenTargets);
    }

    float meanTarget() {
        double sum = 0;
        for (float target : targets) {
            sum += target;
        }
        return (float) (sum / targets.length);
    }

    /** Mean square of what targets differ from their mean by. */
    double targetVariance() {
        double mean = 0;
        for (float target : targets) {
            mean += target / (double) targets.length;
        }
        double sum = 0;
        for (float target : targets) {
            sum += (target - mean) * (target - mean);
        }
        return sum / targets.length;
    }

    /** A copy in native memory, for the caller to free. */
    DMatrix toMatrix() throws XGBoostError {
        DMatrix matrix = new DMatrix(rows, targets.length, columns, Float.NaN);
        matrix.setLabel(targets);
        return matrix;
    }

    /** The same where the sum of trees begins with a number for each row. */
    DMatrix toMatrix(float[] margins) throws XGBoostError {
        DMatrix matrix = toMatrix();
        matrix.setBaseMargin(margins);
        return matrix;
    }
}
