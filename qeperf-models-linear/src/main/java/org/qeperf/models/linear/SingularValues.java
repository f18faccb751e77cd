package org.qeperf.models.linear;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.svd.SvdImplicitQrDecompose_DDRM;
import org.qeperf.api.TrainingException;

/**
 * The singular value decomposition of a matrix (Golub and Reinsch, Numer. Math. 14 (1970) 403). Directions that are weaker
 * than 1e-10 of the strongest count as none, so collinear and constant columns do no harm: what is solved with the rest has
 * the smallest norm.
 */
final class SingularValues {

    private static final double WEAKEST = 1e-10;

    private final int rows;
    private final int columns;
    private final double[] values;
    private final DMatrixRMaj left;
    private final DMatrixRMaj right;

    /** Decomposes a copy. */
    SingularValues(DMatrixRMaj matrix) {
        SvdImplicitQrDecompose_DDRM svd = new SvdImplicitQrDecompose_DDRM(true, true, true, true);
        if (!svd.decompose(matrix.copy())) {
            throw new TrainingException("the rows have no singular value decomposition; are there very large numbers?");
        }
        this.rows = matrix.numRows;
        this.columns = matrix.numCols;
        this.left = svd.getU(null, false);
        this.right = svd.getV(null, false);
        this.values = new double[svd.numberOfSingularValues()];
        double largest = 0;
        for (int k = 0; k < values.length; k++) {
            values[k] = svd.getSingularValues()[k];
            largest = Math.max(largest, values[k]);
        }
        for (int k = 0; k < values.length; k++) {
            if (values[k] <= WEAKEST * largest) {
                values[k] = 0;
            }
        }
    }

    /** Minimises {@code |matrix x - b|^2 + penalty |x|^2}; for no penalty the shortest of the solutions. */
    double[] solve(double[] b, double penalty) {
        double[] x = new double[columns];
        for (int k = 0; k < values.length; k++) {
            if (values[k] > 0) {
                double share = values[k] / (values[k] * values[k] + penalty) * product(k, b);
                for (int c = 0; c < columns; c++) {
                    x[c] += share * right.data[c * right.numCols + k];
                }
            }
        }
        return x;
    }

    /** How much each row's own number in b decides what is predicted for it: the diagonal of the hat matrix. */
    double[] leverages(double penalty) {
        double[] leverages = new double[rows];
        for (int k = 0; k < values.length; k++) {
            if (values[k] > 0) {
                double share = values[k] * values[k] / (values[k] * values[k] + penalty);
                for (int i = 0; i < rows; i++) {
                    double u = left.data[i * left.numCols + k];
                    leverages[i] += share * u * u;
                }
            }
        }
        return leverages;
    }

    private double product(int k, double[] b) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += left.data[i * left.numCols + k] * b[i];
        }
        return sum;
    }
}
