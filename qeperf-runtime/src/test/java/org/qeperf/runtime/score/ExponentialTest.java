package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {

    private static double error(double x) {
        double exact = StrictMath.exp(x);
        return Math.abs(Exponential.of(x) - exact) / exact;
    }

    @Test
    void theErrorIsBelowTenToTheMinusFifteen() {
        Random random = new Random(1);
        double worst = 0;
        for (double range : new double[] {1e-9, 0.35, 1, 20, 708}) {
            for (int i = 0; i < 200_000; i++) {
                worst = Math.max(worst, error((2 * random.nextDouble() - 1) * range));
            }
        }
        assertTrue(worst < 1e-15, "the largest relative error is " + worst);
    }

    @Test
    void theErrorIsSmallWhereTheReductionChangesStep() {
        double worst = 0;
        for (int k = -1020; k <= 1022; k++) {
            double x = (k + 0.5) * Math.log(2);
            worst = Math.max(worst, Math.max(error(x), Math.max(error(Math.nextUp(x)), error(Math.nextDown(x)))));
        }
        assertTrue(worst < 1e-15, "the largest relative error is " + worst);
    }

    @Test
    void valuesOutOfRangeAreInfiniteOrZero() {
        for (double x : new double[] {709.79, 750, 1e5, 1e308, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
            assertEquals(Double.POSITIVE_INFINITY, Exponential.of(x), "of " + x);
        }
        for (double x : new double[] {-745.14, -750, -1e5, -1e308, -Double.MAX_VALUE, Double.NEGATIVE_INFINITY}) {
            assertEquals(0, Exponential.of(x), "of " + x);
        }
        assertEquals(Double.MIN_VALUE, Exponential.of(-745));
        assertEquals(StrictMath.exp(709.78), Exponential.of(709.78), 1e-15 * StrictMath.exp(709.78));
        assertTrue(Double.isNaN(Exponential.of(Double.NaN)));
    }

    @Test
    void nothingIsAddedToOneWithoutReason() {
        assertEquals(1, Exponential.of(0));
        assertEquals(1, Exponential.of(-0.0));
        assertEquals(1, Exponential.of(Double.MIN_VALUE));
    }
}
