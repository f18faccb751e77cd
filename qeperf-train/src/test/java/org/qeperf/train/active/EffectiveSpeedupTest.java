package org.qeperf.train.active;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EffectiveSpeedupTest {

    @Test
    void isTheFormula() {
        EffectiveSpeedup speedup = new EffectiveSpeedup(100, 10, 0.1, 1e-3, 100);
        assertEquals(20000 / (0.1 + 1010), speedup.at(100), 1e-9);
        assertEquals(10, speedup.withoutModel());
        assertEquals(100 / 10.1, speedup.at(0), 1e-9);
        assertEquals(1e5, speedup.limit(), 1e-6);
        assertEquals(1e5, speedup.at(1e12), 10);
    }

    @Test
    void timesArePositive() {
        assertEquals(
                "times 100.0, 0.0, 0.1, 0.001 s and 100 runs; expected positive numbers",
                assertThrows(IllegalArgumentException.class, () -> new EffectiveSpeedup(100, 0, 0.1, 1e-3, 100))
                        .getMessage());
    }
}
