package org.qeperf.runtime.forecast;

import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Prediction;

/** The number of self-consistency iterations that the input's convergence threshold takes. */
public final class ScfIterations {

    private ScfIterations() {}

    /**
     * Iterations to the input's threshold, whatever the limit.
     *
     * @param length how far the run may go
     * @param atDefault what the model says, which knows the default threshold alone
     * @return iterations of the first ionic step
     */
    public static Prediction needed(RunLength length, Prediction atDefault) {
        return withValue(atDefault, atDefault.value() * length.relativeIterations());
    }

    /**
     * Iterations that are done.
     *
     * @param length how far the run may go
     * @param needed what {@link #needed} says
     * @return at least 1, within the limit
     */
    public static Prediction within(RunLength length, Prediction needed) {
        return withValue(needed, Math.max(1, Math.min(needed.value(), length.mostScfIterations())));
    }

    private static Prediction withValue(Prediction prediction, double value) {
        return new Prediction(prediction.target(), value, prediction.uncertainty(), prediction.extrapolation());
    }
}
