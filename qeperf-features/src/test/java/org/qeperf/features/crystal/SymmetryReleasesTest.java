package org.qeperf.features.crystal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.Functional;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;

/** Rules of symmetry that changed between releases, as their sources have them. */
class SymmetryReleasesTest {

    /** {@code remove_sym} and {@code sgam_at} in {@code PW/src/symm_base.f90}: glides of diamond need multiples of four. */
    @ParameterizedTest
    @CsvSource({
        "6.0, 15 15 15, '', 24, 1",
        "6.0, 16 16 16, '', 48, 1",
        "6.0, 15 15 15, use_all_frac=T, 48, 1",
        "6.3, 15 15 15, '', 24, 1",
        "6.3, 16 16 16, '', 48, 1",
        "6.3, 15 15 15, use_all_frac=T, 48, 1",
        "6.3, 15 15 16, '', 2, 1",
        "6.4, 15 15 15, '', 48, 4"
    })
    void operationsThatDoNotFitTheGrid(String version, String grid, String switches, int operations, int factor) {
        List<Integer> fft = Arrays.stream(grid.split(" ")).map(Integer::valueOf).toList();
        PwInput input = PwInputs.parse(PwInputs.silicon("ecutwfc", switches + " ecutwfc"), QeVersion.parse(version));
        SymmetryReduction reduction =
                SymmetryReduction.of(input, new SymmetryContext(false, List.of(), fft), ParseLimits.DEFAULT);
        assertEquals(operations, reduction.operations());
        assertEquals(List.of(factor, factor, factor), reduction.fftFactors());
    }

    /** A translation by a fifth counts up to 6.4. */
    @ParameterizedTest
    @CsvSource({"6.4, 2, 5", "6.5, 1, 1"})
    void translationsByAFifth(String version, int operations, int factor) {
        String text = PwInputs.silicon(
                "ibrav = 2\n  celldm(1) = 10.2\n", "ibrav = 8 celldm(1)=9 celldm(2)=1.1 celldm(3)=1.3");
        text = PwInputs.replace(text, "nat = 2", "nat = 4");
        text = PwInputs.replace(
                text,
                "alat\nSi 0 0 0\nSi 0.25 0.25 0.25\n",
                "crystal\nSi 0.11 0.07 0.05\nSi -0.11 -0.07 0.15\nSi 0.31 0.17 0.03\nSi -0.31 -0.17 0.17\n");
        SymmetryReduction reduction = reduce(text, version, false);
        assertEquals(operations, reduction.operations());
        assertEquals(List.of(1, 1, factor), reduction.fftFactors());
    }

    /** {@code esm_z_inv} in {@code PW/src/esm.f90}. */
    @ParameterizedTest
    @CsvSource({
        "6.7, bc3, 0, 16",
        "6.8, bc3, 0, 8",
        "7.5, bc4, 0, 8",
        "7.5, bc1, 0, 16",
        "7.5, bc2, 0, 16",
        "7.5, bc2, 0.01, 8",
        "7.5, pbc, 0.01, 16"
    })
    void aScreenOnOneSideForbidsMirrors(String version, String boundary, double field, int operations) {
        String switches = "assume_isolated='esm' esm_bc='" + boundary + "' esm_efield=" + field;
        assertEquals(operations, reduce(slab(switches, ""), version, false).operations());
        assertEquals(
                16,
                reduce(slab(switches.replace("'esm'", "'2D'"), ""), version, false)
                        .operations());
    }

    @Test
    void aSolventForbidsMirrorsToo() {
        assertEquals(
                8,
                reduce(
                                slab("assume_isolated='esm' esm_bc='bc1'", "trism=T")
                                        .replace("ATOMIC_SPECIES", "&RISM nsolv=1 /\nATOMIC_SPECIES"),
                                "7.1",
                                false)
                        .operations());
    }

    /** The variable changed its name with 6.2. */
    @ParameterizedTest
    @CsvSource({"6.4, gate=T, 8", "6.4, monopole=T, 16", "6.1, monopole=T, 8", "6.1, gate=T, 16"})
    void aGateForbidsMirrors(String version, String variable, int operations) {
        PwInput input = PwInputs.parse(slab("tot_charge=1", variable), QeVersion.parse(version));
        SymmetryContext context = new SymmetryContext(false, List.of(), List.of(15, 15, 40));
        assertEquals(
                operations,
                SymmetryReduction.of(input, context, ParseLimits.DEFAULT).operations());
    }

    private static String slab(String system, String control) {
        String text =
                PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", system + " ibrav = 6 celldm(1) = 7 celldm(3) = 3");
        text = PwInputs.replace(text, "calculation", control + " calculation");
        return PwInputs.replace(text, "alat\nSi 0 0 0\nSi 0.25 0.25 0.25\n", "crystal\nSi 0 0 0.1\nSi 0 0 -0.1\n");
    }

