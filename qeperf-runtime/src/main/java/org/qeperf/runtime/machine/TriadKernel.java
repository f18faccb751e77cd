package org.qeperf.runtime.machine;

import java.util.Arrays;

/**
 * The triad {@code a = b + s c} of J. D. McCalpin's STREAM: two numbers read and one written for each element, which counts
 * as 24 bytes. Goes round arrays that are larger than the caches, a piece at a time.
 */
final class TriadKernel implements Kernel {

    private static final int LARGEST_PIECE = 1 << 18;
    private static final int BYTES_PER_ELEMENT = 3 * Double.BYTES;

    private final double[] a;
    private final double[] b;
    private final double[] c;
    private final int piece;
    private int next;

    /** Arrays of {@link #used} bytes in all. */
    TriadKernel(long bytes) {
        piece = piece(bytes);
        int length = (int) (used(bytes) / BYTES_PER_ELEMENT);
        a = new double[length];
        b = new double[length];
        c = new double[length];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
    }

    /** The most bytes of arrays that are whole pieces, at most so many; at least one element of each array. */
    static long used(long bytes) {
        long each = (long) piece(bytes) * BYTES_PER_ELEMENT;
        return Math.max(1, bytes / each) * each;
    }

    private static int piece(long bytes) {
        return (int) Math.max(1, Math.min(LARGEST_PIECE, bytes / BYTES_PER_ELEMENT));
    }

    @Override
    public double work() {
        return (double) BYTES_PER_ELEMENT * piece;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public void run(int part) {
        triad(a, b, c, 3, next, next + piece);
        next = next + piece < a.length ? next + piece : 0;
    }

    private static void triad(double[] a, double[] b, double[] c, double s, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = b[i] + s * c[i];
        }
    }
}
