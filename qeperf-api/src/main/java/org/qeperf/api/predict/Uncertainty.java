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
}
