package org.qeperf.models.linear;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.qeperf.api.TrainingException;

/**
 * Fits of positive targets by sums of columns that are not negative. Every row is divided by its target, so the squares of
 * relative errors are minimised and short runs count as much as long ones.
 */
final class Relative {

    /** The least part of the smallest target that a constant has, so that every prediction is positive. */
    private static final double LEAST_CONSTANT = 1e-3;

    private Relative() {}

    static void requirePositive(double[] targets) {
        for (double y : targets) {
            if (!(y > 0)) {
                throw new TrainingException(
                        "a target is " + y + "; expected positive numbers only, because errors are relative");
            }
        }
    }

    /** One column for each list, each number divided by its row's target. */
    static DMatrixRMaj matrix(List<double[]> columns, double[] targets) {
        DMatrixRMaj matrix = new DMatrixRMaj(targets.length, columns.size());
        for (int i = 0; i < targets.length; i++) {
            for (int c = 0; c < columns.size(); c++) {
                matrix.data[i * columns.size() + c] = columns.get(c)[i] / targets[i];
            }
        }
        return matrix;
    }

    /** The constant itself where it is large enough. */
    static double positiveConstant(double constant, double[] targets) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double y : targets) {
            smallest = Math.min(smallest, y);
        }
        return Math.max(constant, LEAST_CONSTANT * smallest);
    }
}
