package org.qeperf.app.service.http;

/** Who may ask. */
public enum Access {
    /** Anybody who reaches the service. */
    OPEN,
    /** Whoever shows an API key: what is asked for changes something. */
    KEY
}
