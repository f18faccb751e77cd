package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.predict.Interval;

class PredictionIntervalTest {

    // With 9 errors the rank is ceil(10 level): 0.9 asks for the 9th, everything above for more than there is.
    @ParameterizedTest
    @CsvSource({"0.05, 0.1", "0.1, 0.1", "0.11, 0.2", "0.5, 0.5", "0.51, 0.6", "0.8, 0.8", "0.9, 0.9", "0.99, 0.9"})
    void theFactorIsTheErrorOfTheRankThatTheLevelAsksFor(double level, double error) {
        double[] errors = {0.9, 0.3, 0.5, 0.1, 0.7, 0.2, 0.8, 0.4, 0.6};
        assertEquals(Math.exp(error), new PredictionInterval(errors).factor(level));
    }

    @Test
    void theIntervalIsAsWideUpAsDownInLogarithms() {
        Interval interval = new PredictionInterval(new double[] {Math.log(2)}).about(10, 0.9);
        assertEquals(5, interval.lower(), 1e-14);
        assertEquals(20, interval.upper(), 1e-14);
        assertEquals(0.9, interval.level());
    }

    @Test
    void withoutErrorsTheIntervalIsThePrediction() {
        assertEquals(new Interval(3, 3, 0.5), new PredictionInterval(new double[] {0, 0}).about(3, 0.5));
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.8", "0.9", "0.95"})
    void newErrorsOfTheSameKindAreCoveredAsOftenAsPromised(double level) {
        Random random = new Random(5);
        int n = 99;
        int trials = 4000;
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] errors = new double[n];
            for (int i = 0; i < n; i++) {
                errors[i] = Math.abs(random.nextGaussian());
            }
            double truth = Math.exp(random.nextGaussian());
            Interval interval = new PredictionInterval(errors).about(1, level);
            if (interval.lower() <= truth && truth <= interval.upper()) {
                covered++;
            }
        }
        // Exchangeable errors are covered with probability ceil(100 level) / 100; four standard errors are allowed.
        double tolerance = 4 * Math.sqrt(level * (1 - level) / trials);
        assertEquals(level, (double) covered / trials, tolerance);
    }

    @Test
    void theErrorsAreCopied() {
        double[] errors = {0.2, 0.1};
        PredictionInterval interval = new PredictionInterval(errors);
        errors[0] = 5;
        interval.errors()[1] = 5;
        assertEquals(Math.exp(0.2), interval.factor(0.9));
    }

    @Test
    void errorsThatAreNotErrorsAreRefused() {
        refused("an interval needs errors to learn from");
        refused("errors from -0.1 to 0.2", 0.2, -0.1);
        refused("errors from 0.1 to NaN", 0.1, Double.NaN);
        refused("errors from 0.1 to Infinity", Double.POSITIVE_INFINITY, 0.1);
    }

    private static void refused(String message, double... errors) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new PredictionInterval(errors))
                        .getMessage());
    }
}
