package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.qeperf.features.basis.FftGrid;

class TransformCostTest {

    /** The lengths of {@code data/fft-lengths}: 32 is cheap, 30 is not. */
    @Test
    void isTheMeanOfThreeLengths() {
        assertEquals(0.68, TransformCost.alone(new FftGrid(32, 32, 32)), 1e-12);
        assertEquals((0.68 + 1.69 + 1.57) / 3, TransformCost.alone(new FftGrid(32, 30, 18)), 1e-12);
        assertEquals((0.69 + 1.06 + 1.44) / 3, TransformCost.shared(new FftGrid(32, 30, 18)), 1e-12);
    }

    @Test
    void lengthsNotMeasuredCountAsOne() {
        assertEquals(1, TransformCost.alone(new FftGrid(8, 250, 7)));
        assertEquals(1, TransformCost.shared(new FftGrid(8, 250, 7)));
    }
}
