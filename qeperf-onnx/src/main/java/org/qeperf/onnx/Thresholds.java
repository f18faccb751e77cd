package org.qeperf.onnx;

import org.qeperf.runtime.artifact.Preparation;

/**
 * Says a condition about a prepared number as one about the raw number. Preparation never makes a larger number smaller,
 * so there is a largest raw number for which the condition holds, and it is found exactly: whoever compares raw numbers
 * takes the same branches, whatever the last bit of his logarithm.
 */
final class Thresholds {

    private static final long LARGEST = key(Double.MAX_VALUE);

    private final Preparation preparation;

    Thresholds(Preparation preparation) {
        this.preparation = preparation;
    }

    /** The largest finite x whose preparation is at most the threshold; one that no x of the column is below if none is. */
    double raw(int column, double threshold) {
        boolean logarithmic = preparation.isLogarithmic(column);
        long low = logarithmic ? 0 : -LARGEST;
        long high = LARGEST;
        if (!holds(column, low, threshold)) {
            return logarithmic ? -1 : -Double.MAX_VALUE;
        }
        if (holds(column, high, threshold)) {
            return Double.MAX_VALUE;
        }
        // The formula's inverse is a few numbers off: begin there, with steps that grow.
        long guess = Math.max(low, Math.min(high, key(inverse(column, threshold))));
        boolean below = holds(column, guess, threshold);
        for (long step = 1; step > 0; step *= 2) {
            long next = below ? Math.min(guess + step, high) : Math.max(guess - step, low);
            if (holds(column, next, threshold) != below) {
                low = below ? guess : next;
                high = below ? next : guess;
                break;
            }
            guess = next;
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (holds(column, middle, threshold)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return number(low);
    }

    private boolean holds(int column, long key, double threshold) {
        return preparation.prepare(column, number(key)) <= threshold;
    }

    private double inverse(int column, double threshold) {
        double[][] columns = preparation.columns();
        double x = threshold * columns[1][column] + columns[0][column];
        double raw = preparation.isLogarithmic(column) ? StrictMath.expm1(x) : x;
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, raw));
    }

    /** Numbers finite doubles in ascending order; 0 is 0. */
    private static long key(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double number(long key) {
        return Double.longBitsToDouble(key >= 0 ? key : Long.MIN_VALUE - key);
    }
}
