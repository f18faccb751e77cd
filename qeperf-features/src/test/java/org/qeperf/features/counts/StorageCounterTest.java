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
