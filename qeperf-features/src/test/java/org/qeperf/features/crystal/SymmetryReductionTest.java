package org.qeperf.features.crystal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.ParseLimits;

/** The numbers of operations and k-points are those that pw.x 6.7 prints for the same input. */
class SymmetryReductionTest {

    @ParameterizedTest
    @CsvSource({
        "'', 48, 10, 4",
        "nosym=T, 1, 32, 1",
        "nosym=T noinv=T, 1, 64, 1",
        "noinv=T, 48, 10, 4",
        "nosym_evc=T, 1, 128, 4",
        "nosym_evc=T noinv=T, 1, 256, 4",
        "force_symmorphic=T, 24, 10, 1",
        "use_all_frac=T, 48, 10, 1"
    })
    void siliconLosesSymmetryBySwitches(String switches, int operations, int kPoints, int factor) {
        assertReduced(PwInputs.silicon("ecutwfc", switches + " ecutwfc"), operations, kPoints, factor, factor, factor);
    }

    /** A shifted mesh that the lattice maps outside itself grows beyond its own number of points. */
    @ParameterizedTest
    @CsvSource({
        "0 0 0, 0.27 0.24 0.21, '', 1, 128",
        "0 0 0, 0.27 0.24 0.21, noinv=T, 1, 256",
        "0.131 0.117 0.109, -0.131 -0.117 -0.109, '', 2, 128",
        "0.131 0.117 0.109, -0.131 -0.117 -0.109, noinv=T, 2, 128",
        "0 0 0, 0.249999 0.249999 0.249999, '', 24, 10",
        "0 0 0, 0.249999 0.249999 0.249999, noinv=T, 24, 20",
        "0 0 0, 0.2499 0.2499 0.2499, '', 6, 30",
        "0 0 0, 0.2499 0.2499 0.2499, noinv=T, 6, 60"
    })
    void displacedSiliconLosesSymmetry(String first, String second, String switches, int operations, int kPoints) {
        String text = PwInputs.silicon("ecutwfc", switches + " ecutwfc");
        text = PwInputs.replace(text, "Si 0 0 0", "Si " + first);
        text = PwInputs.replace(text, "Si 0.25 0.25 0.25", "Si " + second);
        assertReduced(text, operations, kPoints, 1, 1, 1);
    }

    @Test
    void anotherSpeciesBreaksTheSymmetryBetweenSites() {
        String text = PwInputs.silicon("ntyp = 1", "ntyp = 2");
        text = PwInputs.replace(text, "ATOMIC_POSITIONS", "Ge 72.6 Si.UPF\nATOMIC_POSITIONS");
        assertReduced(PwInputs.replace(text, "Si 0.25", "Ge 0.25"), 24, 10, 1, 1, 1);
    }

    @Test
    void aSupercellHasNoFractionalTranslations() {
        String text = PwInputs.silicon("ibrav = 2", "ibrav = 1");
        text = PwInputs.replace(text, "nat = 2", "nat = 8");
        text = PwInputs.replace(text, "alat\nSi 0 0 0\nSi 0.25 0.25 0.25\n", "crystal\n" + face("0") + face("0.25"));
        assertReduced(PwInputs.replace(text, "4 4 4 1 1 1", "2 2 2 0 0 0"), 24, 4, 1, 1, 1);
    }

    private static String face(String x) {
        return "Si %1$s %1$s %1$s\nSi %1$s+1/2 %1$s+1/2 %1$s\nSi %1$s+.5 %1$s %1$s+.5\nSi %1$s %1$s+.5 %1$s+.5\n"
                .formatted(x);
    }

