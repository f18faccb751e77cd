package org.qeperf.runtime.forecast;

import java.util.Arrays;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;

/**
 * The distribution of a run's wall time: {@code outside + perIteration x first x (1 + (steps - 1) x LATER_SHARE)}, where each of
 * the predictions errs on its own, as its uncertainty says. The quantiles are those of all combinations of {@value #POINTS}
 * equally likely values of each.
 */
public final class TotalTime {

    /** Iterations of a later ionic step, relative to those of the first. */
    static final double LATER_SHARE = 0.6;

    private static final int POINTS = 32;

    private final double value;
    private final double[] sorted;

    private TotalTime(double value, double[] sorted) {
        this.value = value;
        this.sorted = sorted;
    }

    static TotalTime of(Prediction perIteration, Prediction iterations, Prediction steps, Prediction outside) {
        double[] iteration = values(perIteration);
        double[] first = values(iterations);
        double[] step = steps.value() > 1 ? values(steps) : new double[] {1};
        double[] totals = new double[POINTS * POINTS * step.length];
        int n = 0;
        for (double s : step) {
            for (double t : iteration) {
                for (double i : first) {
                    totals[n++] = seconds(t, i, s, outside.value());
                }
            }
        }
        Arrays.sort(totals);
        return new TotalTime(seconds(perIteration.value(), iterations.value(), steps.value(), outside.value()), totals);
    }

    /**
     * The wall time to expect.
     *
     * @param perIteration seconds of an iteration
     * @param iterations of the first ionic step
     * @param steps ionic steps
     * @param outside seconds outside of the self-consistency loops
     * @return seconds
     */
    public static double expected(double perIteration, double iterations, double steps, double outside) {
        return seconds(perIteration, iterations, steps, outside);
    }

    private static double seconds(double perIteration, double first, double steps, double outside) {
        double later = Math.max(0, steps - 1);
        return outside * (1 + later * LATER_SHARE) + perIteration * first * (1 + later * LATER_SHARE);
    }

    /** Equally likely values: the middles of as many slices of the distribution. */
    private static double[] values(Prediction prediction) {
        double[] values = new double[POINTS];
        for (int i = 0; i < POINTS / 2; i++) {
            // Half of what is outside of the interval at this level lies above it.
            double factor = prediction.uncertainty().factor((2 * i + 1.0) / POINTS);
            values[POINTS / 2 + i] = prediction.value() * factor;
            values[POINTS / 2 - 1 - i] = prediction.value() / factor;
        }
        return values;
    }

    /** What to expect, and where nine of ten runs end, or as many as the level says. */
    Estimate estimate(double level) {
        return new Estimate(value, new Interval(quantile((1 - level) / 2), quantile((1 + level) / 2), level));
    }

    /** The time that this share of runs stays below. */
    double quantile(double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }

    /** The share of runs that take longer. */
    double beyond(double seconds) {
        int at = Arrays.binarySearch(sorted, seconds);
        int notLonger = at >= 0 ? at + 1 : -at - 1;
        return 1 - (double) notLonger / sorted.length;
    }
}
