package org.qeperf.features.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Kind;

class StorageCounterTest {

    private static final QeVersion BEFORE_CARD = new QeVersion(7, 0);

    /** An element with two s, one p and one d shell. */
    private static Pseudopotential element(String symbol) {
        return Potentials.of(symbol, Kind.NORM_CONSERVING, 8, List.of(0, 1), List.of(0, 0, 1, 2));
    }

    @ParameterizedTest
    @CsvSource({"Fe, 10", "Ga, 10", "Cu, 10", "O, 6", "As, 6", "H, 4"})
    void theElementChoosesTheShellUpTo70(String symbol, int states) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, lda_plus_u = T, Hubbard_U(1) = 3");
        assertEquals(states, count(text, BEFORE_CARD, element(symbol)).hubbardWavefunctions());
    }

    /** The elements of {@code Modules/set_hubbard_l.f90} of pw.x 7.0; it stops at any other. */
    @ParameterizedTest
    @CsvSource({
        "0, H",
        "1, C N O As",
        "2, Ti V Cr Mn Fe Co Ni Cu Zn Zr Nb Mo Tc Ru Rh Pd Ag Cd Hf Ta W Re Os Ir Pt Au Hg Ga In",
        "3, Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr",
        "-1, He Li B F Al Si S Ca Sc Ge Sr Y Sn Ba La Tl Ra Ac Rf Cn"
    })
    void theShellOfEveryElement(int l, String symbols) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, lda_plus_u = T, Hubbard_U(1) = 3");
        for (String symbol : symbols.split(" ")) {
            Pseudopotential all = Potentials.of(symbol, Kind.NORM_CONSERVING, 8, List.of(0), List.of(0, 1, 2, 3));
            if (l < 0) {
                assertThrows(InputException.class, () -> count(text, BEFORE_CARD, all), symbol);
            } else {
                assertEquals(2 * (2 * l + 1), count(text, BEFORE_CARD, all).hubbardWavefunctions(), symbol);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "U Si-3p 1, false, 6",
        "U Si-3p 0, false, 0",
        "'U Si-3p 1\nU Si-3d 1', false, 16",
        "U Si-2s 1, false, 2",
        "V Si-3p Si-3d 1 2 0.5, false, 16",
        "U Si-3p 1, true, 12",
        "'U Si-3p 1\nU Si-3d 1', true, 12"
    })
    void theCardNamesTheShells(String lines, boolean spinors, int states) {
        String text = PwInputs.SILICON + "HUBBARD {atomic}\n" + lines + "\n";
        text = spinors ? PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 12, noncolin = T") : text;
        assertEquals(states, count(text, QeVersion.NEWEST, element("Si")).hubbardWavefunctions());
    }

    @Test
    void withSpinOrbitBothChannelsCountTwice() {
        Pseudopotential p = Potentials.fullyRelativistic(element("Si"));
        String text = PwInputs.SILICON + "HUBBARD {atomic}\nU Si-3d 1\n";
        text = PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 12, noncolin = T, lspinorb = T");
        // j = l - 1/2: 4 and 6; j = l + 1/2: 6 and 6.
        assertEquals(2 * (10 + 12), count(text, QeVersion.NEWEST, p).hubbardWavefunctions());
    }

    @Test
    void pseudoProjectorsNeedNone() {
        String text = PwInputs.SILICON + "HUBBARD {pseudo}\nU Si-3p 1\n";
        assertEquals(0, count(text, QeVersion.NEWEST, element("Si")).hubbardWavefunctions());
    }

    @Test
    void aShellThatThePseudopotentialLacksIsRefused() {
        String text = PwInputs.SILICON + "HUBBARD {atomic}\nU Si-4f 1\n";
        assertEquals(
                "pw.in:15:1: the Hubbard correction of 'Si' needs a pseudo-atomic wavefunction of l = 3, and 'Si.UPF' has"
                        + " none; expected a pseudopotential with it",
                assertThrows(InputException.class, () -> count(text, QeVersion.NEWEST, element("Si")))
                        .getMessage());
    }

    @Test
    void anElementThatPwxDoesNotCorrectIsRefused() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, lda_plus_u = T, Hubbard_U(1) = 3");
        assertEquals(
                "pw.in:15:1: pw.x 7.0 knows no Hubbard correction for 'Si'; expected no Hubbard variables for this"
                        + " species, or a HUBBARD card and version 7.1 or later",
                assertThrows(InputException.class, () -> count(text, BEFORE_CARD, element("Si")))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"6.5, 1128", "6.6, 696"})
    void theTableOfAugmentationChargesChangedItsUnit(String version, int points) {
        PwCounts.Storage storage = count(PwInputs.SILICON, QeVersion.parse(version), Potentials.silicon());
        assertEquals(points, storage.tablePoints());
    }

    /** A cell that may change has a table as much longer: (sqrt(48) / 0.01 + 4) times the factor. */
    @ParameterizedTest
    @CsvSource({"'', 1393", "cell_factor = 1.5, 1045"})
    void aCellThatMayGrowHasALongerTable(String factor, int points) {
        String text = PwInputs.silicon("'scf'", "'vc-relax'");
        text = PwInputs.replace(text, "ATOMIC_SPECIES", "&IONS\n/\n&CELL\n" + factor + "\n/\nATOMIC_SPECIES");
        assertEquals(points, count(text, QeVersion.NEWEST, Potentials.silicon()).tablePoints());
    }

    @ParameterizedTest
    @CsvSource({"david, 0", "rmm-davidson, 4"})
    void onlyResidualMinimisationKeepsEarlierSteps(String solver, int dimension) {
        String text = PwInputs.silicon("mixing_beta = 0.7", "diagonalization = '" + solver + "'");
        assertEquals(
                dimension, count(text, QeVersion.NEWEST, Potentials.silicon()).rmmDimension());
    }

    /** By element every occupied shell counts, by name the first that is bound. */
    @Test
    void emptyShellsCountByNameAlone() {
        Pseudopotential iron = new Pseudopotential(
                "Fe",
                Kind.NORM_CONSERVING,
                8,
                false,
                false,
                "PBE",
                0,
                0,
                0,
                3,
                List.of(),
                List.of(
                        new Pseudopotential.Orbital(2, 0, -1),
                        new Pseudopotential.Orbital(2, 0, 0),
                        new Pseudopotential.Orbital(2, 0, 6)));
        String old = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, lda_plus_u = T, Hubbard_U(1) = 3");
        assertEquals(2 * 5, count(old, BEFORE_CARD, iron).hubbardWavefunctions());
        String card = PwInputs.SILICON + "HUBBARD {atomic}\nU Si-3d 1\n";
        assertEquals(2 * 5, count(card, QeVersion.NEWEST, iron).hubbardWavefunctions());
        Pseudopotential empty = new Pseudopotential(
                "Fe",
                Kind.NORM_CONSERVING,
                8,
                false,
                false,
                "PBE",
                0,
                0,
                0,
                3,
                List.of(),
                iron.orbitals().subList(0, 2));
        assertEquals(2 * 5, count(card, QeVersion.NEWEST, empty).hubbardWavefunctions());
        assertThrows(InputException.class, () -> count(old, BEFORE_CARD, empty));
    }

    @ParameterizedTest
    @CsvSource({"tpss, true, true", "pbe, false, false"})
    void theFunctionalDecidesAboutKineticDensities(String functional, boolean meta, boolean kinetic) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = '" + functional + "'");
        PwCounts.Storage storage = count(text, QeVersion.NEWEST, Potentials.silicon());
        assertEquals(meta, storage.metaGga());
        assertEquals(kinetic, storage.kineticDensity());
    }

    private static PwCounts.Storage count(String text, QeVersion version, Pseudopotential potential) {
        return PwCounter.count(PwInputs.parse(text, version), List.of(potential), ParseLimits.DEFAULT)
                .storage();
    }
}
