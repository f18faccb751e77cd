package org.qeperf.bench.answer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void quantilesLieBetweenOrderStatistics() {
        double[] values = {4, 1, 3, 2};
        assertEquals(2.5, Numbers.median(values));
        assertEquals(3.7, Numbers.quantile(values, 0.9), 1e-12);
        assertEquals(Double.NaN, Numbers.median(new double[0]));
    }

    @Test
    void shareUpToALimit() {
        assertEquals(0.75, Numbers.shareUpTo(new double[] {1, 2, 3, 4}, 3));
        assertEquals(Double.NaN, Numbers.shareUpTo(new double[0], 3));
    }

    @Test
    void errorsAreRelativeToWhatWasMeasured() {
        assertArrayEquals(new double[] {0.5, 0.25}, Numbers.relativeErrors(new double[] {2, 4}, new double[] {3, 3}));
    }

    @Test
    void varianceOfLogarithms() {
        assertEquals(4, Numbers.logVariance(new double[] {Math.exp(5), Math.exp(1)}), 1e-12);
    }
}
