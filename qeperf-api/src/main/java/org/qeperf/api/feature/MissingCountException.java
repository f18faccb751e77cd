package org.qeperf.api.feature;

/** A count was asked for that is not among those at hand. */
public final class MissingCountException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String count;

    /**
     * Creates the error.
     *
     * @param count name of the count
     * @param message what to say
     */
    public MissingCountException(String count, String message) {
        super(message);
        this.count = count;
    }

    /**
     * The count that is missing.
     *
     * @return its name
     */
    public String count() {
        return count;
    }
}
