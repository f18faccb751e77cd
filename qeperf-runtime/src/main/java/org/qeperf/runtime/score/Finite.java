package org.qeperf.runtime.score;

/** Refuses numbers that are not finite. */
final class Finite {

    private Finite() {}

    static void require(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; expected finite numbers");
        }
    }

    static void require(double[] values, String what) {
        for (double value : values) {
            require(value, what);
        }
    }
}
