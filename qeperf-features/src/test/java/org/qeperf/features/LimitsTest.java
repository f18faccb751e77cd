package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.InputException;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.input.ParseLimits;

/** No input keeps the library busy or fills its memory; each case once did. */
class LimitsTest {

    @Test
    void aNumberOfManyDigitsIsRefusedAtOnce() {
        String digits = "1".repeat(200_000) + "x";
        assertRefused(
                PwInputs.silicon("12", digits),
                "pw.in:9:13: invalid number '" + "1".repeat(40) + "...' for ecutwfc; expected a number such as 30, 0.5"
                        + " or 1.0d-8");
    }

    @Test
    void manyRepeatedValuesAreRefused() {
        StringBuilder variables = new StringBuilder("ecutwfc = 12");
        for (int i = 0; i < 1_500; i++) {
            variables.append("\nv").append(i).append(" = 99999*1");
        }
        assertRefused(
                PwInputs.silicon("ecutwfc = 12", variables.toString()),
                "pw.in:10:12: more than 100000 values in the namelists, with v0; expected fewer");
    }

    @Test
    void aFlatHugeCellIsRefused() {
        assertRefused(
                PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 6\n  celldm(1) = 10000, celldm(3) = 0.0001"),
                "pw.in:9:13: the cutoff asks for an FFT grid of more than 24000000 columns; expected a smaller cutoff or"
                        + " cell");
    }

    @Test
    void manyKPointsInALargeCellAreRefused() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, nosym = T, noinv = T");
        text = PwInputs.replace(text, "10.2", "100");
        assertRefused(
                PwInputs.replace(text, "4 4 4 1 1 1", "34 34 34 0 0 0"),
                "pw.in:9:13: 258004096 columns of plane waves for 39304 k-points; expected a smaller cell or cutoff, or"
                        + " fewer k-points");
    }

    @Test
    void atomsCrowdedOnALineAreRefused() {
        int n = 20_000;
        StringBuilder atoms = new StringBuilder();
        for (int i = 0; i < n; i++) {
            atoms.append("Si ").append((double) i / n).append(i < n - 1 ? " 0 0\n" : " 0.3 0\n");
        }
        String text = PwInputs.silicon("nat = 2", "nat = " + n);
        text = PwInputs.replace(text, "alat\nSi 0 0 0\nSi 0.25 0.25 0.25\n", "crystal\n" + atoms);
        assertRefused(
                text,
                "pw.in:5:11: the symmetry of 20000 atoms takes too long to find; expected fewer atoms, or nosym ="
                        + " .true.");
    }

    @Test
    void tooFewBandsAreRefusedAsByPwx() {
        assertRefused(
                PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, nbnd = 3"),
                "pw.in:9:24: nbnd = 3 is too few for 8.0 electrons; expected at least 4, or no nbnd");
    }

    @Test
    void anAbsurdChargeIsRefused() {
        assertRefused(
                PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, tot_charge = -1e200"),
                "pw.in:9:30: the cell has 1.0E200 electrons; expected at most 1000000");
    }

    private static void assertRefused(String text, String message) {
        InputException e = assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThrows(
                        InputException.class,
                        () -> PwCounter.count(
                                PwInputs.parse(text), List.of(Potentials.silicon()), ParseLimits.DEFAULT)));
        assertEquals(message, e.getMessage());
    }
}
