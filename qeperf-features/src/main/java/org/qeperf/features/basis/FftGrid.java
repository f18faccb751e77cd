package org.qeperf.features.basis;

import java.util.List;
import org.qeperf.features.crystal.Lattice;

/**
 * Dimensions of an FFT grid.
 *
 * @param n1 points along the first axis
 * @param n2 points along the second axis
 * @param n3 points along the third axis
 */
public record FftGrid(int n1, int n2, int n3) {

    /** The largest dimension tried ({@code nfftx}, {@code FFTXlib} 7.5). */
    private static final int LARGEST = 16385;

    /** Most columns of a quarter of the grid, so that no input keeps the count busy for a second. */
    private static final int LARGEST_LAYER = 1_500_000;

    private static final int[] PRIMES = {2, 3, 5};

    /** The largest index to try along each axis: the radius over the distance of lattice planes, and one more. */
    static int[] trial(Lattice lattice, double cutoff) {
        double[] at = lattice.vectors();
        int[] n = new int[3];
        for (int i = 0; i < 3; i++) {
            double length =
                    Math.sqrt(at[3 * i] * at[3 * i] + at[3 * i + 1] * at[3 * i + 1] + at[3 * i + 2] * at[3 * i + 2]);
            double trial = Math.sqrt(cutoff) * length;
            if (!(trial < LARGEST)) {
                throw new IllegalArgumentException("an FFT grid of more than " + LARGEST + " points along an axis");
            }
            n[i] = (int) trial + 1;
        }
        if ((double) n[0] * n[1] > LARGEST_LAYER) {
            throw new IllegalArgumentException("an FFT grid of more than " + 4 * LARGEST_LAYER + " columns");
        }
        return n;
    }

    /**
     * Points along the third axis as pw.x expects them from 7.1 on, before it knows the grid: not fewer than there are
     * ({@code PW/src/setup.f90}).
     *
     * @param lattice the lattice
     * @param cutoff squared radius in (2 pi/alat)^2
     * @param factor what the number must be a multiple of
     * @return at least 2
     */
    public static int expectedPlanes(Lattice lattice, double cutoff, int factor) {
        return goodDimension(2 * trial(lattice, cutoff)[2], factor);
    }

    /** The grid for given largest indices, each dimension a product of 2, 3 and 5 and a multiple of its factor. */
    static FftGrid holding(int[] largest, List<Integer> factors) {
        return new FftGrid(
                goodDimension(2 * largest[0] + 1, factors.get(0)),
                goodDimension(2 * largest[1] + 1, factors.get(1)),
                goodDimension(2 * largest[2] + 1, factors.get(2)));
    }

    /**
     * The dimensions for messages.
     *
     * @return such as {@code 36x36x40}
     */
    public String text() {
        return n1 + "x" + n2 + "x" + n3;
    }

    /**
     * Number of points.
     *
     * @return the product of the dimensions
     */
    public long points() {
        return (long) n1 * n2 * n3;
    }

    /** The least number not below {@code least} that is a multiple of {@code factor} and a product of 2, 3 and 5. */
    static int goodDimension(int least, int factor) {
        if (factor > least) {
            throw new IllegalArgumentException(
                    "an FFT grid of " + least + " points along an axis with translations of 1/" + factor);
        }
        for (int n = least; n <= LARGEST; n++) {
            int rest = n;
            for (int prime : PRIMES) {
                while (rest % prime == 0) {
                    rest /= prime;
                }
            }
            if (rest == 1 && n % factor == 0) {
                return n;
            }
        }
        throw new IllegalArgumentException("an FFT grid of more than " + LARGEST + " points along an axis");
    }
}
