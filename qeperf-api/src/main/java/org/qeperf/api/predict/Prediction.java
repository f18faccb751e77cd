package org.qeperf.api.predict;

import java.util.List;

/**
 * What a model says about one row.
 *
 * @param target the quantity and its unit
 * @param value the predicted value, in the unit of the target
 * @param interval where the true value is expected to lie
 * @param extrapolation features outside the training range; empty where the model knows its ground
 */
public record Prediction(Target target, double value, Interval interval, List<Extrapolation> extrapolation) {

    /** Copies the list. */
    public Prediction {
        extrapolation = List.copyOf(extrapolation);
    }
}
