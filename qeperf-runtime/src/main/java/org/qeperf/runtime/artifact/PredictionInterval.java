package org.qeperf.runtime.artifact;

import java.util.Arrays;
import org.qeperf.api.predict.Uncertainty;

/**
 * Intervals from the errors that models made on systems they had not seen: the absolute logarithms of measured over
 * predicted. A prediction {@code p} at level {@code a} lies between {@code p / q} and {@code p q}, where {@code log q} is
 * the {@code ceil((n + 1) a)}-th smallest of the n errors (the quantile of split conformal prediction, Lei et al., Journal of the American
 * Statistical Association 113 (2018) 1094, section 2.2). Immutable.
 */
public final class PredictionInterval implements Uncertainty {

    private final double[] errors;

    /**
     * Takes the errors.
     *
     * @param absoluteLogErrors at least one, finite, not negative; copied
     */
    public PredictionInterval(double[] absoluteLogErrors) {
        if (absoluteLogErrors.length == 0) {
            throw new IllegalArgumentException("an interval needs errors to learn from");
        }
        this.errors = absoluteLogErrors.clone();
        Arrays.sort(errors);
        if (!(errors[0] >= 0) || !Double.isFinite(errors[errors.length - 1])) {
            throw new IllegalArgumentException("errors from " + errors[0] + " to " + errors[errors.length - 1]);
        }
    }

    /** At least 1; the largest error seen where the level asks for more than there is. */
    @Override
    public double factor(double level) {
        int rank = (int) Math.ceil((errors.length + 1) * level);
        return Math.exp(errors[Math.max(0, Math.min(rank, errors.length) - 1)]);
    }

    /** All errors in ascending order. */
    double[] errors() {
        return errors.clone();
    }
}
