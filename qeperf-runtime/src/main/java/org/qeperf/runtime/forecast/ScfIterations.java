package org.qeperf.runtime.forecast;

import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Prediction;

/** The number of self-consistency iterations that the input's convergence threshold takes. */
public final class ScfIterations {

    private ScfIterations() {}

    /**
     * Predicts.
     *
     * @param length how far the run may go
     * @param atDefault what the model says, which knows the default threshold alone
     * @return iterations of the first ionic step
     */
    public static CountForecast of(RunLength length, Prediction atDefault) {
        Prediction needed = new Prediction(
                atDefault.target(),
                atDefault.value() * length.relativeIterations(),
                atDefault.uncertainty(),
                atDefault.extrapolation());
        return new CountForecast(needed, length.mostScfIterations());
    }

    /**
     * Iterations that are done.
     *
     * @param length how far the run may go
     * @param atDefault what the model says
     * @return at least 1, within the limit
     */
    public static double expected(RunLength length, double atDefault) {
        return Math.max(1, Math.min(length.mostScfIterations(), atDefault * length.relativeIterations()));
    }

    /**
     * The probability that self-consistency is not reached in the iterations allowed.
     *
     * @param length how far the run may go
     * @param iterations of the first ionic step
     * @return 0 where nothing is iterated to self-consistency
     */
    public static double notConverged(RunLength length, CountForecast iterations) {
        return length.selfConsistent() ? Chance.above(iterations.free(), iterations.most()) : 0;
    }
}
