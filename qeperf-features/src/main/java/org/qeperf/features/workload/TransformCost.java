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
        0.71, 0.46, 0.43, 0.44, 0.57, 1.57, 0.44, 0.94, 0.84, 1.47, 1.69, 0.68, 1.13, 1.13, 1.25, 1.19, 1.11, 1.16,
        0.89, 1.13, 0.99, 1.20, 1.24, 1.22
    };

    /** Of transforms that several ranks share. */
    private static final double[] SHARED = {
        1.00, 2.00, 1.00, 0.96, 1.00, 1.44, 0.92, 1.04, 0.98, 1.15, 1.06, 0.69, 1.17, 1.00, 0.98, 0.71, 1.00, 1.14,
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
