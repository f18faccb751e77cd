package org.qeperf.runtime.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RoofTest {

    private static final Roof ROOF = new Roof(100e9, 20e9);

    @Test
    void bandwidthBoundsBelowTheRidgeAndPeakAbove() {
        assertEquals(5, ROOF.balance());
        assertEquals(40e9, ROOF.attainable(2));
        assertEquals(Bound.MEMORY, ROOF.bound(2));
        assertEquals(100e9, ROOF.attainable(5));
        assertEquals(Bound.COMPUTE, ROOF.bound(5));
        assertEquals(100e9, ROOF.attainable(50));
        assertEquals("memory", Bound.MEMORY.key());
    }

    @Test
    void devicesAddUp() {
        assertEquals(new Roof(500e9, 220e9), ROOF.plus(new Roof(100e9, 50e9).times(4)));
    }

    @Test
    void refusesImpossibleRates() {
        assertEquals(
                "a roof of 0.0 flop/s and 1.0 bytes/s",
                assertThrows(IllegalArgumentException.class, () -> new Roof(0, 1))
                        .getMessage());
        assertEquals(
                "a roof of 1.0 flop/s and Infinity bytes/s",
                assertThrows(IllegalArgumentException.class, () -> new Roof(1, Double.POSITIVE_INFINITY))
                        .getMessage());
    }
}
