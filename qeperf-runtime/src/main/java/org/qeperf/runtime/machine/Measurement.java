package org.qeperf.runtime.machine;

/**
 * A measured rate.
 *
 * @param value the rate that one in ten time windows exceeded, positive
 * @param spread by how much of that the median window fell short, 0 to 1; large where something else ran meanwhile
 */
public record Measurement(double value, double spread) {

    /** Checks the numbers. */
    public Measurement {
        if (!(value > 0 && Double.isFinite(value) && spread >= 0 && spread <= 1)) {
            throw new IllegalArgumentException("a rate of " + value + " with a spread of " + spread);
        }
    }
}
