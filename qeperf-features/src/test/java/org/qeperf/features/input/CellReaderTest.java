package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

class CellReaderTest {

    private static PwInput.Cell makovPayne(int ibrav, String card) {
        return PwInputs.parse(PwInputs.silicon("ibrav = 2", "assume_isolated = 'mp' ibrav = " + ibrav) + card)
                .cell();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theCorrectionOfMakovAndPayneIsForCubicLattices(int ibrav) {
        assertEquals(ibrav, makovPayne(ibrav, "").ibrav());
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 4})
    void theCorrectionOfMakovAndPayneIsForNoOthers(int ibrav) {
        assertEquals(
                "pw.in:5:34: assume_isolated = 'makov-payne' beside ibrav = " + ibrav
                        + "; expected a cubic lattice, ibrav 1, 2 or 3",
                assertThrows(InputException.class, () -> makovPayne(ibrav, "")).getMessage());
    }

    @Test
    void theCorrectionOfMakovAndPayneTakesAnyVectors() {
        assertEquals(
                0, makovPayne(0, "CELL_PARAMETERS alat\n1 0 0\n0 1 0\n0 0 1\n").ibrav());
    }
}
