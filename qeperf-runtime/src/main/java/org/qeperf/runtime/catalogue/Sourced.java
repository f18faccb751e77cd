package org.qeperf.runtime.catalogue;

/**
 * A fact and who says so.
 *
 * @param value the fact
 * @param source key of a source of its {@link Cluster}, not blank
 * @param <T> what kind of fact
 */
public record Sourced<T>(T value, String source) {

    /** Checks that there is a source. */
    public Sourced {
        if (source.isBlank()) {
            throw new IllegalArgumentException(value + " has no source");
        }
    }
}
