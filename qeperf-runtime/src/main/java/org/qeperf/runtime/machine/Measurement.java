package org.qeperf.runtime.machine;

/**
 * A measured rate.
 *
 * @param value the rate of the best tenth of many repetitions, positive
 * @param spread by what part of that the median repetition fell short, 0 to 1; large where something else ran meanwhile
 */
public record Measurement(double value, double spread) {

    /** Checks the numbers. */
    public Measurement {
        if (!(value > 0 && Double.isFinite(value) && spread >= 0 && spread <= 1)) {
            throw new IllegalArgumentException("a rate of " + value + " with a spread of " + spread);
        }
    }
}
