package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AbsoluteErrorsTest {

    /** Errors 1, -2, 0, 3 around the mean 4: squares 14, absolutes 6, squares of the deviations 9 + 1 + 1 + 9. */
    @Test
    void givesTheFiguresOfAHandComputedExample() {
        AbsoluteErrors errors = AbsoluteErrors.of(new double[] {1, 3, 5, 7}, new double[] {2, 1, 5, 10});
        assertEquals(Math.sqrt(14.0 / 4), errors.rmse(), 1e-12);
        assertEquals(6.0 / 4, errors.mae(), 1e-12);
        assertEquals(1 - 14.0 / 20, errors.r2(), 1e-12);
    }

    @Test
    void hasTheUnitOfTheMeasurements() {
        AbsoluteErrors large = AbsoluteErrors.of(new double[] {1, 3, 5, 7}, new double[] {2, 1, 5, 10});
        AbsoluteErrors small =
                AbsoluteErrors.of(new double[] {1e-6, 3e-6, 5e-6, 7e-6}, new double[] {2e-6, 1e-6, 5e-6, 1e-5});
        assertEquals(1e-6 * large.rmse(), small.rmse(), 1e-18);
        assertEquals(1e-6 * large.mae(), small.mae(), 1e-18);
        assertEquals(large.r2(), small.r2(), 1e-12);
    }

    @Test
    void isPerfectWhereNothingDiffers() {
        double[] measured = {0.5, 8, 300};
        assertEquals(new AbsoluteErrors(0, 0, 1), AbsoluteErrors.of(measured, measured));
    }

    @Test
    void isZeroForTheMeanAndBelowForWorse() {
        assertEquals(
                0, AbsoluteErrors.of(new double[] {1, 3}, new double[] {2, 2}).r2());
        assertEquals(
                -3, AbsoluteErrors.of(new double[] {1, 3}, new double[] {3, 1}).r2());
    }
}
