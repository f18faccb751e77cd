package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;

class StepwiseTest {

    /**
     * Heat of hardening cement and four of its constituents: Woods, Steinour and Starke, Ind. Eng. Chem. 24 (1932) 1207, as
     * printed by Hald, Statistical Theory with Engineering Applications, Wiley (1952), page 647.
     */
    private static final double[][] CEMENT = {
        {7, 26, 6, 60}, {1, 29, 15, 52}, {11, 56, 8, 20}, {11, 31, 8, 47}, {7, 52, 6, 33}, {11, 55, 9, 22},
        {3, 71, 17, 6}, {1, 31, 22, 44}, {2, 54, 18, 22}, {21, 47, 4, 26}, {1, 40, 23, 34}, {11, 66, 9, 12},
        {10, 68, 8, 12}
    };

    private static final double[] HEAT = {
        78.5, 74.3, 104.3, 87.6, 95.9, 109.2, 102.7, 72.5, 93.1, 115.9, 83.8, 113.3, 109.4
    };

    /** The coefficients that Draper and Smith print. */
    @Test
    void choosesTheFirstAndTheFourthConstituentOfCement() {
        TrainedRegressor trained = Fits.fit("stepwise", Map.of(), Fits.set(CEMENT, HEAT));
        assertEquals(103.097, Fits.insight(trained, Insight.INTERCEPT)[0], 5e-4);
        assertArrayEquals(new double[] {1.440, 0, 0, -0.614}, Fits.insight(trained, Insight.COEFFICIENTS), 5e-4);
    }

    /** The second comes in at 0.052, and makes the fourth, at 0.205, superfluous. */
    @Test
    void aColumnGoesAgainWhenALaterOneSaysTheSame() {
        TrainedRegressor trained =
                Fits.fit("stepwise", Map.of("p_enter", "0.1", "p_remove", "0.15"), Fits.set(CEMENT, HEAT));
        assertEquals(52.577, Fits.insight(trained, Insight.INTERCEPT)[0], 5e-4);
        assertArrayEquals(new double[] {1.468, 0.662, 0, 0}, Fits.insight(trained, Insight.COEFFICIENTS), 5e-4);
    }

    @Test
    void leavesOutWhatMeansNothing() {
        double[][] rows = Fits.gaussian(200, 3, 9);
        double[] targets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            targets[i] = 2 * rows[i][1] - 1;
        }
        TrainedRegressor trained = Fits.fit("stepwise", Map.of(), Fits.set(rows, targets));
        assertArrayEquals(new double[] {0, 2, 0}, Fits.insight(trained, Insight.COEFFICIENTS), 1e-12);
    }

    @Test
    void refusesChancesThatMakeAColumnComeAndGo() {
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> Fits.fit("stepwise", Map.of("p_remove", "0.01"), Fits.set(CEMENT, HEAT)));
        assertEquals(
                "p_remove is 0.01, below p_enter, which is 0.05; a column could come and go for ever", e.getMessage());
    }

    /** By scipy 1.10, {@code 2 * t.sf(t, freedom)}. */
    @ParameterizedTest
    @CsvSource({
        "2.2,1,0.27159949756018364",
        "2.0,2,0.1835034190722739",
        "1.5,7,0.17729848698997003",
        "2.228138852,10,0.04999999999883648",
        "3.1,25,0.0047425314479845266",
        "1.9,4999,0.05749060701803586",
        "-2.0,2,0.1835034190722739",
        "0,5,1",
        "Infinity,5,0"
    })
    void chancesOfStudentsT(double t, int freedom, double chance) {
        assertEquals(chance, StudentT.twoSided(t, freedom), 1e-12);
    }
}
