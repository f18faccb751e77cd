package org.qeperf.api;

/**
 * Root of every exception that qeperf throws for a reason outside the calling program: bad input, a damaged model, a
 * back-end that cannot start, a training that cannot succeed.
 *
 * <p>{@link #isTransient()} says whether to try again. A caller's own mistake stays {@link IllegalArgumentException}; where nothing else
 * is said, a failing disk stays {@link java.io.UncheckedIOException}.
 */
public class QePerfException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message where, what was found, what was expected, what to do
     */
    public QePerfException(String message) {
        super(message);
    }

    /**
     * Creates an exception with its cause.
     *
     * @param message where, what was found, what was expected, what to do
     * @param cause what led to it
     */
    public QePerfException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether the same call may succeed later though nothing is changed: something was busy, or a disk or a server failed. What is wrong
     * with an input, a model or a request stays wrong, so whoever tries again does so in vain.
     *
     * @return false unless a kind of exception says otherwise
     */
    public boolean isTransient() {
        return false;
    }
}
