package org.qeperf.features.counts;

/**
 * How many real spherical harmonics the product of two holds, as {@code aainit} counts them ({@code lpx} in
 * {@code upflib/uspp.f90}).
 */
final class SphericalProducts {

    private static final double ZERO = 1e-9;

    private SphericalProducts() {}

    /**
     * Of two harmonics by their angular momenta and orders; negative orders are sines. The product of orders m and n holds
     * orders |m|+|n| and ||m|-|n||, with those l of the right parity whose integral does not vanish.
     */
    static int count(int l1, int m1, int l2, int m2) {
        int p = Math.abs(m1);
        int q = Math.abs(m2);
        boolean sine = m1 < 0 != m2 < 0;
        int n = 0;
        for (int l = Math.abs(l1 - l2); l <= l1 + l2; l += 2) {
            if (!(sine && p + q == 0) && isThere(l1, p, l2, q, l)) {
                n++;
            }
            boolean other = p > 0 && q > 0 && !(sine && p == q);
            if (other && isThere(l1, p, l2, -q, l)) {
                n++;
            }
        }
        return n;
    }

    /** Over all pairs of two projectors, each order with each. */
    static int between(int l1, int l2) {
        int n = 0;
        for (int m1 = -l1; m1 <= l1; m1++) {
            for (int m2 = -l2; m2 <= l2; m2++) {
                n += count(l1, m1, l2, m2);
            }
        }
        return n;
    }

    /** Over the pairs of one projector with itself, either order once. */
    static int within(int l) {
        int n = 0;
        for (int m1 = -l; m1 <= l; m1++) {
            for (int m2 = m1; m2 <= l; m2++) {
                n += count(l, m1, l, m2);
            }
        }
        return n;
    }

    /** Whether Wigner's 3j symbol of (l1 l2 l; m1 m2 -m1-m2) is not zero: Racah's sum. */
    private static boolean isThere(int l1, int m1, int l2, int m2, int l) {
        int m = m1 + m2;
        if (Math.abs(m) > l) {
            return false;
        }
        double sum = 0;
        double largest = 0;
        for (int k = 0; k <= l1 + l2 - l; k++) {
            int a = l1 - m1 - k;
            int b = l2 + m2 - k;
            int c = l - l2 + m1 + k;
            int d = l - l1 - m2 + k;
            if (a >= 0 && b >= 0 && c >= 0 && d >= 0) {
                double term = 1
                        / (factorial(k)
                                * factorial(l1 + l2 - l - k)
                                * factorial(a)
                                * factorial(b)
                                * factorial(c)
                                * factorial(d));
                sum += k % 2 == 0 ? term : -term;
                largest = Math.max(largest, term);
            }
        }
        return Math.abs(sum) > ZERO * largest;
    }

    private static double factorial(int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }
}
