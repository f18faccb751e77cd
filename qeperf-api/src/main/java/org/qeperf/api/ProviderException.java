package org.qeperf.api;

/** A training back-end or a feature extractor is unknown, is installed twice under one name, or cannot start. */
public class ProviderException extends QePerfException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which provider, what is wrong, what to do
     */
    public ProviderException(String message) {
        super(message);
    }

    /**
     * Creates an exception with its cause.
     *
     * @param message which provider, what is wrong, what to do
     * @param cause why it cannot start
     */
    public ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
