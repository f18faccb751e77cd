package org.qeperf.runtime.forecast;

import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Uncertainty;

/**
 * A run that finds states in a density known before, such as {@code nscf} and {@code bands} of pw.x. All runs that the shipped models
 * learnt from are self-consistent, so what they say of it is a guess whose interval must be wider: in seven runs of six systems, pw.x 6.7,
 * the memory was 1.09 to 1.72 times what they say, and the time 0.6 to 2.1 times ({@code docs/calculations.md}). So the interval at the
 * level {@value Prediction#LEVEL} is twice as wide either way, and at other levels it is widened in proportion, in the logarithm.
 */
public final class KnownDensity {

    static final String WARNING =
            "the models have learnt from self-consistent runs alone, and this is none: the time and the memory"
                    + " are guesses, with 90 % intervals twice as wide";

    private static final double FACTOR = 2;

    private KnownDensity() {}

    /**
     * What a model says, with a wider interval where it is asked about such a run.
     *
     * @param prediction what the model says
     * @param length tells whether the run is self-consistent
     * @return the same where it is
     */
    public static Prediction widened(Prediction prediction, RunLength length) {
        return length.selfConsistent()
                ? prediction
                : new Prediction(
                        prediction.target(),
                        prediction.value(),
                        widened(prediction.uncertainty()),
                        prediction.extrapolation());
    }

    private static Uncertainty widened(Uncertainty usual) {
        return level -> Math.pow(FACTOR, level / Prediction.LEVEL) * usual.factor(level);
    }
}
