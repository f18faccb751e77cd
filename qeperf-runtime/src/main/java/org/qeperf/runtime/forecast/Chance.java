package org.qeperf.runtime.forecast;

import org.qeperf.api.predict.Prediction;

/** The probability that a quantity exceeds a limit, from the uncertainty of its prediction. */
public final class Chance {

    /** Halvings of the range of levels: 2^-30 of a probability is left. */
    private static final int HALVINGS = 30;

    /** No model has seen enough runs to tell what happens more seldom than one time in a thousand. */
    private static final double HIGHEST_LEVEL = 0.999;

    private Chance() {}

    /**
     * The probability that the true value exceeds a limit: half of what is outside of an interval lies above it.
     *
     * @param prediction what is expected
     * @param limit positive, in the unit of the prediction
     * @return from 0.0005 to 0.9995
     */
    public static double above(Prediction prediction, double limit) {
        double factor = limit / prediction.value();
        double share = levelWithin(prediction, Math.max(factor, 1 / factor));
        return factor >= 1 ? (1 - share) / 2 : (1 + share) / 2;
    }

    /** The highest level whose interval lies within a factor, {@value #HIGHEST_LEVEL} at most. */
    private static double levelWithin(Prediction prediction, double factor) {
        double low = 0;
        double high = HIGHEST_LEVEL;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (prediction.uncertainty().factor(middle) <= factor) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
