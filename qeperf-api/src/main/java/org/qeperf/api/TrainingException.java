package org.qeperf.api;

/** A training run cannot succeed: too few rows, a target that never changes, numbers that are not finite. */
public class TrainingException extends QePerfException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what stands in the way and what to do
     */
    public TrainingException(String message) {
        super(message);
    }

    /**
     * Creates an exception with its cause.
     *
     * @param message what stands in the way and what to do
     * @param cause what led to it
     */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
