package org.qeperf.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void withoutScatterTheIntervalIsAPoint() {
        assertEquals(new Ratio(4, 4, 4), Ratio.of(new double[] {8, 8}, new double[] {2, 2}));
    }

    /** Both sides have mean 10, variance 1, n = 3: 4 degrees of freedom, t(0.9995) = 8.61030, relative error sqrt(2/3)/10. */
    @Test
    void theIntervalIsThatOfWelch() {
        Ratio ratio = Ratio.of(new double[] {9, 10, 11}, new double[] {11, 9, 10});
        assertEquals(1, ratio.value(), 1e-12);
        double width = 8.610302 * Math.sqrt(2.0 / 3) / 10;
        assertEquals(Math.exp(-width), ratio.low(), 1e-6);
        assertEquals(Math.exp(width), ratio.high(), 1e-6);
    }

    @Test
    void anIntervalThatSaysNothingIsNotShown() {
        assertEquals(
                "not known", Ratio.of(new double[] {1, 3}, new double[] {1, 2}).interval());
        assertEquals("4.00 to 4.00", new Ratio(4, 4, 4).interval());
    }

    @Test
    void moreScatterMakesItWider() {
        Ratio still = Ratio.of(new double[] {9.9, 10, 10.1}, new double[] {1, 1.01, 0.99});
        Ratio busy = Ratio.of(new double[] {9, 10, 11}, new double[] {1, 1.1, 0.9});
        assertTrue(busy.high() > still.high() && busy.low() < still.low());
    }
}
