package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                "pw.in:9:13: the cutoff asks for an FFT grid of more than 6000000 columns; expected a smaller cutoff or"
                        + " cell");
    }

    @Test
    void manyKPointsInALargeCellAreRefused() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, nosym = T, noinv = T");
        text = PwInputs.replace(text, "10.2", "100");
        assertRefused(
                PwInputs.replace(text, "4 4 4 1 1 1", "34 34 34 0 0 0"),
                "pw.in:9:13: 270765256 columns of plane waves for 39304 k-points; expected a smaller cell or cutoff, or"
                        + " fewer k-points");
    }

    @Tag("slow")
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

    @Test
    void aTextOfManyCharactersIsRefused() {
        assertRefused(
                PwInputs.SILICON + " ".repeat(16 << 20),
                "pw.in:1:1: the text has more than 16777216 characters; expected a shorter one");
    }

    @Tag("slow")
    @Test
    void aTextOfManyLinesIsRefused() {
        assertRefused(
                PwInputs.SILICON + "\n".repeat(8_000_000),
                "pw.in:500001:1: the text goes on; expected at most 500000 lines");
    }

    @Test
    void aLongStringIsRefused() {
        assertRefused(
                PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12 input_dft = '" + "pbe+".repeat(3_000_000) + "'"),
                "pw.in:9:28: a string of 12000000 characters; expected at most 1000");
    }

    @Tag("slow")
    @Test
    void manyVariablesAreRefused() {
        StringBuilder variables = new StringBuilder("ecutwfc = 12");
        for (int i = 0; i < 1_000_000; i++) {
            variables.append(i % 10 == 0 ? "\nv" : " v").append(i).append("=1");
        }
        assertRefused(
                PwInputs.silicon("ecutwfc = 12", variables.toString()),
                "pw.in:5009:37: more than 100000 values in the namelists, with v49994; expected fewer");
    }

    @Test
    void openParenthesesInOneLineAreReadOnce() {
        String values = " t(".repeat(90_000) + "a".repeat(12 << 20);
        assertRefused(
                PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12 starting_magnetization = 0" + values),
                "pw.in:9:43: invalid number 't(' for starting_magnetization(2); expected a number such as 30, 0.5 or 1.0d-8");
    }

    @Test
    void theOptionOfALongCardIsFoundAtOnce() {
        String option = "a".repeat(100) + "(b " + "a".repeat(12 << 20);
        assertRefused(
                PwInputs.silicon("K_POINTS automatic", "K_POINTS " + option),
                "pw.in:19:10: unknown option '" + "a".repeat(40)
                        + "...' of K_POINTS; expected one of tpiba, crystal, automatic, gamma, tpiba_b, crystal_b, tpiba_c, crystal_c");
    }

    @Tag("slow")
    @Test
    void repeatedWordsOfALineAreFew() {
        String line = "0 0 0.1 1 " + "999*1 ".repeat(40) + "\n";
        assertRefused(
                PwInputs.silicon("automatic\n4 4 4 1 1 1\n", "tpiba\n40001\n" + line.repeat(40_001)),
                "pw.in:20:1: 40001 k-points; expected between 1 and 40000");
    }

    @Tag("slow")
    @Test
    void manyLinesOfHubbardAreRefused() {
        assertRefused(
                PwInputs.SILICON + "HUBBARD atomic\n" + "V Si-3p Si-3p 1 1 1\n".repeat(200_000),
                "pw.in:21:1: HUBBARD has more than 100000 lines; expected fewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e12", "1e160", "1e300"})
    void kPointsFarAwayAreRefusedAtOnce(String far) {
        assertRefused(
                PwInputs.silicon("automatic\n4 4 4 1 1 1\n", "tpiba\n1\n" + far + " 0 0 1\n"),
                "pw.in:9:13: plane waves of some k-points reach beyond the density's cutoff; expected a larger ecutrho"
                        + " (4 ecutwfc)");
    }

    /** One point far away makes all others look at its rows. */
    @Test
    void manyPointsBesideOneFarAwayAreRefused() {
        String points = "0 0 0 1\n".repeat(33_000);
        String text = PwInputs.silicon("automatic\n4 4 4 1 1 1\n", "tpiba\n33001\n" + points + "1150 0 0 1\n");
        text = PwInputs.replace(
                text, "ibrav = 2\n  celldm(1) = 10.2", "ibrav = 6, celldm(1) = 75.4, celldm(3) = 0.0663");
        text = PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 1, ecutrho = 10000");
        assertRefused(
                PwInputs.replace(text, "'scf'", "'bands'"),
                "pw.in:8:13: 178698071929 columns of plane waves for 33001 k-points; expected a smaller cell or cutoff, or"
                        + " fewer k-points");
    }

    @Test
    void aLargeMeshOfExactExchangeIsRefused() {
        String text =
                PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'pbe0'\nnqx1 = 25, nqx2 = 25, nqx3 = 25");
        assertRefused(
                PwInputs.replace(text, "4 4 4 1 1 1", "60 12 2 0 0 0"),
                "pw.in:10:8: exact exchange with 7281250 pairs of k and q; expected fewer points of K_POINTS, or smaller"
                        + " nqx1, nqx2, nqx3");
    }

    @Tag("slow")
    @Test
    void aLongSearchForAMeshOfExactExchangeIsRefused() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'pbe0'");
        assertRefused(
                PwInputs.replace(PwInputs.replace(text, "4 4 4 1 1 1", "76 2 4 1 1 1"), "ibrav = 2", "ibrav = 3"),
                "pw.in:4:1: a mesh of exact exchange that fits the k-points takes too long to find; expected nqx1, nqx2,"
                        + " nqx3 that divide the numbers of K_POINTS automatic");
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
