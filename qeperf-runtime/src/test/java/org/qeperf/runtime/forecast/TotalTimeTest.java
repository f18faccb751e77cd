package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.api.predict.Uncertainty;
import org.qeperf.runtime.artifact.PredictionInterval;

class TotalTimeTest {

    private static final int DRAWS = 400_000;

    private static final double[] LATER_SHARES = {0.22, 0.40, 0.57, 0.70, 0.79, 1.00, 1.11, 1.50};
    private static final double[] AFTER_FACTORS = {0.26, 0.51, 0.62, 0.87, 1.06, 1.28, 1.52, 2.06};

    private static Prediction of(double value, Uncertainty uncertainty) {
        return new Prediction(Target.SECONDS_OUTSIDE_SCF, value, uncertainty, List.of());
    }

    private static Prediction exactly(double value) {
        return of(value, level -> 1);
    }

    private static CountForecast count(Prediction free) {
        return new CountForecast(free, Integer.MAX_VALUE);
    }

    /** Absolute logarithmic errors of a normal distribution. */
    private static Uncertainty normal(double deviation) {
        Random random = new Random(5);
        return new PredictionInterval(random.doubles(5000)
                .map(u -> Math.abs(deviation * random.nextGaussian()))
                .toArray());
    }

    @Test
    void whatIsCertainAddsUp() {
        TotalTime total =
                TotalTime.of(exactly(3), count(exactly(10)), count(exactly(1)), exactly(5), RunLength.UNKNOWN);
        assertEquals(35, total.estimate(0.9).value());
        assertEquals(35, total.estimate(0.9).interval().lower());
        assertEquals(35, total.estimate(0.9).interval().upper());
        assertEquals(1, total.beyond(34.9));
        assertEquals(0, total.beyond(35));
    }

    @Test
    void laterStepsTakeFewerIterationsAndTheRestOfTheRunIsPredictedAsAWhole() {
        TotalTime total =
                TotalTime.of(exactly(3), count(exactly(10)), count(exactly(5)), exactly(5), RunLength.UNKNOWN);
        assertEquals(
                5 + 30 * (1 + 4 * TotalTime.LATER_SHARE), total.estimate(0.9).value());
        assertEquals(5 + 30 * (1 + 4 * 0.22), total.quantile(0.05), 1e-12);
        assertEquals(5 + 30 * (1 + 4 * 1.5), total.quantile(0.95), 1e-12);
        assertEquals(0.125, total.beyond(5 + 30 * (1 + 4 * 1.4)), 1e-3);
    }

    @Test
    void whatFollowsAStepComesWithEachStep() {
        RunLength forces = after(new RunLength.AfterStep(0.5, false));
        TotalTime one = TotalTime.of(exactly(3), count(exactly(10)), count(exactly(1)), exactly(5), forces);
        assertEquals(5 + 3 * 10.5, one.estimate(0.9).value());
        assertEquals(5 + 3 * (10 + 0.5 * 0.26), one.quantile(0.05), 1e-12);
        assertEquals(5 + 3 * (10 + 0.5 * 2.06), one.quantile(0.95), 1e-12);
        TotalTime five = TotalTime.of(exactly(3), count(exactly(10)), count(exactly(5)), exactly(5), forces);
        assertEquals(
                5 + 3 * (10 * (1 + 4 * TotalTime.LATER_SHARE) + 5 * 0.5),
                five.estimate(0.9).value());
    }

    /** It starts from nothing: set-up, and as many iterations as in the first step. */
    @Test
    void aRelaxationMayEndWithOneMoreCalculation() {
        RunLength cell = after(new RunLength.AfterStep(0.5, true));
        assertEquals(
                2 * 5 + 3 * (10 * (1 + 4 * TotalTime.LATER_SHARE + 1) + 6 * 0.5),
                TotalTime.expected(3, 10, 5, 5, cell),
                1e-12);
        assertEquals(
                5 + 3 * (10 * (1 + 49 * TotalTime.LATER_SHARE) + 50 * 0.5),
                TotalTime.expected(3, 10, 50, 5, cell),
                1e-12,
                "no step is left for it");
    }