    /** Up to 6.5 spinors without spin-orbit coupling have no time reversal. */
    @ParameterizedTest
    @CsvSource({"6.5, '', 20", "6.6, '', 10", "6.5, lspinorb=T, 10"})
    void spinorsWithoutMoments(String version, String switches, int kPoints) {
        String text = PwInputs.silicon("ecutwfc", "noncolin=T force_symmorphic=T ecutwfc");
        SymmetryReduction reduction = reduce(PwInputs.replace(text, "ecutwfc", switches + " ecutwfc"), version, false);
        assertEquals(24, reduction.operations());
        assertEquals(kPoints, reduction.kPointCount());
    }

    /** Moments of 1 and more are cut to 1 up to 7.2, and divided by the valence from 7.3 on. */
    @ParameterizedTest
    @CsvSource({"7.4, 2, 4, 4 8, 16", "7.4, 2, 4, 4 4, 8", "7.4, 0.5, 0.7, 4 4, 8", "7.4, 2, 4, '', 16"})
    void largeMoments(String version, double first, double second, String valences, int operations) {
        List<Double> charges = valences.isEmpty()
                ? List.of()
                : Arrays.stream(valences.split(" ")).map(Double::valueOf).toList();
        String text = twoKinds(
                "Fe1",
                "Fe2",
                "nspin=2 occupations='smearing' degauss=0.02 starting_magnetization(1)=" + first
                        + " starting_magnetization(2)=" + second);
        text = PwInputs.replace(text, "calculation", "symmetry_with_labels=T calculation");
        PwInput input = PwInputs.parse(text, QeVersion.parse(version));
        SymmetryContext context = new SymmetryContext(false, charges, List.of());
        assertEquals(
                operations,
                SymmetryReduction.of(input, context, ParseLimits.DEFAULT).operations());
    }

    private static String twoKinds(String first, String second, String variables) {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", variables + " ibrav = 1 celldm(1) = 6");
        text = PwInputs.replace(text, "ntyp = 1", "ntyp = 2");
        text = PwInputs.replace(text, "Si 28.086 Si.UPF", first + " 28 Si.UPF\n" + second + " 28 Si.UPF");
        return PwInputs.replace(
                text,
                "alat\nSi 0 0 0\nSi 0.25 0.25 0.25\n",
                "crystal\n" + first + " 0 0 0.1\n" + second + " 0 0 -0.1\n");
    }

    /** From 7.4 on labels may count by their first character, with moments along z kept or turned. */
    @ParameterizedTest
    @CsvSource({
        "Fe1, Fe2, '', 0.5, -0.5, 8",
        "Fe1, Fe2, symmetry_with_labels=T, 0.5, 0.5, 16",
        "Fe1, Fe2, symmetry_with_labels=T, 0.5, -0.5, 8",
        "Fe1, Fe2, symmetry_with_labels=T use_spinflip=T, 0.5, -0.5, 16",
        "Fe1, Fe2, symmetry_with_labels=T use_spinflip=T, 0.5, -0.4, 8",
        "Fe1, Fe2, symmetry_with_labels=T, 0, 0, 16",
        "C, Co, symmetry_with_labels=T, 0.5, 0.5, 16",
        "C, Fe, symmetry_with_labels=T, 0.5, 0.5, 8"
    })
    void labels(String first, String second, String switches, double up, double down, int operations) {
        String moments = "nspin=2 occupations='smearing' degauss=0.02 starting_magnetization(1)=" + up
                + " starting_magnetization(2)=" + down;
        String text = PwInputs.replace(twoKinds(first, second, moments), "calculation", switches + " calculation");
        assertEquals(operations, reduce(text, "7.5", false).operations());
        boolean flips = switches.contains("use_spinflip") && operations == 16;
        if (flips) {
            assertEquals(8, reduce(text, "7.5", true).operations());
            assertEquals(
                    8,
                    reduce(text + "HUBBARD atomic\nV Fe1-3d Fe2-3d 1 1 0.5\n", "7.5", false)
                            .operations());
        }
    }

    @Test
    void spinorsOfAHybridFunctionalDoNotTurnMoments() {
        String text = PwInputs.silicon("ecutwfc", "noncolin=T starting_magnetization(1)=0.5 ecutwfc");
        assertEquals(16, reduce(text, "7.5", false).operations());
        assertEquals(8, reduce(text, "7.5", true).operations());
    }

