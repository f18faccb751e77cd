package org.qeperf.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {

    /** Factors of exp(level) and of exp(2 level). */
    private static Intervals groups() {
        double[] first = new double[99];
        double[] second = new double[99];
        Arrays.setAll(first, i -> Math.exp((i + 1) / 100.0));
        Arrays.setAll(second, i -> first[i] * first[i]);
        return new Intervals(new double[] {10}, List.of(first, second), 0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, 9, 0, 0.9",
        "0.9, 10, 0, 1.8",
        "0.905, 9, 0, 0.905",
        "0.9, 9, 2, 1.8",
        "0.9, 9, 1e9, 9",
        "0.001, 9, 0, 0.01",
        "0.999, 9, 0, 0.99",
    })
    void factorsAreInterpolatedAndWidened(double level, double prediction, double distance, double logarithm) {
        double factor = groups().about(prediction, distance).factor(level);
        assertEquals(logarithm, Math.log(factor), 1e-12);
    }

    @Test
    void uncertaintiesWithTheSameFactorsAreEqual() {
        assertEquals(groups().about(9, 2), groups().about(8, 2));
        assertNotEquals(groups().about(9, 2), groups().about(9, 3));
    }

    // Quantiles of the normal distribution: 1.2815515655446004, 1.6448536269514722, 1.959963984540054,
    // 2.5758293035489004.
    @ParameterizedTest
    @CsvSource({
        "0.8, 1.2815515655446004",
        "0.9, 1.6448536269514722",
        "0.95, 1.959963984540054",
        "0.99, 2.5758293035489004"
    })
    void oneFactorIsScaledAsNormalErrorsAre(double level, double quantile) {
        assertEquals(quantile, NormalQuantile.of((1 + level) / 2), 1e-12);
        Intervals intervals = Intervals.of(0.9, 2);
        double expected = Math.log(2) * quantile / 1.6448536269514722;
        assertEquals(expected, Math.log(intervals.about(1, 5).factor(level)), 1e-12);
    }

    @Test
    void theEndsOfTheDistributionAreFound() {
        assertEquals(0, NormalQuantile.of(0.5));
        assertEquals(6.361340902404056, NormalQuantile.of(1 - 1e-10), 1e-6);
    }

    @Test
    void whatAreNoIntervalsIsRefused() {
        double[] ones = new double[99];
        Arrays.fill(ones, 1);
        refused("groups of intervals end at 1.0 after 1.0", new double[] {1, 1}, List.of(ones, ones, ones), 0);
        refused("a slope of intervals of -0.5", new double[0], List.of(ones), -0.5);
        refused("a factor 0.0 after 1.0", new double[0], List.of(new double[99]), 0);
    }

    private static void refused(String message, double[] bounds, List<double[]> factors, double slope) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new Intervals(bounds, factors, slope))
                        .getMessage());
    }
}
