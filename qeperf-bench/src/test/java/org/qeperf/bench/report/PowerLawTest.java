package org.qeperf.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PowerLawTest {

    @Test
    void aPowerIsFoundExactly() {
        double[] x = {1, 2, 10, 300};
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = 3 * Math.pow(x[i], 1.5);
        }
        PowerLaw law = PowerLaw.fit(x, y);
        assertEquals(1.5, law.exponent(), 1e-12);
        assertEquals(3, law.factor(), 1e-12);
        assertEquals(1.5, law.low(), 1e-6);
        assertEquals(1.5, law.high(), 1e-6);
        assertEquals(1.5, law.last(), 1e-12);
        assertEquals(3 * Math.pow(7, 1.5), law.at(7), 1e-10);
    }

    /** By hand: slopes of (0, 1, 2) against (0, 1, 1) give 1/2, residuals 1/6 in all, and t(0.975, 1) = 12.7062. */
    @Test
    void theIntervalIsThatOfLeastSquaresOnLogarithms() {
        PowerLaw law = PowerLaw.fit(new double[] {1, Math.E, Math.exp(2)}, new double[] {1, Math.E, Math.E});
        assertEquals(0.5, law.exponent(), 1e-12);
        double width = 12.706205 * Math.sqrt(1.0 / 6 / 2);
        assertEquals(0.5 - width, law.low(), 1e-5);
        assertEquals(0.5 + width, law.high(), 1e-5);
        assertEquals(0, law.last(), 1e-12);
        assertEquals(Math.exp(1.0 / 6), law.factor(), 1e-12);
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        assertEquals(
                "2 sizes and 2 times; expected as many, at least 3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PowerLaw.fit(new double[] {1, 2}, new double[] {1, 2}))
                        .getMessage());
        assertEquals(
                "size 2.0 with time 3.0; expected positive numbers, sizes in ascending order",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PowerLaw.fit(new double[] {1, 2, 2}, new double[] {1, 2, 3}))
                        .getMessage());
    }
}
