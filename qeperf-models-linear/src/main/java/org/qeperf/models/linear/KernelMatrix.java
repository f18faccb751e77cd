package org.qeperf.models.linear;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.KernelMachine.Kernel;

/** The kernel function between all rows plus a number on the diagonal, as its Cholesky factor. */
final class KernelMatrix {

    /** Rows that one step of the factorisation takes. */
    private static final int BLOCK = 60;

    /** Largest number of rows that a kernel matrix is made of. */
    private static final int MOST_ROWS = 10_000;

    private final int n;
    private final double[] lower;

    private KernelMatrix(int n, double[] lower) {
        this.n = n;
        this.lower = lower;
    }

    /** The kernel function between all rows, by the same code that predicts. */
    static DMatrixRMaj of(Kernel kernel, double scale, TrainingSet data) {
        int rows = data.size();
        if (rows > MOST_ROWS) {
            throw new TrainingException("there are " + rows + " rows for a kernel between each two; expected at most "
                    + MOST_ROWS + ", take another algorithm");
        }
        int columns = data.columns();
        DMatrixRMaj matrix = new DMatrixRMaj(rows, rows);
        double[] point = new double[columns];
        double[] scratch = {};
        for (int i = 0; i < rows; i++) {
            System.arraycopy(data.rows(), i * columns, point, 0, columns);
            KernelMachine one = new KernelMachine(kernel, scale, 0, point, new double[] {1});
            for (int j = 0; j <= i; j++) {
                double value = one.predict(data.rows(), j * columns, scratch);
                matrix.data[i * rows + j] = value;
                matrix.data[j * rows + i] = value;
            }
        }
        return matrix;
    }

    /** Factorises a matrix, which is overwritten. */
    static KernelMatrix factorize(DMatrixRMaj matrix, double diagonal) {
        int n = matrix.numRows;
        for (int i = 0; i < n; i++) {
            matrix.data[i * n + i] += diagonal;
        }
        CholeskyDecompositionBlock_DDRM cholesky = new CholeskyDecompositionBlock_DDRM(BLOCK);
        if (!cholesky.decompose(matrix)) {
            throw new TrainingException("the kernel matrix plus " + diagonal
                    + " on its diagonal is not positive definite; expected a larger number there");
        }
        return new KernelMatrix(n, matrix.data);
    }

    double[] solve(double[] b) {
        double[] x = b.clone();
        TriangularSolver_DDRM.solveL(lower, x, n);
        TriangularSolver_DDRM.solveTranL(lower, x, n);
        return x;
    }

    /** The logarithm of the determinant. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 2 * StrictMath.log(lower[i * n + i]);
        }
        return sum;
    }

    /** The diagonal of the inverse. */
    double[] inverseDiagonal() {
        double[] inverse = new double[n * n];
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            double pivot = lower[i * n + i];
            for (int k = 0; k < i; k++) {
                double share = -lower[i * n + k] / pivot;
                for (int j = 0; j <= k; j++) {
                    inverse[i * n + j] += share * inverse[k * n + j];
                }
            }
            inverse[i * n + i] = 1 / pivot;
            for (int j = 0; j <= i; j++) {
                diagonal[j] += inverse[i * n + j] * inverse[i * n + j];
            }
        }
        return diagonal;
    }
}
