package org.qeperf.models.linear;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.qeperf.api.TrainingException;

/**
 * Least squares with numbers that are not negative: the active set method of Lawson and Hanson, Solving Least Squares
 * Problems, Prentice-Hall (1974), chapter 23. Columns are scaled to length 1 and the rows rotated into as few as there are
 * columns before.
 */
final class NonNegativeSolver {

    private static final double TOLERANCE = 1e-12;
    private static final int ROUNDS = 30;

    private final int columns;
    private final DMatrixRMaj matrix;
    private final double[] b;
    private final boolean[] free;
    private final boolean[] refused;
    private double[] x;

    private NonNegativeSolver(DMatrixRMaj matrix, double[] b) {
        this.columns = matrix.numCols;
        this.matrix = matrix;
        this.b = b;
        this.free = new boolean[columns];
        this.refused = new boolean[columns];
        this.x = new double[columns];
    }

    /** Minimises {@code |matrix x - b|} over x without negative elements. */
    static double[] solve(DMatrixRMaj matrix, double[] b) {
        int columns = matrix.numCols;
        DMatrixRMaj scaled = new DMatrixRMaj(matrix.numRows, columns + 1);
        double[] lengths = lengths(matrix);
        for (int i = 0; i < matrix.numRows; i++) {
            for (int c = 0; c < columns; c++) {
                scaled.data[i * (columns + 1) + c] = matrix.data[i * columns + c] / lengths[c];
            }
            scaled.data[i * (columns + 1) + columns] = b[i];
        }
        DMatrixRMaj small = matrix.numRows > columns + 1 ? rotated(scaled) : scaled;
        DMatrixRMaj rows = new DMatrixRMaj(small.numRows, columns);
        double[] right = new double[small.numRows];
        for (int i = 0; i < small.numRows; i++) {
            System.arraycopy(small.data, i * (columns + 1), rows.data, i * columns, columns);
            right[i] = small.data[i * (columns + 1) + columns];
        }
        NonNegativeSolver solver = new NonNegativeSolver(rows, right);
        solver.run();
        double[] x = solver.x;
        for (int c = 0; c < columns; c++) {
            x[c] /= lengths[c];
            if (!Double.isFinite(x[c])) {
                throw new TrainingException(
                        "numbers of the rows are too large for least squares; remove rows far from the" + " others");
            }
        }
        return x;
    }

    private static double[] lengths(DMatrixRMaj matrix) {
        double[] lengths = new double[matrix.numCols];
        for (int c = 0; c < lengths.length; c++) {
            double largest = 0;
            for (int i = 0; i < matrix.numRows; i++) {
                largest = Math.max(largest, Math.abs(matrix.data[i * lengths.length + c]));
            }
            double sum = 0;
            for (int i = 0; i < matrix.numRows && largest > 0; i++) {
                double share = matrix.data[i * lengths.length + c] / largest;
                sum += share * share;
            }
            lengths[c] = largest > 0 ? largest * Math.sqrt(sum) : 1;
        }
        return lengths;
    }

    /** The triangular factor: the same lengths and angles among the columns, in fewer rows. */
    static DMatrixRMaj rotated(DMatrixRMaj matrix) {
        QRDecompositionHouseholderColumn_DDRM qr = new QRDecompositionHouseholderColumn_DDRM();
        // What it gives back only tells whether a column became 0; the factor is right nonetheless.
        qr.decompose(matrix);
        return qr.getR(null, true);
    }

    private void run() {
        double smallest = TOLERANCE * Math.sqrt(Arrays.stream(b).map(v -> v * v).sum());
        for (int round = 0; round < ROUNDS * columns; round++) {
            int next = steepest(smallest);
            if (next < 0) {
                return;
            }
            free[next] = true;
            double[] z = solveFree();
            if (z[next] <= 0) {
                // Rounding: this column is a mixture of the free ones.
                free[next] = false;
                refused[next] = true;
                continue;
            }
            Arrays.fill(refused, false);
            while (!isPositive(z)) {
                moveTowards(z);
                z = solveFree();
            }
            x = z;
        }
    }

    /** The bound column along which the error falls fastest, or -1 if it falls along none. */
    private int steepest(double smallest) {
        double[] residual = b.clone();
        for (int i = 0; i < residual.length; i++) {
            for (int c = 0; c < columns; c++) {
                residual[i] -= matrix.data[i * columns + c] * x[c];
            }
        }
        int best = -1;
        double most = smallest;
        for (int c = 0; c < columns; c++) {
            double slope = 0;
            for (int i = 0; i < residual.length; i++) {
                slope += matrix.data[i * columns + c] * residual[i];
            }
            if (!free[c] && !refused[c] && slope > most) {
                most = slope;
                best = c;
            }
        }
        return best;
    }

    /** The best numbers for the free columns, whatever their sign; 0 for the others. */
    private double[] solveFree() {
        int count = 0;
        for (boolean f : free) {
            count += f ? 1 : 0;
        }
        double[] z = new double[columns];
        if (count == 0) {
            return z;
        }
        DMatrixRMaj chosen = new DMatrixRMaj(matrix.numRows, count);
        for (int c = 0, k = 0; c < columns; c++) {
            if (free[c]) {
                for (int i = 0; i < matrix.numRows; i++) {
                    chosen.data[i * count + k] = matrix.data[i * columns + c];
                }
                k++;
            }
        }
        double[] solution = new SingularValues(chosen).solve(b, 0);
        for (int c = 0, k = 0; c < columns; c++) {
            if (free[c]) {
                z[c] = solution[k++];
            }
        }
        return z;
    }

    private boolean isPositive(double[] z) {
        for (int c = 0; c < columns; c++) {
            if (free[c] && z[c] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** As far as no number gets negative; those that would are bound at 0. */
    private void moveTowards(double[] z) {
        double way = 1;
        int first = -1;
        for (int c = 0; c < columns; c++) {
            if (free[c] && z[c] <= 0) {
                double share = x[c] / (x[c] - z[c]);
                if (first < 0 || share < way) {
                    way = share;
                    first = c;
                }
            }
        }
        for (int c = 0; c < columns; c++) {
            if (free[c]) {
                x[c] += way * (z[c] - x[c]);
                if (c == first || x[c] <= 0) {
                    x[c] = 0;
                    free[c] = false;
                }
            }
        }
    }
}
