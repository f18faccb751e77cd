package org.qeperf.features.crystal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PointGroupTest {

    private static final double[][] CANDIDATES = PointGroup.candidates();

    /** Columns of the matrix of a code, one after another. */
    private static double[] matrix(int code) {
        double[] matrix = CANDIDATES[code % PointGroup.INVERSION].clone();
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] *= code < PointGroup.INVERSION ? 1 : -1;
        }
        return matrix;
    }

    private static double[] after(double[] b, double[] a) {
        double[] product = new double[9];
        for (int column = 0; column < 3; column++) {
            for (int row = 0; row < 3; row++) {
                for (int m = 0; m < 3; m++) {
                    product[3 * column + row] += b[3 * m + row] * a[3 * column + m];
                }
            }
        }
        return product;
    }

    private static int codeOf(double[] matrix) {
        for (int code = 0; code < 2 * PointGroup.INVERSION; code++) {
            double[] other = matrix(code);
            double most = 0;
            for (int i = 0; i < 9; i++) {
                most = Math.max(most, Math.abs(matrix[i] - other[i]));
            }
            if (most < 1e-9) {
                return code;
            }
        }
        return -1;
    }

    @Test
    void aProductIsThatOfTheMatrices() {
        int none = 0;
        for (int a = 0; a < 2 * PointGroup.INVERSION; a++) {
            for (int b = 0; b < 2 * PointGroup.INVERSION; b++) {
                int expected = codeOf(after(matrix(b), matrix(a)));
                assertEquals(expected, PointGroup.product(a, b), a + " " + b);
                none += expected < 0 ? 1 : 0;
            }
        }
        // A rotation of a cube and one of a hexagon mostly make neither.
        assertEquals(4 * 2 * 8 * 20, none);
    }
}
