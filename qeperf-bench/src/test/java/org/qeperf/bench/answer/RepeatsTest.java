package org.qeperf.bench.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    @Test
    void deviationIsPooled() {
        double e = Math.E;
        // Logarithms -1, 1 and 0, 1, 2: squares 2 + 2, degrees of freedom 1 + 2.
        Repeats repeats = Repeats.of(List.of(new double[] {1 / e, e}, new double[] {7}, new double[] {1, e, e * e}));
        assertEquals(2, repeats.groups());
        assertEquals(5, repeats.runs());
        assertEquals(Math.sqrt(4.0 / 3), repeats.deviation(), 1e-12);
    }

    @Test
    void ceilingIsWhatNoiseLeaves() {
        Repeats repeats = new Repeats(1, 2, 0.5);
        // The variance of the logarithms is 1.
        assertEquals(0.75, repeats.ceiling(new double[] {Math.E, 1 / Math.E}), 1e-12);
        assertEquals(0.337245, repeats.medianError(), 1e-6);
    }

    @Test
    void withoutRepeatsNothingIsKnown() {
        assertEquals(Double.NaN, Repeats.of(List.of(new double[] {7})).deviation());
    }
}
