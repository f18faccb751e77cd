package org.qeperf.api;

/** A model file cannot be used. {@link #reason()} tells the kinds apart, so a program need not read the message. */
public class ArtifactException extends QePerfException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a model file cannot be used. */
    public enum Reason {
        /** Not a model file, damaged, or over a size limit. */
        CORRUPT,
        /** Written in a format that this library no longer reads. */
        TOO_OLD,
        /** Written in a format that only a later library reads. */
        TOO_NEW,
        /** Made for a feature schema that this library does not have, or has with another meaning. */
        WRONG_SCHEMA
    }

    /**
     * Creates an exception.
     *
     * @param reason the kind
     * @param message which file, what was found, what was expected
     */
    public ArtifactException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Creates an exception with its cause.
     *
     * @param reason the kind
     * @param message which file, what was found, what was expected
     * @param cause the underlying error
     */
    public ArtifactException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Why the file cannot be used.
     *
     * @return the kind of failure
     */
    public Reason reason() {
        return reason;
    }
}
