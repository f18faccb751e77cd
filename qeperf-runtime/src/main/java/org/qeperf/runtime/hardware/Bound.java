package org.qeperf.runtime.hardware;

import java.util.Locale;

/** What a kernel waits for at least. */
public enum Bound {
    /** Arithmetic: its operations take longer than its traffic. */
    COMPUTE,
    /** Memory: its traffic takes longer than its operations. */
    MEMORY;

    /**
     * The name in documents.
     *
     * @return the name in lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
