package org.qeperf.train.store;

import java.util.OptionalDouble;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.train.registry.Alias;

/**
 * What a model said about a run before it could have learned from it, and what was measured.
 *
 * @param alias what the model was when it was asked
 * @param model the model
 * @param target the quantity
 * @param value the prediction, in the unit of the target
 * @param interval where the true value was expected
 * @param measured the true value, where the run shows it
 */
public record RunPrediction(
        Alias alias, ModelId model, Target target, double value, Interval interval, OptionalDouble measured) {

    /**
     * How wrong the prediction was.
     *
     * @return natural logarithm of measured over predicted, where it was measured
     */
    public OptionalDouble logError() {
        return measured.isPresent()
                ? OptionalDouble.of(StrictMath.log(measured.getAsDouble() / value))
                : OptionalDouble.empty();
    }
}
