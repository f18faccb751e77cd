package org.qeperf.store;

import org.qeperf.api.QePerfException;

/**
 * A run store cannot be used. {@link #reason()} tells the kinds apart, so a program need not read the message, which names
 * the file or the server and never holds a password.
 */
public class StoreException extends QePerfException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a store cannot be used. */
    public enum Reason {
        /** The file or the server cannot be reached, read or written. */
        UNREACHABLE,
        /** The server does not let this user in, or not do what is needed. */
        DENIED,
        /** There is no such database or schema. */
        MISSING,
        /** Another process holds it for too long. */
        LOCKED,
        /** Not a database, damaged, or of another program. */
        FOREIGN,
        /** Written by a later qeperf. */
        TOO_NEW,
        /** The database refused for another reason, such as a full disk. */
        REFUSED
    }

    /**
     * Creates an exception.
     *
     * @param reason the kind
     * @param message which store, what was found, what to do
     */
    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Creates an exception with its cause.
     *
     * @param reason the kind
     * @param message which store, what was found, what to do
     * @param cause the underlying error
     */
    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Why the store cannot be used.
     *
     * @return the kind of failure
     */
    public Reason reason() {
        return reason;
    }

    @Override
    public boolean isTransient() {
        return reason == Reason.UNREACHABLE || reason == Reason.LOCKED;
    }
}
