package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.predict.Uncertainty;

class PredictionIntervalTest {

    private static final PredictionInterval GROUPS =
            new PredictionInterval(new double[] {1, 10}, List.of(errors(0.1), errors(0.2), errors(0.4)), 0.5);

    private static double[] errors(double... errors) {
        return errors;
    }

    // With 9 errors the rank is ceil(10 level): 0.9 asks for the 9th, everything above for more than there is.
    @ParameterizedTest
    @CsvSource({"0.05, 0.1", "0.1, 0.1", "0.11, 0.2", "0.5, 0.5", "0.51, 0.6", "0.8, 0.8", "0.9, 0.9", "0.99, 0.9"})
    void theFactorIsTheErrorOfTheRankThatTheLevelAsksFor(double level, double error) {
        PredictionInterval interval = new PredictionInterval(errors(0.9, 0.3, 0.5, 0.1, 0.7, 0.2, 0.8, 0.4, 0.6));
        assertEquals(Math.exp(error), interval.factor(level));
        assertEquals(Math.exp(error), interval.about(3, 0).factor(level));
        assertEquals(Math.exp(error), interval.about(3, 7).factor(level), "without a slope nothing is widened");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.1", "0.999, 0.1", "1, 0.2", "9.99, 0.2", "10, 0.4", "1e9, 0.4", "-3, 0.1"})
    void aPredictionIsJudgedByItsGroup(double prediction, double error) {
        assertEquals(Math.exp(error), GROUPS.about(prediction, 0).factor(0.9));
    }

    @Test
    void withoutAPredictionAllErrorsCount() {
        assertEquals(Math.exp(0.4), GROUPS.factor(0.9));
        assertEquals(Math.exp(0.2), GROUPS.factor(0.5));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.2", "1, 0.3", "4, 0.6", "18, 2", "1e6, 2", "Infinity, 2"})
    void farRowsHaveWiderIntervalsUpToAnEnd(double distance, double error) {
        assertEquals(Math.exp(error), GROUPS.about(5, distance).factor(0.9), 1e-12);
    }

    @Test
    void uncertaintiesWithTheSameFactorsAreEqual() {
        PredictionInterval same = new PredictionInterval(new double[] {2}, List.of(errors(0.2), errors(0.3)), 1);
        assertEquals(GROUPS.about(5, 2), same.about(1, 1));
        assertEquals(GROUPS.about(5, 2).hashCode(), same.about(1, 1).hashCode());
        assertNotEquals(GROUPS.about(5, 2), same.about(1, 2));
        assertNotEquals(GROUPS.about(5, 2), same.about(3, 1));
        assertEquals(
                "1 errors up to a factor of " + Math.exp(0.4),
                GROUPS.about(5, 2).toString());
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
            if (Math.abs(random.nextGaussian())
                    <= Math.log(new PredictionInterval(errors).about(1, 0).factor(level))) {
                covered++;
            }
        }
        // Exchangeable errors are covered with probability ceil(100 level) / 100; four standard errors are allowed.
        double tolerance = 4 * Math.sqrt(level * (1 - level) / trials);
        assertEquals(level, (double) covered / trials, tolerance);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0", "5, 2", "50, 1"})
    void severalLevelsSayWhatEachOfThemSays(double prediction, double distance) {
        Uncertainty uncertainty = new PredictionInterval(
                        new double[] {1, 10}, List.of(errors(0.1, 0.3), errors(0.2, 0.4, 0.6), errors(0.7)), 0.5)
                .about(prediction, distance);
        double[] levels = {0.1, 0.5, 0.6, 0.99};
        assertArrayEquals(Arrays.stream(levels).map(uncertainty::factor).toArray(), uncertainty.factors(levels));
    }

    @Test
    void aHundredGroupsAreAllowed() {
        double[] bounds = IntStream.range(0, 99).asDoubleStream().toArray();
        List<double[]> groups =
                IntStream.range(0, 100).mapToObj(i -> errors(0.01 * i)).toList();
        PredictionInterval interval = new PredictionInterval(bounds, groups, 0);
        assertEquals(Math.exp(0.99), interval.about(98, 0).factor(0.5));
    }

    @Test
    void itSaysWhatItIsMadeOfAndSharesNothing() {
        double[] bounds = {1};
        PredictionInterval interval = new PredictionInterval(bounds, List.of(errors(0.3, 0.1), errors(0.2)), 0.25);
        bounds[0] = 100;
        interval.bounds()[0] = 100;
        assertArrayEquals(new double[] {1}, interval.bounds());
        assertArrayEquals(new double[] {0.1, 0.3}, interval.errors().get(0));
        assertArrayEquals(new double[] {0.2}, interval.errors().get(1));
        assertEquals(0.25, interval.slope());
    }

    @Test
    void theErrorsAreCopied() {
        double[] errors = {0.2, 0.1};
        PredictionInterval interval = new PredictionInterval(errors);
        errors[0] = 5;
        interval.errors().get(0)[1] = 5;
        assertEquals(Math.exp(0.2), interval.factor(0.9));
    }

    @Test
    void errorsThatAreNotErrorsAreRefused() {
        refused("an interval needs errors to learn from");
        refused("errors from -0.1 to 0.2", 0.2, -0.1);
        refused("errors from 0.1 to NaN", 0.1, Double.NaN);
        refused("errors from 0.1 to Infinity", Double.POSITIVE_INFINITY, 0.1);
    }

    @Test
    void groupsThatAreNotGroupsAreRefused() {
        double[] one = {0.1};
        refused("1 bounds between 1 groups of errors", errors(1), List.of(one), 0);
        refused("0 bounds between 0 groups of errors", errors(), List.of(), 0);
        List<double[]> many = IntStream.range(0, 101).mapToObj(i -> one).toList();
        refused("100 bounds between 101 groups of errors", new double[100], many, 0);
        refused("groups end at NaN; expected finite numbers that ascend", errors(Double.NaN), List.of(one, one), 0);
        refused(
                "groups end at 2.0 after 2.0; expected finite numbers that ascend",
                errors(2, 2),
                List.of(one, one, one),
                0);
        String slope = "the slope of the widening is %s; expected a number that is not negative";
        refused(String.format(slope, "-1.0"), errors(), List.of(one), -1);
        refused(String.format(slope, "NaN"), errors(), List.of(one), Double.NaN);
        refused(String.format(slope, "Infinity"), errors(), List.of(one), Double.POSITIVE_INFINITY);
    }

    private static void refused(String message, double... errors) {
        refused(message, new double[0], List.of(errors), 0);
    }

    private static void refused(String message, double[] bounds, List<double[]> errors, double slope) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new PredictionInterval(bounds, errors, slope))
                        .getMessage());
    }
}
