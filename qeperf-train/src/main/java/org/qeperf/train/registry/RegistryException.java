package org.qeperf.train.registry;

import org.qeperf.api.QePerfException;

/** The registry refuses, or cannot be read. {@link #kind()} tells the kinds apart, so a program need not read the message. */
public final class RegistryException extends QePerfException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** What was named is not there. */
        UNKNOWN,
        /** What was asked for is at odds with what is there. */
        CONFLICT,
        /** What was given is no model, name or reason that the registry takes. */
        INVALID,
        /** A file of the registry is damaged or missing, or was written by a newer qeperf. */
        DAMAGED,
        /** Another process is changing the registry for longer than anybody waits. */
        BUSY
    }

    RegistryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    RegistryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * Why.
     *
     * @return the kind of failure
     */
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean isTransient() {
        return kind == Kind.BUSY;
    }
}
