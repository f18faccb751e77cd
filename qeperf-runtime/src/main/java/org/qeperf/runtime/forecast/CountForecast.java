package org.qeperf.runtime.forecast;

import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;

/**
 * A number of iterations or steps, of which at least one is done and at most as many as the input allows.
 *
 * @param free how many it would take without a limit
 * @param most how many are allowed
 */
public record CountForecast(Prediction free, int most) {

    /**
     * What to expect.
     *
     * @return at least 1, at most {@link #most}
     */
    public double value() {
        return within(free.value());
    }

    /**
     * Where the true number is expected to lie.
     *
     * @param level the probability, between 0 and 1
     * @return the interval, within the limits too
     */
    public Interval interval(double level) {
        Interval interval = free.interval(level);
        return new Interval(within(interval.lower()), within(interval.upper()), level);
    }

    /** What becomes of a number between its limits. */
    double within(double number) {
        return Math.max(1, Math.min(most, number));
    }
}
