package org.qeperf.runtime.hardware;

import java.util.Locale;

/** The kinds of devices that a node works with. */
public enum Device {
    /** All cores of a node. */
    PROCESSORS,
    /** All accelerators of a node. */
    ACCELERATORS;

    /**
     * The name in documents.
     *
     * @return the name in lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
