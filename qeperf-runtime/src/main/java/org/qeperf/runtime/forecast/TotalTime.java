package org.qeperf.runtime.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;

/**
 * The distribution of a run's wall time: {@code outside + perIteration x (first x (1 + (steps - 1) x later) + steps x after)}, and
 * once more {@code outside + perIteration x (first + after)} where a relaxation ends with one more calculation. Each of the
 * predictions errs on its own, as its uncertainty says. Quantiles are those of {@value #POINTS} points of a Korobov lattice
 * (Niederreiter, Random Number Generation and Quasi-Monte Carlo Methods, SIAM 1992, chapter 5), which take {@value #POINTS}
 * equally likely values of each quantity.
 *
 * <p>{@code later} is the number of iterations of a later ionic step relative to the first. In 68 reference outputs of releases 6.7 and
 * 7.5 of Quantum ESPRESSO (test-suite and PW/examples, three ionic steps or more) its median is 0.74 for 22 relaxations of
 * atoms, 0.93 for 29 of the cell, 0.28 for 13 of molecular dynamics in a fixed cell, which start each step from extrapolated
 * charges and wavefunctions, and 1.18 for 4 in a changing one. It differs more between systems than between these, and a model of
 * runs cannot know; so it is one more uncertain quantity, with the eighths of all 68. Among published runs 16 groups of relaxations
 * beside self-consistent runs of the same problem have a median of 0.60, from 0.41 to 2.1.
 *
 * <p>{@code after} is what follows a step, {@link RunLength.AfterStep}, uncertain too: by the eighths of 159 reference outputs
 * of the same releases, of which {@code StepEffort} of qeperf-features has the medians.
 */
public final class TotalTime {

    /** Iterations of a later ionic step relative to those of the first: as many outputs lie below as above. */
    static final double LATER_SHARE = 0.75;

    /** The middles of the eighths of the outputs. */
    private static final double[] LATER_SHARES = {0.22, 0.40, 0.57, 0.70, 0.79, 1.00, 1.11, 1.50};

    /** The middles of the eighths of what follows a step in the outputs, relative to what is expected. */
    private static final double[] AFTER_FACTORS = {0.26, 0.51, 0.62, 0.87, 1.06, 1.28, 1.52, 2.06};

    private static final int POINTS = 4093;

    /** Each coordinate is this multiple of the one before, modulo the number of points: of the evenest ones, in three and in five. */
    private static final int MULTIPLIER = 472;

    /** Where each point stands in the second, third and fourth coordinate. */
    private static final int[] SECOND = permutation(MULTIPLIER);

    private static final int[] THIRD = permutation((long) MULTIPLIER * MULTIPLIER);
    private static final int[] FOURTH = permutation((long) MULTIPLIER * MULTIPLIER * MULTIPLIER);

    /** Levels of the intervals that end at the values above the middle one: half of what is outside lies above. */
    private static final double[] LEVELS = IntStream.rangeClosed(1, POINTS / 2)
            .mapToDouble(i -> 2.0 * i / POINTS)
            .toArray();

    private final double value;
    private final Selection totals;

    private TotalTime(double value, double[] totals) {
        this.value = value;
        this.totals = new Selection(totals);
    }

    private static int[] permutation(long multiplier) {
        int[] places = new int[POINTS];
        Arrays.setAll(places, k -> (int) (k * multiplier % POINTS));
        return places;
    }

    /**
     * Puts predictions together.
     *
     * @param perIteration seconds of an iteration
     * @param iterations of the first ionic step
     * @param steps ionic steps
     * @param outside seconds outside of the self-consistency loops, of one ionic step without forces
     * @param length what follows each step, and how many steps there may be
     * @return the distribution of the wall time
     */
    public static TotalTime of(
            Prediction perIteration,
            CountForecast iterations,
            CountForecast steps,
            Prediction outside,
            RunLength length) {
        double[] perIterations = values(perIteration);
        double[] firsts = values(iterations);
        double[] outsides = values(outside);
        boolean moves = Math.round(steps.value()) > 1;
        double[] manySteps = moves ? values(steps) : new double[0];
        double[] totals = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            int fourth = FOURTH[k];
            int fifth = SECOND[fourth];
            totals[k] = seconds(
                    perIterations[k],
                    firsts[SECOND[k]],
                    moves ? manySteps[fourth] : 1,
                    eighth(LATER_SHARES, fifth),
                    outsides[THIRD[k]],
                    eighth(AFTER_FACTORS, moves ? SECOND[fifth] : fourth),
                    length);
        }
        double value =
                expected(perIteration.value(), iterations.value(), moves ? steps.value() : 1, outside.value(), length);
        return new TotalTime(value, totals);
    }

    private static double eighth(double[] values, int place) {
        return values[values.length * place / POINTS];
    }

    /**
     * The wall time to expect.
     *
     * @param perIteration seconds of an iteration
     * @param iterations of the first ionic step
     * @param steps ionic steps
     * @param outside seconds outside of the self-consistency loops, of one ionic step without forces
     * @param length what follows each step, and how many steps there may be
     * @return seconds
     */
    public static double expected(
            double perIteration, double iterations, double steps, double outside, RunLength length) {
        return seconds(perIteration, iterations, steps, LATER_SHARE, outside, 1, length);
    }

    private static double seconds(
            double perIteration,
            double first,
            double steps,
            double later,
            double outside,
            double factor,
            RunLength length) {
        double more = Math.round(steps) > 1 ? steps - 1 : 0;
        double left = Math.max(0, Math.min(1, length.mostIonicSteps() - 1 - more));
        double again = length.afterStep().again() ? left : 0;
        double after = factor * length.afterStep().iterations();
        return outside * (1 + again) + perIteration * (first * (1 + more * later + again) + after * (1 + more + again));
    }

    private static double[] values(CountForecast count) {
        double[] values = values(count.free());
        Arrays.setAll(values, i -> count.within(values[i]));
        return values;
    }

    /** Equally likely values in ascending order: the middles of as many slices of the distribution. */
    private static double[] values(Prediction prediction) {
        double value = prediction.value();
        double[] values = new double[POINTS];
        int middle = POINTS / 2;
        values[middle] = value;
        double[] factors = prediction.uncertainty().factors(LEVELS);
        for (int i = 1; i <= middle; i++) {
            values[middle + i] = value * factors[i - 1];
            values[middle - i] = value / factors[i - 1];
        }
        return values;
    }

    /**
     * What to expect, and where nine of ten runs end, or as many as the level says.
     *
     * @param level the probability, between 0 and 1
     * @return seconds; the interval always holds the value
     */
    public Estimate estimate(double level) {
        double lower = Math.min(value, quantile((1 - level) / 2));
        double upper = Math.max(value, quantile((1 + level) / 2));
        return new Estimate(value, new Interval(lower, upper, level));
    }

    /**
     * The time that this share of runs stays below.
     *
     * @param share between 0 and 1
     * @return seconds
     */
    public double quantile(double share) {
        return totals.at(Math.max(0, Math.min(POINTS, (int) Math.ceil(share * POINTS)) - 1));
    }

    /** The share of runs that take longer. */
    double beyond(double seconds) {
        return 1 - (double) (POINTS - totals.above(seconds)) / POINTS;
    }
}
