package org.qeperf.runtime.machine;

import java.util.Arrays;

/**
 * The unitary three-dimensional discrete Fourier transform of a cube, {@code exp(-2 pi i jk/n) / sqrt(n)} along each edge.
 *
 * <p>Stockham's self-sorting transform with factors 4, 2 and 3, on as many lines at once as an edge has points, so that the
 * innermost loops run over neighbours. See C. Van Loan, Computational Frameworks for the Fast Fourier Transform (1992),
 * section 1.7. A benchmark kernel: it shows what a core does with the work of an FFT, not what the best library gets.
 * Not for use by two threads at once.
 */
final class FourierTransform {

    static final int DIMENSIONS = 3;

    private static final double HALF_ROOT_3 = Math.sqrt(3) / 2;

    private final int n;
    private final double scale;
    private final int[] factors;
    /** For each factor r: {@code exp(-2 pi i p k / length)} at {@code p r + k}. */
    private final double[][] cos;

    private final double[][] sin;
    private double[] ar;
    private double[] ai;
    private double[] br;
    private double[] bi;

    FourierTransform(int edge) {
        n = edge;
        scale = 1 / Math.sqrt(n);
        factors = factors(n);
        cos = new double[factors.length][];
        sin = new double[factors.length][];
        int length = n;
        for (int f = 0; f < factors.length; f++) {
            int r = factors[f];
            cos[f] = new double[length];
            sin[f] = new double[length];
            for (int i = 0; i < length; i++) {
                double angle = -2 * Math.PI * (i / r) * (i % r) / length;
                cos[f][i] = Math.cos(angle);
                sin[f][i] = Math.sin(angle);
            }
            length /= r;
        }
        ar = new double[n * n];
        ai = new double[n * n];
        br = new double[n * n];
        bi = new double[n * n];
    }

    private static int[] factors(int n) {
        int[] found = new int[Integer.SIZE];
        int count = 0;
        int rest = n;
        for (int factor : new int[] {4, 2, 3}) {
            while (rest % factor == 0) {
                found[count++] = factor;
                rest /= factor;
            }
        }
        if (rest != 1) {
            throw new IllegalArgumentException("a transform of " + n + " points; expected a product of 2 and 3");
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * Transforms some planes of a cube along one dimension, in place. All planes along all dimensions make the transform.
     *
     * @param re real parts, the first index runs fastest; modified
     * @param im imaginary parts; modified
     * @param dimension 0, 1 or 2
     * @param from first plane
     * @param to plane after the last
     */
    void apply(double[] re, double[] im, int dimension, int from, int to) {
        for (int plane = from; plane < to; plane++) {
            if (dimension == 0) {
                alongNeighbours(re, im, plane * n * n);
            } else if (dimension == 1) {
                alongRows(re, im, plane * n * n, n);
            } else {
                alongRows(re, im, plane * n, n * n);
            }
        }
    }

    /** Transforms n rows of n neighbours that follow each other. */
    private void alongNeighbours(double[] re, double[] im, int base) {
        transpose(re, base, ar);
        transpose(im, base, ai);
        lines();
        transposeBack(ar, re, base);
        transposeBack(ai, im, base);
    }

    /** Transforms across n rows of n neighbours, {@code step} apart. */
    private void alongRows(double[] re, double[] im, int base, int step) {
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                ar[j * n + i] = scale * re[base + j * step + i];
                ai[j * n + i] = scale * im[base + j * step + i];
            }
        }
        lines();
        for (int j = 0; j < n; j++) {
            System.arraycopy(ar, j * n, re, base + j * step, n);
            System.arraycopy(ai, j * n, im, base + j * step, n);
        }
    }