    /** Screw axes and glides need translations to six digits. */
    @ParameterizedTest
    @CsvSource({
        "1/3 2/3, 2/3 1/3, 24, 8",
        "0.33333 0.66667, 0.66667 0.33333, 8, 14",
        "0.333333 0.666667, 0.666667 0.333333, 24, 8"
    })
    void aHexagonalCloseLatticeKeepsItsScrews(String first, String second, int operations, int kPoints) {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 4 celldm(1) = 6 celldm(3) = 1.6");
        text = PwInputs.replace(
                text, "alat\nSi 0 0 0\nSi 0.25 0.25 0.25", "crystal\nSi " + first + " 0.25\nSi " + second + " 0.75");
        assertReduced(PwInputs.replace(text, "4 4 4 1 1 1", "4 4 2 0 0 0"), operations, kPoints, 1, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "8 0 0, -4 6.92820323 0, 0 0 10, 24, 6",
        "8 0 0, -4 6.928 0, 0 0 10, 8, 8",
        "0 8 0, 0 -4 6.92820323, 10 0 0, 8, 8",
        "5.656854249 5.656854249 0, -5.656854249 5.656854249 0, 0 0 8, 16, 6",
        "7.727406610 2.070552361 0, -5.656854249 5.656854249 0, 0 0 10, 1, 14",
        "8 0 0, 8 8 0, 0 0 8, 48, 4"
    })
    void theOrientationOfTheCellDecidesWhichOperationsAreTried(
            String a1, String a2, String a3, int operations, int kPoints) {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2\n  nat = 2", "ibrav = 0 nat = 1");
        text = PwInputs.replace(text, "Si 0.25 0.25 0.25\n", "");
        text = PwInputs.replace(text, "4 4 4 1 1 1", "3 3 3 0 0 0");
        assertReduced(
                text + "CELL_PARAMETERS bohr\n" + String.join("\n", a1, a2, a3) + "\n", operations, kPoints, 1, 1, 1);
    }

    @Test
    void aListIsCompletedForTheCrystalUnlessOnlyBandsAreWanted() {
        String list = PwInputs.silicon("automatic\n4 4 4 1 1 1", "tpiba\n1\n0.1 0.2 0.3 1");
        assertEquals(1, reduce(list).kPointCount());
        String displaced = PwInputs.replace(list, "Si 0.25 0.25 0.25", "Si 0.27 0.24 0.21");
        assertEquals(24, reduce(displaced).kPointCount());
        assertEquals(1, reduce(PwInputs.replace(displaced, "'scf'", "'bands'")).kPointCount());
        assertEquals(
                1,
                reduce(PwInputs.replace(displaced, "ecutwfc", "nosym=T ecutwfc"))
                        .kPointCount());
    }

    @Test
    void additionalPointsAreAppended() {
        SymmetryReduction more = reduce(PwInputs.SILICON + "ADDITIONAL_K_POINTS\n1\n0.1 0.2 0.3 0\n");
        assertEquals(11, more.kPointCount());
        assertArrayEquals(new double[] {0.1, 0.2, 0.3}, java.util.Arrays.copyOfRange(more.kPoints(), 30, 33), 1e-15);
    }

    @Test
    void magneticMomentsOfSpinorsLowerTheSymmetry() {
        String spinors = PwInputs.silicon("ecutwfc", "noncolin=T ecutwfc");
        assertReduced(spinors, 48, 10, 4, 4, 4);
        String along = PwInputs.replace(spinors, "ecutwfc", "starting_magnetization(1)=0.5 ecutwfc");
        assertReduced(along, 16, 20, 4, 4, 4);
    }

    @Test
    void tooManyPointsAreRefused() {
        InputException e = assertThrows(
                InputException.class,
                () -> SymmetryReduction.of(
                        PwInputs.parse(PwInputs.silicon("ecutwfc", "nosym=T ecutwfc")),
                        new ParseLimits(1 << 20, 10, 31, 1 << 20, 1 << 20)));
        assertEquals(
                "pw.in:19:1: more than 31 k-points remain after the reduction by symmetry; expected a coarser mesh",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0 0 0", "1 0 -1", "0.000005 0 0"})
    void atomsAtOnePlaceAreRefused(String second) {
        String text = PwInputs.replace(PwInputs.SILICON, "alat\nSi 0 0 0", "crystal\nSi 0 0 0");
        InputException e =
                assertThrows(InputException.class, () -> reduce(PwInputs.replace(text, "0.25 0.25 0.25", second)));
        assertEquals(
                "pw.in:5:11: atoms 1 and 2 of 2 are at the same place; expected places that differ by more than a lattice"
                        + " vector",
                e.getMessage());
    }

    @Test
    void whatIsLeftSharesNoArray() {
        SymmetryReduction reduction = reduce(PwInputs.SILICON);
        reduction.kPoints()[0] = 99;
        assertTrue(Math.abs(reduction.kPoints()[0]) < 1);
    }

    private static SymmetryReduction reduce(String text) {
        return SymmetryReduction.of(PwInputs.parse(text), ParseLimits.DEFAULT);
    }

    private static void assertReduced(String text, int operations, int kPoints, Integer... factors) {
        SymmetryReduction reduction = reduce(text);
        assertEquals(operations, reduction.operations());
        assertEquals(kPoints, reduction.kPointCount());
        assertEquals(List.of(factors), reduction.fftFactors());
    }
}
