package org.qeperf.features.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SphericalProductsTest {

    private static final int POLAR = 60;
    private static final int AZIMUTHAL = 16;

    /** s times anything is that; z times z is s and z2; x times y is xy; x times x is s, z2 and x2-y2. */
    @ParameterizedTest
    @CsvSource({"0, 0, 2, -1, 1", "1, 0, 1, 0, 2", "1, 1, 1, -1, 1", "1, 1, 1, 1, 3", "1, 0, 1, 1, 1"})
    void productsOfLowMomenta(int l1, int m1, int l2, int m2, int expected) {
        assertEquals(expected, SphericalProducts.count(l1, m1, l2, m2));
    }

    /** Where two f functions of order 2 meet, l = 2 has no part though nothing forbids it. */
    @Test
    void integralsThatVanishAreNotCounted() {
        assertEquals(numerical(3, 2, 3, 2), SphericalProducts.count(3, 2, 3, 2));
    }

    @Test
    void everyProductUpToFIsThatOfTheIntegrals() {
        for (int l1 = 0; l1 <= 3; l1++) {
            for (int l2 = 0; l2 <= l1; l2++) {
                for (int m1 = -l1; m1 <= l1; m1++) {
                    for (int m2 = -l2; m2 <= l2; m2++) {
                        assertEquals(
                                numerical(l1, m1, l2, m2),
                                SphericalProducts.count(l1, m1, l2, m2),
                                l1 + " " + m1 + " " + l2 + " " + m2);
                    }
                }
            }
        }
    }

    @Test
    void pairsOfProjectors() {
        assertEquals(1, SphericalProducts.within(0));
        assertEquals(3, SphericalProducts.between(0, 1));
        // x2, y2: 3 each; z2: 2; xy, xz, yz: 1 each.
        assertEquals(11, SphericalProducts.within(1));
        assertEquals(14, SphericalProducts.between(1, 1));
    }

    /** Number of harmonics with an integral over the product, by midpoints. */
    private static int numerical(int l1, int m1, int l2, int m2) {
        int n = 0;
        for (int l = 0; l <= l1 + l2; l++) {
            for (int m = -l; m <= l; m++) {
                double sum = 0;
                for (int i = 0; i < POLAR * AZIMUTHAL; i++) {
                    double theta = Math.PI * (i / AZIMUTHAL + 0.5) / POLAR;
                    double phi = 2 * Math.PI * (i % AZIMUTHAL) / AZIMUTHAL;
                    sum += harmonic(l1, m1, theta, phi)
                            * harmonic(l2, m2, theta, phi)
                            * harmonic(l, m, theta, phi)
                            * Math.sin(theta);
                }
                double integral = sum * 2 * Math.PI * Math.PI / POLAR / AZIMUTHAL;
                n += Math.abs(integral) > 5e-3 ? 1 : 0;
            }
        }
        return n;
    }

    private static double harmonic(int l, int m, double theta, double phi) {
        int order = Math.abs(m);
        double norm = (2 * l + 1) / (4 * Math.PI);
        for (int k = l - order + 1; k <= l + order; k++) {
            norm /= k;
        }
        double azimuthal = m < 0 ? Math.sin(order * phi) : Math.cos(order * phi);
        return Math.sqrt(order == 0 ? norm : 2 * norm) * legendre(l, order, Math.cos(theta)) * azimuthal;
    }

    private static double legendre(int l, int m, double x) {
        double diagonal = 1;
        for (int k = 1; k <= m; k++) {
            diagonal *= -(2 * k - 1) * Math.sqrt(1 - x * x);
        }
        double before = 0;
        double value = diagonal;
        for (int k = m + 1; k <= l; k++) {
            double next = ((2 * k - 1) * x * value - (k + m - 1) * before) / (k - m);
            before = value;
            value = next;
        }
        return value;
    }
}