    private void transpose(double[] from, int base, double[] to) {
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                to[j * n + i] = scale * from[base + i * n + j];
            }
        }
    }

    private void transposeBack(double[] from, double[] to, int base) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                to[base + i * n + j] = from[j * n + i];
            }
        }
    }

    /** Transforms n lines of n points: point j of line i stands at {@code j n + i}. */
    private void lines() {
        int length = n;
        int stride = n;
        for (int f = 0; f < factors.length; f++) {
            int r = factors[f];
            int m = length / r;
            for (int p = 0; p < m; p++) {
                switch (r) {
                    case 4 -> four(f, p, stride * m, stride);
                    case 3 -> three(f, p, stride * m, stride);
                    default -> two(f, p, stride * m, stride);
                }
            }
            length = m;
            stride *= r;
            double[] t = ar;
            ar = br;
            br = t;
            t = ai;
            ai = bi;
            bi = t;
        }
    }

    private void two(int f, int p, int dx, int s) {
        double[] ar = this.ar;
        double[] ai = this.ai;
        double[] br = this.br;
        double[] bi = this.bi;
        int x = s * p;
        int y = 2 * x;
        double c1 = cos[f][2 * p + 1];
        double s1 = sin[f][2 * p + 1];
        for (int q = 0; q < s; q++) {
            double ur = ar[x + q] - ar[x + dx + q];
            double ui = ai[x + q] - ai[x + dx + q];
            br[y + q] = ar[x + q] + ar[x + dx + q];
            bi[y + q] = ai[x + q] + ai[x + dx + q];
            br[y + s + q] = ur * c1 - ui * s1;
            bi[y + s + q] = ur * s1 + ui * c1;
        }
    }

    private void three(int f, int p, int dx, int s) {
        double[] ar = this.ar;
        double[] ai = this.ai;
        double[] br = this.br;
        double[] bi = this.bi;
        int x = s * p;
        int y = 3 * x;
        double c1 = cos[f][3 * p + 1];
        double s1 = sin[f][3 * p + 1];
        double c2 = cos[f][3 * p + 2];
        double s2 = sin[f][3 * p + 2];
        for (int q = 0; q < s; q++) {
            double sumR = ar[x + dx + q] + ar[x + 2 * dx + q];
            double sumI = ai[x + dx + q] + ai[x + 2 * dx + q];
            double turnR = HALF_ROOT_3 * (ar[x + dx + q] - ar[x + 2 * dx + q]);
            double turnI = HALF_ROOT_3 * (ai[x + dx + q] - ai[x + 2 * dx + q]);
            double midR = ar[x + q] - 0.5 * sumR;
            double midI = ai[x + q] - 0.5 * sumI;
            double ur = midR + turnI;
            double ui = midI - turnR;
            double vr = midR - turnI;
            double vi = midI + turnR;
            br[y + q] = ar[x + q] + sumR;
            bi[y + q] = ai[x + q] + sumI;
            br[y + s + q] = ur * c1 - ui * s1;
            bi[y + s + q] = ur * s1 + ui * c1;
            br[y + 2 * s + q] = vr * c2 - vi * s2;
            bi[y + 2 * s + q] = vr * s2 + vi * c2;
        }
    }

    private void four(int f, int p, int dx, int s) {
        double[] ar = this.ar;
        double[] ai = this.ai;
        double[] br = this.br;
        double[] bi = this.bi;
        int x = s * p;
        int y = 4 * x;
        double c1 = cos[f][4 * p + 1];
        double s1 = sin[f][4 * p + 1];
        double c2 = cos[f][4 * p + 2];
        double s2 = sin[f][4 * p + 2];
        double c3 = cos[f][4 * p + 3];
        double s3 = sin[f][4 * p + 3];
        for (int q = 0; q < s; q++) {
            double evenR = ar[x + q] + ar[x + 2 * dx + q];
            double evenI = ai[x + q] + ai[x + 2 * dx + q];
            double gapR = ar[x + q] - ar[x + 2 * dx + q];
            double gapI = ai[x + q] - ai[x + 2 * dx + q];
            double oddR = ar[x + dx + q] + ar[x + 3 * dx + q];
            double oddI = ai[x + dx + q] + ai[x + 3 * dx + q];
            double turnR = ar[x + dx + q] - ar[x + 3 * dx + q];
            double turnI = ai[x + dx + q] - ai[x + 3 * dx + q];
            br[y + q] = evenR + oddR;
            bi[y + q] = evenI + oddI;
            double ur = gapR + turnI;
            double ui = gapI - turnR;
            double vr = evenR - oddR;
            double vi = evenI - oddI;
            double wr = gapR - turnI;
            double wi = gapI + turnR;
            br[y + s + q] = ur * c1 - ui * s1;
            bi[y + s + q] = ur * s1 + ui * c1;
            br[y + 2 * s + q] = vr * c2 - vi * s2;
            bi[y + 2 * s + q] = vr * s2 + vi * c2;
            br[y + 3 * s + q] = wr * c3 - wi * s3;
            bi[y + 3 * s + q] = wr * s3 + wi * c3;
        }
    }
}
