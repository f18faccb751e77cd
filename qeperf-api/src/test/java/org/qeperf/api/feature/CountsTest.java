package org.qeperf.api.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CountsTest {

    private static final Counts COUNTS = new Counts(List.of(
            new Count.Whole("n_at", 2),
            new Count.Real("n_el", 7.5),
            new Count.Flag("gamma_only", true),
            new Count.Grid("fft_dense", 15, 16, 18)));

    @Test
    void eachKindIsReadByItsName() {
        assertEquals(2, COUNTS.whole("n_at"));
        assertEquals(7.5, COUNTS.real("n_el"));
        assertTrue(COUNTS.flag("gamma_only"));
        assertEquals(new Count.Grid("fft_dense", 15, 16, 18), COUNTS.grid("fft_dense"));
    }

    @Test
    void aWholeCountIsAlsoAQuantity() {
        assertEquals(2.0, COUNTS.real("n_at"));
    }

    @Test
    void anotherKindIsRefused() {
        assertRefused("count 'n_el' is a Real; expected a Whole", () -> COUNTS.whole("n_el"));
        assertRefused("count 'gamma_only' is a Flag; expected a Real", () -> COUNTS.real("gamma_only"));
        assertRefused("count 'n_at' is a Whole; expected a Grid", () -> COUNTS.grid("n_at"));
        assertRefused("count 'fft_dense' is a Grid; expected a Flag", () -> COUNTS.flag("fft_dense"));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertRefused(
                "there is no count 'n_k'; known are n_at, n_el, gamma_only, fft_dense", () -> COUNTS.whole("n_k"));
    }

    @Test
    void aNameStandsOnlyOnce() {
        assertRefused(
                "count 'n' stands twice",
                () -> new Counts(List.of(new Count.Whole("n", 1), new Count.Flag("n", false))));
    }

    @Test
    void aQuantityIsFinite() {
        assertRefused("n_el is NaN; expected a finite number", () -> new Count.Real("n_el", Double.NaN));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
