package org.qeperf.models.xgboost;

import java.util.Arrays;
import java.util.OptionalInt;

/** The errors on the watched rows, tree by tree. */
final class WatchedError {

    private final int patience;
    private double[] errors = new double[64];
    private int count;
    private int best;

    /** Nothing is watched yet. */
    WatchedError(int patience) {
        this.patience = patience;
    }

    /**
     * Takes the error after another tree.
     *
     * @return whether the last {@code patience} trees have not made it smaller
     */
    boolean isEnough(double error) {
        if (count == errors.length) {
            errors = Arrays.copyOf(errors, 2 * count);
        }
        errors[count++] = error;
        if (best == 0 || error < errors[best - 1]) {
            best = count;
        }
        return count - best >= patience;
    }

    /** The number of trees after which the error was smallest; empty if nothing was watched. */
    OptionalInt best() {
        return best == 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    double[] errors() {
        return Arrays.copyOf(errors, count);
    }
}
