package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTest {

    @Test
    void figuresAreThoseOfPaperAndPencil() {
        // Errors 1, -1, 4 and 0; shares 1/1, 1/2, 4/4 and 0.
        Accuracy accuracy = Accuracy.of(new double[] {1, 2, 4, 8}, new double[] {2, 1, 8, 8});
        assertEquals(4, accuracy.rows());
        assertEquals(2.5 / 4, accuracy.mape(), 1e-15);
        assertEquals(0.75, accuracy.medianApe(), 1e-15);
        assertEquals(Math.sqrt(18 / 4.0), accuracy.rmse(), 1e-15);
        assertEquals(1.5, accuracy.mae(), 1e-15);
        // The mean is 3.75, squares around it are 7.5625, 3.0625, 0.0625 and 18.0625.
        assertEquals(1 - 18 / 28.75, accuracy.r2(), 1e-15);
        // In powers of two: 0, 1, 2, 3 around 1.5, errors 1, -1, 1, 0.
        assertEquals(1 - 3 / 5.0, accuracy.r2Log(), 1e-14);
        assertEquals(
                List.of("rows", "mape", "median_ape", "rmse", "mae", "r2", "r2_log"),
                List.copyOf(accuracy.asMap().keySet()));
    }

    @Test
    void theMedianOfAnOddNumberIsTheMiddle() {
        assertEquals(
                0.5,
                Accuracy.of(new double[] {1, 1, 1}, new double[] {3, 1.5, 1}).medianApe());
    }

    @Test
    void measurementsBelowZeroHaveErrorsToo() {
        Accuracy accuracy = Accuracy.of(new double[] {-2, 4}, new double[] {-1, 5});
        assertEquals((0.5 + 0.25) / 2, accuracy.mape(), 1e-15);
        assertEquals(Double.NaN, accuracy.r2Log());
        assertEquals(1 - 2 / 18.0, accuracy.r2(), 1e-15);
        assertEquals(
                Double.NaN,
                Accuracy.of(new double[] {1, 2}, new double[] {1, -2}).r2Log());
    }

    @Test
    void equalMeasurementsHaveNothingToExplain() {
        Accuracy accuracy = Accuracy.of(new double[] {2, 2}, new double[] {1, 3});
        assertEquals(0, accuracy.r2());
        assertEquals(0, accuracy.r2Log());
    }

    @Test
    void refusesNothingAndWhatDoesNotFit() {
        assertEquals(
                "0 predictions for 0 measurements",
                assertThrows(IllegalArgumentException.class, () -> Accuracy.of(new double[0], new double[0]))
                        .getMessage());
        assertEquals(
                "1 predictions for 2 measurements",
                assertThrows(IllegalArgumentException.class, () -> Accuracy.of(new double[2], new double[1]))
                        .getMessage());
    }
}
