package org.qeperf.runtime.machine;

import java.util.Arrays;

/**
 * The triad {@code a = b + s c} of J. D. McCalpin's STREAM: two numbers read and one written for each element, which counts
 * as 24 bytes. Goes round arrays that are larger than the caches, a piece at a time.
 */
final class TriadKernel implements Kernel {

    private static final int PIECE = 1 << 18;
    private static final int BYTES_PER_ELEMENT = 3 * Double.BYTES;

    private final double[] a;
    private final double[] b;
    private final double[] c;
    private int next;

    /** Arrays of so many bytes in all, at least one piece each. */
    TriadKernel(long bytes) {
        int length = (int) Math.max(PIECE, bytes / BYTES_PER_ELEMENT / PIECE * PIECE);
        a = new double[length];
        b = new double[length];
        c = new double[length];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
    }

    @Override
    public double work() {
        return (double) BYTES_PER_ELEMENT * PIECE;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public void run(int part) {
        triad(a, b, c, 3, next, next + PIECE);
        next = next + PIECE < a.length ? next + PIECE : 0;
    }

    private static void triad(double[] a, double[] b, double[] c, double s, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = b[i] + s * c[i];
        }
    }
}
