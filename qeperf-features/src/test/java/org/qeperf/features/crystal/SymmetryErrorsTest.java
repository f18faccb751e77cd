package org.qeperf.features.crystal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;

/** What pw.x refuses about k-points and symmetry, word for word. */
class SymmetryErrorsTest {

    private static final String MESH = "automatic\n4 4 4 1 1 1\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "symmetry_with_labels=T | 7.3 | symmetry_with_labels is not known to pw.x 7.3; expected version 7.4 or"
                        + " later, or an input without it",
                "use_spinflip=T | 7.3 | use_spinflip is not known to pw.x 7.3; expected version 7.4 or later, or an input"
                        + " without it",
                "twochem=T | 7.1 | twochem is not known to pw.x 7.1; expected version 7.2 or later, or an input without it",
                "twochem=T | 7.5 | twochem without smearing; expected occupations = 'smearing'",
                "lberry=T | 7.5 | lberry with gdir = 0; expected gdir = 1, 2 or 3",
                "lberry=T gdir=4 | 7.5 | lberry with gdir = 4; expected gdir = 1, 2 or 3",
                "lberry=T gdir=1 | 7.5 | lberry with nppstr = 0; expected nppstr between 2 and 40000"
            })
    void variablesOfControl(String variables, String version, String message) {
        String text = PwInputs.silicon("calculation", variables + " calculation");
        int value = variables.lastIndexOf('=') + 3;
        boolean given = !variables.startsWith("lberry") || message.contains("gdir = 4");
        String place = given ? "pw.in:2:" + (value + 1) + ": " : "pw.in:1:1: ";
        assertRefused(text, QeVersion.parse(version), place + message);
    }

    @Test
    void berryPhasesNeedAnInsulatorAndAFixedCell() {
        String field = PwInputs.silicon("calculation", "lelfield=T calculation");
        assertRefused(
                PwInputs.replace(field, "ecutwfc", "occupations='smearing' degauss=0.01 ecutwfc"),
                "pw.in:2:12: lelfield beside smearing or tetrahedra; expected an insulator, with fixed occupations");
        assertRefused(
                PwInputs.replace(field, "'scf'", "'vc-relax'")
                        .replace("ATOMIC_SPECIES", "&IONS /\n&CELL /\nATOMIC_SPECIES"),
                "pw.in:2:12: lelfield beside a variable cell; expected calculation = 'scf', 'nscf', 'relax' or 'md'");
        assertRefused(
                PwInputs.replace(PwInputs.replace(field, "lelfield", "gdir=3 lelfield"), MESH, "crystal\n1\n0 0 0 1\n"),
                "pw.in:1:1: lelfield with nppstr = 0; expected nppstr between 1 and 40000");
        assertRefused(
                PwInputs.replace(field, MESH, "gamma\n"),
                "pw.in:2:12: lelfield beside K_POINTS gamma; expected an automatic mesh or a list");
    }

    @Test
    void whatPwxComparesWithoutSettingIsRefused() {
        String text = PwInputs.silicon("calculation", "symmetry_with_labels=T calculation");
        assertRefused(
                PwInputs.replace(
                        text,
                        "ecutwfc",
                        "constrained_magnetization='atomic' nspin=2 starting_magnetization(1)=1"
                                + " occupations='smearing' degauss=0.02 ecutwfc"),
                "pw.in:9:29: constrained_magnetization beside symmetry_with_labels and nspin = 2, where pw.x compares"
                        + " moments that are not set; expected one of them");
        String two = PwInputs.silicon("calculation", "twochem=T calculation");
        assertRefused(
                PwInputs.replace(
                        two, "ecutwfc", "tot_magnetization=2 nspin=2 occupations='smearing' degauss=0.02 ecutwfc"),
                "pw.in:9:21: tot_magnetization beside twochem; expected one of them");
    }

    @Test
    void additionalPointsFollowOthers() {
        assertRefused(
                PwInputs.silicon("K_POINTS", "ADDITIONAL_K_POINTS\n1\n0 0 0 1\nK_POINTS"),
                "pw.in:19:1: ADDITIONAL_K_POINTS without K_POINTS before it; expected K_POINTS first");
        assertRefused(
                PwInputs.SILICON + "ADDITIONAL_K_POINTS automatic\n1 1 1 0 0 0\n",
                "pw.in:21:1: ADDITIONAL_K_POINTS of an automatic mesh; expected a list or a path");
        assertRefused(
                PwInputs.SILICON + "ADDITIONAL_K_POINTS gamma\n",
                "pw.in:21:1: ADDITIONAL_K_POINTS and K_POINTS gamma, where pw.x takes real wavefunctions for all points;"
                        + " expected tpiba or crystal on both cards");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X1 5/gG 1 | 21:1: unknown k-point 'X1' for ibrav = 2; expected one of gG, K, W, U, X, L",
                "x 5/gG 1 | 21:1: unknown k-point 'x' for ibrav = 2; expected one of gG, K, W, U, X, L",
                "gG5 5/X 1 | 21:1: unknown k-point 'gG5' for ibrav = 2; expected one of gG, K, W, U, X, L",
                "X 5/gG | 22:1: no number of k-points behind the letters 'gG'; expected letters, a blank and a whole"
                        + " number",
                "X 5.5/gG 1 | 21:3: invalid whole number '5.5' for the number of k-points behind 'X'; expected a whole"
                        + " number such as 4",
                "X -3/gG 1 | 21:1: -3 k-points from a vertex of a path; expected 0 or more",
                "0 0 0/gG 1 | 21:1: k-point line has 3 words; expected 2 lines of four numbers, x y z points, or of letters"
                        + " and the number of points",
                "0 0 0 -3/gG 1 | 21:1: -3 k-points from a vertex of a path; expected 0 or more",
                "! L 5/gG 1/X 1 | 21:1: a comment within K_POINTS; expected comments before the card or, within it,"
                        + " # in the first column"
            })
    void vertices(String lines, String message) {
        String card = "tpiba_b\n2\n" + lines.replace('/', '\n') + "\n";
        assertRefused(PwInputs.silicon(MESH, card), "pw.in:" + message);
    }

    @Test
    void lettersDependOnTheLattice() {
        String text = PwInputs.silicon(MESH, "tpiba_b\n2\nX1 1\nX5 1\n");
        assertRefused(
                PwInputs.replace(text, "calculation", "point_label_type='BI' calculation"),
                "pw.in:22:1: unknown k-point 'X5' for ibrav = 2 and point_label_type = 'BI'; expected one of gG, K, W, U,"
                        + " X, L, X1, W1, U1, X3, W3, L1, M");
        assertRefused(
                PwInputs.replace(text, "ibrav = 2", "ibrav = -3"),
                "pw.in:19:1: letters for k-points beside ibrav = -3; expected coordinates, or ibrav one of 1, 2, 3, 4, 5,"
                        + " 6, 7, 8, 9, -9, 10, 11, 12, -12");
    }

    @Test
    void equivalentPointsOfMagneticSpinorsAreRefused() {
        String text = PwInputs.silicon("ibrav = 2", "noncolin=T starting_magnetization(1)=0.5 ibrav = 1");
        text = PwInputs.replace(text, "nat = 2", "nat = 1");
        text = PwInputs.replace(text, "Si 0.25 0.25 0.25\n", "");
        assertRefused(
                PwInputs.replace(text, MESH, "tpiba\n2\n0.1 0 0 1\n0 0 0.1 1\n"),
                "pw.in:18:1: k-points that the lattice maps to each other, where pw.x stops for spinors with magnetic"
                        + " moments; expected one of each kind, or calculation = 'bands'");
    }

    @Test
    void theFirstReleaseStopsWhereTheLatticeHasNoGroup() {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2\n  nat = 2", "ibrav = 0 nat = 1");
        text = PwInputs.replace(text, "Si 0.25 0.25 0.25\n", "")
                + "CELL_PARAMETERS bohr\n7.727406610 2.070552361 0\n-5.656854249 5.656854249 0\n0 0 10\n";
        assertRefused(
                text,
                new QeVersion(6, 0),
                "pw.in:5:11: the 8 rotations found for the lattice are no group, and pw.x 6.0 stops; expected lattice"
                        + " vectors in a standard orientation and with all digits, or version 6.1 or later");
    }

    @Test
    void beforeThisReleaseSymmetryDependsOnTheGrid() {
        PwInput input = PwInputs.parse(PwInputs.SILICON, new QeVersion(6, 3));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> SymmetryReduction.of(input, ParseLimits.DEFAULT));
        assertEquals("the symmetry in version 6.3 depends on the FFT grid", e.getMessage());
        IllegalArgumentException two = assertThrows(
                IllegalArgumentException.class, () -> new SymmetryContext(false, List.of(), List.of(15, 15)));
        assertEquals("an FFT grid of 2 dimensions", two.getMessage());
    }

    private static void assertRefused(String text, String message) {
        assertRefused(text, QeVersion.NEWEST, message);
    }

    private static void assertRefused(String text, QeVersion version, String message) {
        SymmetryContext context = new SymmetryContext(false, List.of(), List.of(15, 15, 15));
        InputException e = assertThrows(
                InputException.class,
                () -> SymmetryReduction.of(PwInputs.parse(text, version), context, ParseLimits.DEFAULT));
        assertEquals(message, e.getMessage());
    }
}