    /** {@code Modules/additional_kpoints.f90}: unknown before 6.7, Cartesian in 6.7, without weight up to 7.1. */
    @ParameterizedTest
    @CsvSource({"6.6, 10, 0, 0", "6.7, 11, 0.5, 0", "6.8, 11, -0.5, 0", "7.1, 11, -0.5, 0", "7.2, 11, -0.5, 1e-8"})
    void additionalPoints(String version, int points, double x, double weight) {
        SymmetryReduction reduction =
                reduce(PwInputs.SILICON + "ADDITIONAL_K_POINTS crystal\n1\n0.5 0 0 3\n", version, false);
        assertEquals(points, reduction.kPointCount());
        if (points == 11) {
            assertEquals(x, reduction.kPoints()[30], 1e-12);
            assertEquals(weight, reduction.weights()[10], 1e-12);
        }
    }

    @Test
    void aMeshOfExchangeMultipliesAdditionalPoints() {
        String text = PwInputs.silicon("ecutwfc", "nqx1=2 nqx2=2 ecutwfc") + "ADDITIONAL_K_POINTS\n1\n0.5 0 0 3\n";
        assertEquals(14, reduce(text, "7.5", false).kPointCount());
    }

    /** Up to 7.0 the additional points stand from the number of points of the mesh on, whatever stands there. */
    @ParameterizedTest
    @CsvSource({"7.0, 2, 0.5", "7.0, 10, 0", "7.1, 10, 0.5"})
    void additionalPointsForExchangeOverwriteOthers(String version, int at, double x) {
        String text = PwInputs.silicon("ecutwfc", "nqx1=2 ecutwfc") + "ADDITIONAL_K_POINTS\n1\n0.5 0 0 3\n";
        SymmetryReduction reduction = reduce(text, version, false);
        assertEquals(12, reduction.kPointCount());
        assertEquals(x, reduction.kPoints()[3 * at], 1e-12);
    }

    @Test
    void operationsMapTheCrystalToItself() {
        SymmetryReduction reduction = reduce(PwInputs.SILICON, "7.5", false);
        List<SymmetryOperation> all = reduction.symmetryOperations();
        assertEquals("[1 0 0; 0 1 0; 0 0 1] + [0.0, 0.0, 0.0]", all.get(0).toString());
        double[][] atoms = {{0, 0, 0}, reduction.lattice().toCrystal(new double[] {0.25, 0.25, 0.25})};
        for (SymmetryOperation operation : all) {
            assertFalse(operation.timeReversal());
            for (double[] atom : atoms) {
                assertTrue(meetsAny(image(operation, atom), atoms), operation::toString);
            }
        }
        assertEquals(48, all.size());
        all.get(24).translation()[0] = 99;
        assertTrue(Math.abs(reduction.symmetryOperations().get(24).translation()[0]) < 1);
        IndexOutOfBoundsException e =
                assertThrows(IndexOutOfBoundsException.class, () -> all.get(0).rotation(0, 3));
        assertEquals("row 0, column 3", e.getMessage());
    }

    private static double[] image(SymmetryOperation operation, double[] x) {
        double[] image = operation.translation();
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                image[row] += operation.rotation(row, column) * x[column];
            }
        }
        return image;
    }

    private static boolean meetsAny(double[] x, double[][] atoms) {
        for (double[] atom : atoms) {
            boolean meets = true;
            for (int i = 0; i < 3; i++) {
                double d = x[i] - atom[i];
                meets &= Math.abs(d - Math.rint(d)) < 1e-9;
            }
            if (meets) {
                return true;
            }
        }
        return false;
    }

    @Test
    void weightsAddUpToOneAndAreCopies() {
        SymmetryReduction reduction = reduce(PwInputs.SILICON, "7.5", false);
        double sum = 0;
        for (double weight : reduction.weights()) {
            sum += weight;
        }
        assertEquals(1, sum, 1e-12);
        reduction.weights()[0] = 99;
        assertTrue(reduction.weights()[0] < 1);
        assertEquals(10, reduction.weights().length);
    }

    @ParameterizedTest
    @CsvSource({
        "pbe0, true",
        "HSE, true",
        "b3lyp, true",
        "sla+pw+hse+pbc, true",
        "PB0X-PW-B86X-PBC, true",
        "hf, true",
        "pbe, false",
        "SLA PW PBX PBC, false",
        "vdw-df2-b86r, false",
        "scan0, true",
        "'', false"
    })
    void functionalsWithExactExchange(String functional, boolean exact) {
        assertEquals(exact, Functional.of(functional).hybrid());
    }

    private static SymmetryReduction reduce(String text, String version, boolean hybrid) {
        return SymmetryReduction.of(
                PwInputs.parse(text, QeVersion.parse(version)),
                new SymmetryContext(hybrid, List.of(), List.of()),
                ParseLimits.DEFAULT);
    }
}