    private static RunLength after(RunLength.AfterStep afterStep) {
        return new RunLength(RunLength.Motion.RELAXATION, 50, 100, 1, afterStep, true, OptionalDouble.empty());
    }

    /** A model of steps says nearly 1 where nothing moves. */
    @Test
    void lessThanOneAndAHalfStepsAreOne() {
        TotalTime total =
                TotalTime.of(exactly(3), count(exactly(10)), count(of(1.4, level -> 9)), exactly(5), RunLength.UNKNOWN);
        assertEquals(35, total.estimate(0.9).value());
        assertEquals(35, total.quantile(0.99));
    }

    @Test
    void noMoreIterationsAndStepsThanAreAllowed() {
        CountForecast iterations = new CountForecast(of(10, level -> 3), 12);
        TotalTime total = TotalTime.of(exactly(3), iterations, count(exactly(1)), exactly(5), RunLength.UNKNOWN);
        assertEquals(5 + 36, total.quantile(0.99));
        assertEquals(12, iterations.interval(0.9).upper());
        CountForecast beyond = new CountForecast(of(30, level -> 2), 12);
        assertEquals(12, beyond.value());
        assertEquals(12, beyond.interval(0.9).lower());
    }

    @Test
    void oneUncertainQuantityKeepsItsQuantiles() {
        Uncertainty uncertainty = normal(0.4);
        TotalTime total =
                TotalTime.of(of(3, uncertainty), count(exactly(10)), count(exactly(1)), exactly(5), RunLength.UNKNOWN);
        for (double level : new double[] {0.5, 0.8, 0.9, 0.95}) {
            double factor = uncertainty.factor(level);
            assertEquals(5 + 30 * factor, total.estimate(level).interval().upper(), 0.005 * 30 * factor);
            assertEquals(5 + 30 / factor, total.estimate(level).interval().lower(), 0.005 * 30);
        }
    }

    /** Against as many draws as make the quantiles of the draws exact to a per cent. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 8})
    void quantilesAreThoseOfManyDraws(double steps) {
        Uncertainty[] u = {normal(0.35), normal(0.3), normal(0.5), normal(0.8)};
        TotalTime total = TotalTime.of(
                of(2, u[0]),
                count(of(12, u[1])),
                count(of(steps, u[2])),
                of(15, u[3]),
                after(new RunLength.AfterStep(4, false)));
        Random random = new Random(1);
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double later = LATER_SHARES[random.nextInt(LATER_SHARES.length)];
            double after = 4 * AFTER_FACTORS[random.nextInt(AFTER_FACTORS.length)];
            double drawn = steps == 1 ? 1 : Math.max(1, draw(steps, u[2], random));
            draws[i] = draw(15, u[3], random)
                    + draw(2, u[0], random) * (draw(12, u[1], random) * (1 + (drawn - 1) * later) + after * drawn);
        }
        Arrays.sort(draws);
        for (double share : new double[] {0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99}) {
            double expected = draws[(int) (share * DRAWS)];
            double tolerance = share < 0.05 || share > 0.95 ? 0.05 : 0.02;
            assertEquals(expected, total.quantile(share), tolerance * expected, "quantile " + share);
            assertEquals(1 - share, total.beyond(expected), 0.0075, "beyond the quantile " + share);
        }
    }

    private static double draw(double value, Uncertainty uncertainty, Random random) {
        double factor = uncertainty.factor(random.nextDouble());
        return random.nextBoolean() ? value * factor : value / factor;
    }

    @Test
    void anIntervalHoldsTheValueAtAnyLevel() {
        TotalTime total = TotalTime.of(
                of(2, normal(0.9)),
                count(of(12, normal(0.9))),
                count(of(6, normal(0.9))),
                of(15, normal(0.9)),
                RunLength.UNKNOWN);
        for (double level : new double[] {0.001, 0.5, 0.999}) {
            Estimate estimate = total.estimate(level);
            assertTrue(estimate.interval().lower() <= estimate.value());
            assertTrue(estimate.interval().upper() >= estimate.value());
            assertEquals(level, estimate.interval().level());
        }
    }
}
