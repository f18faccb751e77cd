package org.qeperf.api.predict;

import java.util.List;

/**
 * What a model says about one row.
 *
 * @param target the quantity and its unit
 * @param value the predicted value, in the unit of the target
 * @param uncertainty how far the true value may lie from it
 * @param extrapolation features outside the training range; empty where the model knows its ground
 */
public record Prediction(Target target, double value, Uncertainty uncertainty, List<Extrapolation> extrapolation) {

    /** The level of {@link #interval()}. */
    public static final double LEVEL = 0.9;

    /** Copies the list. */
    public Prediction {
        extrapolation = List.copyOf(extrapolation);
    }

    /**
     * Where the true value is expected to lie nine times out of ten.
     *
     * @return the interval at {@value #LEVEL}
     */
    public Interval interval() {
        return interval(LEVEL);
    }

    /**
     * Where the true value is expected to lie.
     *
     * @param level the probability, between 0 and 1
     * @return the interval
     * @throws IllegalArgumentException if the level is not between 0 and 1, ends excluded
     */
    public Interval interval(double level) {
        double factor = uncertainty.factor(level);
        return new Interval(value / factor, value * factor, level);
    }
}
