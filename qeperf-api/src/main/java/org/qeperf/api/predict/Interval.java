package org.qeperf.api.predict;

/**
 * A range that holds the true value with a stated probability.
 *
 * @param lower lower end, in the unit of the prediction
 * @param upper upper end, in the unit of the prediction, at least {@code lower}
 * @param level the probability, between 0 and 1
 */
public record Interval(double lower, double upper, double level) {

    /** Checks the order of the ends and the level. */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("interval from " + lower + " to " + upper + " is empty");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level + "; expected between 0 and 1");
        }
    }
}
