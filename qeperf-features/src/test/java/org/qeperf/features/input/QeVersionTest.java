package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QeVersionTest {

    @ParameterizedTest
    @CsvSource({"7.5, 7.5", "6.7MaX, 6.7", "7.3.1, 7.3", "6.0 (svn rev. 13188M), 6.0", "' 6.4rc ', 6.4"})
    void readsReleasesAsOutputsWriteThem(String text, String expected) {
        assertEquals(expected, QeVersion.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.4.0", "6.9", "7.6", "8.0", "7", "", "seven", "17.5", "7.123"})
    void refusesWhatIsNoKnownRelease(String text) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> QeVersion.parse(text));
        assertEquals(
                "unknown version '" + text + "' of Quantum ESPRESSO; expected 6.0 to 6.8 or 7.0 to 7.5",
                e.getMessage());
    }

    @Test
    void thereIsNoReleaseBeforeSix() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new QeVersion(5, 4));
        assertEquals("there is no version 5.4", e.getMessage());
    }

    @Test
    void releasesAreOrdered() {
        QeVersion v = new QeVersion(6, 7);
        assertTrue(v.atLeast(6, 7));
        assertTrue(v.atLeast(6, 6));
        assertFalse(v.atLeast(6, 8));
        assertFalse(v.atLeast(7, 0));
        assertTrue(v.compareTo(QeVersion.NEWEST) < 0);
        assertTrue(new QeVersion(6, 8).compareTo(v) > 0);
    }

    @Test
    void theBohrRadiusChangedOnce() {
        assertEquals(0.52917720859, new QeVersion(6, 5).bohrAngstrom());
        assertEquals(0.529177210903, new QeVersion(6, 6).bohrAngstrom());
    }
}
