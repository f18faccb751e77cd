package org.qeperf.features.workload;

import java.util.Arrays;
import org.qeperf.features.basis.FftGrid;

/**
 * What a Fourier transform of pw.x costs by the lengths of its grid, beside one of as many points by N log N: a length that is
 * good for caches and vector units takes half as long as another. Measured on cubic grids of each length, see
 * {@code data/fft-lengths}; a length that was not measured counts as 1, a grid as the mean of its three.
 */
final class TransformCost {

    private static final int[] LENGTHS = {
        9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36, 40, 45, 48, 50, 54, 60, 64, 72, 75, 80, 81
    };

    /** Of transforms that a rank does alone. */
    private static final double[] ALONE = {
        0.64, 0.42, 0.39, 0.40, 0.51, 1.41, 0.39, 0.84, 0.76, 1.32, 1.52, 0.62, 1.02, 1.02, 1.12, 1.07, 1.00, 1.04,
        0.80, 1.02, 0.89, 1.08, 1.11, 1.10
    };

    /** Of transforms that several ranks share. */
    private static final double[] SHARED = {
        1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00,
        1.00, 1.00, 1.00, 1.00, 1.00, 1.00
    };

    private TransformCost() {}

    /** Of a grid that one rank has for itself. */
    static double alone(FftGrid grid) {
        return mean(grid, ALONE);
    }

    /** Of a grid that several ranks share. */
    static double shared(FftGrid grid) {
        return mean(grid, SHARED);
    }

    private static double mean(FftGrid grid, double[] costs) {
        return (of(grid.n1(), costs) + of(grid.n2(), costs) + of(grid.n3(), costs)) / 3;
    }

    private static double of(int length, double[] costs) {
        int i = Arrays.binarySearch(LENGTHS, length);
        return i < 0 ? 1 : costs[i];
    }
}
