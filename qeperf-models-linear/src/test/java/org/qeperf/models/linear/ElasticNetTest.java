package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;

class ElasticNetTest {

    /** The subgradient of the objective holds 0. */
    @ParameterizedTest
    @CsvSource({"0.05,1,80", "0.3,1,80", "0.01,1,5", "0.1,0.5,80", "0.1,0.1,80", "0.02,0.7,6"})
    void meetsTheConditionsOfTheMinimum(double alpha, double ratio, int rows) {
        double[][] x = Fits.gaussian(rows, 10, 8);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i][3] = x[i][2] + 0.01 * x[i][3];
            y[i] = x[i][0] - 0.5 * x[i][1] + 0.2 * x[i][2] + 0.1 * x[i][9] + 4;
        }
        TrainedRegressor trained = Fits.fit(
                "elastic-net",
                Map.of("alpha", Double.toString(alpha), "l1_ratio", Double.toString(ratio)),
                Fits.set(x, y));
        double[] slopes = Fits.insight(trained, Insight.COEFFICIENTS);
        int bound = 0;
        for (int c = 0; c < slopes.length; c++) {
            double gradient = 0;
            for (int i = 0; i < rows; i++) {
                gradient += x[i][c] * (y[i] - Fits.predict(trained, x[i])) / rows;
            }
            gradient -= alpha * (1 - ratio) * slopes[c];
            if (slopes[c] == 0) {
                assertTrue(Math.abs(gradient) <= alpha * ratio + 1e-4, "column " + c + ": " + gradient);
                bound++;
            } else {
                assertEquals(alpha * ratio * Math.signum(slopes[c]), gradient, 1e-4, "column " + c);
            }
        }
        assertTrue(bound > 0, "no column is left out");
    }

    @Test
    void aHeavyPenaltyLeavesTheMean() {
        TrainedRegressor trained = Fits.fit("lasso", Map.of("alpha", "1000"), Fits.set(Fits.ROWS, Fits.TARGETS));
        assertArrayEquals(new double[3], Fits.insight(trained, Insight.COEFFICIENTS));
        assertEquals(7.35, Fits.insight(trained, Insight.INTERCEPT)[0], 1e-12);
        assertEquals(0, Fits.insight(trained, ElasticNet.GAP)[0], 1e-12);
    }

    @Test
    void saysHowFarAnUnfinishedFitMayBeOff() {
        Map<String, String> few = Map.of("alpha", "0.01", "sweeps", "2");
        TrainedRegressor trained = Fits.fit("lasso", few, Fits.set(Fits.ROWS, Fits.TARGETS));
        assertTrue(Fits.insight(trained, ElasticNet.GAP)[0] > 1e-3);
    }
}
