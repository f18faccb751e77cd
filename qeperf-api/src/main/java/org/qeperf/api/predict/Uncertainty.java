package org.qeperf.api.predict;

/** How far a true value may lie from a prediction. Immutable and safe for concurrent use. */
@FunctionalInterface
public interface Uncertainty {

    /** That of what is known for certain. */
    Uncertainty NONE = level -> 1;

    /**
     * The factor between the prediction and the ends of its interval.
     *
     * @param level probability that the true value lies between {@code value / factor} and {@code value x factor}, between
     *     0 and 1
     * @return at least 1, not smaller for a higher level
     */
    double factor(double level);

    /**
     * The factors at many levels.
     *
     * @param levels probabilities between 0 and 1
     * @return a new array, a factor for each level
     */
    default double[] factors(double[] levels) {
        double[] factors = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            factors[i] = factor(levels[i]);
        }
        return factors;
    }
}
