package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonNegativeSolverTest {

    /** The conditions of Kuhn and Tucker decide: a number at 0 would only fall, a free one is at its best. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 12, 13, 14, 60})
    void meetsTheConditionsOfTheMinimum(int rows) {
        for (long seed = 0; seed < 40; seed++) {
            double[][] x = Fits.gaussian(rows, 12, seed);
            double[] b = Fits.gaussian(1, rows, seed + 1000)[0];
            for (int i = 0; i < rows; i++) {
                // One column twice, one mixture, one of another size, one of nothing.
                x[i][3] = x[i][2];
                x[i][4] = x[i][0] + x[i][1];
                x[i][5] *= 1e12;
                x[i][6] = 0;
            }
            double[] solution = NonNegativeSolver.solve(new DMatrixRMaj(x), b);
            double norm = 0;
            for (double v : b) {
                norm += v * v;
            }
            for (int c = 0; c < 12; c++) {
                double gradient = 0;
                double length = 0;
                for (int i = 0; i < rows; i++) {
                    double residual = b[i];
                    for (int d = 0; d < 12; d++) {
                        residual -= x[i][d] * solution[d];
                    }
                    gradient += x[i][c] * residual;
                    length += x[i][c] * x[i][c];
                }
                double slope = length > 0 ? gradient / Math.sqrt(length * norm) : 0;
                assertTrue(solution[c] >= 0, "column " + c + " of seed " + seed + ": " + solution[c]);
                assertTrue(slope < 1e-9, "column " + c + " of seed " + seed + " would rise: " + slope);
                assertTrue(solution[c] == 0 || slope > -1e-9, "column " + c + " of seed " + seed + ": " + slope);
            }
        }
    }

    @Test
    void leavesOutWhatIsBestNegative() {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}, {1, 1}});
        assertArrayEquals(new double[] {1.5, 0}, NonNegativeSolver.solve(matrix, new double[] {2, -3, 1}), 1e-14);
    }

    @Test
    void ofNothingIsNothing() {
        double[] zeros = NonNegativeSolver.solve(new DMatrixRMaj(4, 3), new double[] {1, 2, 3, 4});
        assertArrayEquals(new double[3], zeros);
        assertEquals(0, NonNegativeSolver.solve(new DMatrixRMaj(new double[][] {{1}}), new double[] {0})[0]);
    }
}
