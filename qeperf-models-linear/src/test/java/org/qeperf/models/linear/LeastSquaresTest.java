package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;

class LeastSquaresTest {

    @Test
    void equalColumnsShareTheSlope() {
        double[][] rows = {{1, 1}, {2, 2}, {4, 4}, {7, 7}};
        double[] targets = {5, 7, 11, 17};
        TrainedRegressor trained = Fits.fit("ols", Map.of(), Fits.set(rows, targets));
        assertArrayEquals(new double[] {1, 1}, Fits.insight(trained, Insight.COEFFICIENTS), 1e-12);
        assertEquals(3, Fits.insight(trained, Insight.INTERCEPT)[0], 1e-12);
    }

    /** As n_el and n_el^3 are after their logarithms. */
    @Test
    void survivesColumnsThatAreCollinearButForRounding() {
        double[][] rows = new double[50][];
        double[] targets = new double[50];
        for (int i = 0; i < rows.length; i++) {
            double n = 8 + 3.0 * i;
            rows[i] = new double[] {StrictMath.log1p(n) - 4, 3 * StrictMath.log(n) - 12, 0.1};
            targets[i] = StrictMath.log(n);
        }
        TrainedRegressor trained = Fits.fit("ols", Map.of(), Fits.set(rows, targets));
        for (int i = 0; i < rows.length; i++) {
            assertEquals(targets[i], Fits.predict(trained, rows[i]), 1e-9);
        }
        assertEquals(0, Fits.insight(trained, Insight.COEFFICIENTS)[2]);
    }

    @Test
    void ofFewerRowsThanColumnsTheShortestSolution() {
        double[][] rows = {{0, 0, 0}, {1, 2, 2}};
        TrainedRegressor trained = Fits.fit("ols", Map.of(), Fits.set(rows, new double[] {1, 10}));
        assertArrayEquals(new double[] {1, 2, 2}, Fits.insight(trained, Insight.COEFFICIENTS), 1e-12);
        assertEquals(1, Fits.insight(trained, Insight.INTERCEPT)[0], 1e-12);
        assertEquals(Optional.empty(), trained.insight(Insight.LEAVE_ONE_OUT_RMSE));
    }

    @ParameterizedTest
    @CsvSource({
        "ols,alpha,",
        "ridge,alpha,2.5",
        "ridge,alpha,0.001",
        "kernel-ridge,alpha,0.7",
        "kernel-ridge,gamma,0.01"
    })
    void leaveOneOutIsWhatFitsWithoutTheRowSay(String algorithm, String name, String value) {
        double[][] rows = Fits.gaussian(40, 4, 5);
        double[] targets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            targets[i] = rows[i][0] - 2 * rows[i][1] + rows[i][2] * rows[i][3] + 3;
        }
        Map<String, String> settings = value == null ? Map.of() : Map.of(name, value);
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            TrainedRegressor others = Fits.fit(algorithm, settings, Fits.without(i, rows, targets));
            sum += Math.pow(Fits.predict(others, rows[i]) - targets[i], 2);
        }
        TrainedRegressor all = Fits.fit(algorithm, settings, Fits.set(rows, targets));
        assertEquals(Math.sqrt(sum / rows.length), Fits.insight(all, Insight.LEAVE_ONE_OUT_RMSE)[0], 1e-10);
    }

    @Test
    void ridgeTakesTheWeightThatLeaveOneOutLikesBest() {
        double[][] rows = Fits.gaussian(30, 20, 6);
        double[] targets = new double[rows.length];
        double[] noise = Fits.gaussian(1, rows.length, 7)[0];
        for (int i = 0; i < rows.length; i++) {
            targets[i] = rows[i][0] + noise[i];
        }
        TrainedRegressor chosen = Fits.fit("ridge", Map.of(), Fits.set(rows, targets));
        double alpha = Fits.insight(chosen, Ridge.ALPHA)[0];
        double error = Fits.insight(chosen, Insight.LEAVE_ONE_OUT_RMSE)[0];
        for (double factor : new double[] {0.1, 0.5, 2, 10}) {
            TrainedRegressor other =
                    Fits.fit("ridge", Map.of("alpha", Double.toString(alpha * factor)), Fits.set(rows, targets));
            double theirs = Fits.insight(other, Insight.LEAVE_ONE_OUT_RMSE)[0];
            assertTrue(theirs > error * 0.999, alpha + " x " + factor + ": " + theirs + " and " + error);
        }
        assertTrue(alpha > 1e-3 && alpha < 1e5, "inside the grid: " + alpha);
    }
}
