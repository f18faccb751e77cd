package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an output says of cell, atoms, potentials and basis where it is not the usual run. */
class RunContentsTest {

    /** Two species and their atoms, as pw.x prints them. */
    private static final String ATOMS = """
            number of atoms/cell      =            2
                 number of atomic types    =            2
                 PseudoPot. # 1 for Si read from file:
                 Pseudo is Norm-conserving, Zval =  4.0
                 Using radial grid of 1141 points,  2 beta functions with:
                            l(1) =   0
                            l(2) =   1
                 PseudoPot. # 2 for H  read from file:
                 Pseudo is Norm-conserving, Zval =  1.0
                 Using radial grid of  431 points,  0 beta functions with:
                 atomic species   valence    mass     pseudopotential
                    Si             4.00    28.08600     Si( 1.00)
                    H              1.00     1.00800     H ( 1.00)

                 site n.     atom                  positions (alat units)
                     1           Si  tau(   1) = (   0.0000000   0.0000000   0.0000000  )
                     2           H   tau(   2) = (   0.2500000   0.2500000   0.2500000  )
            """;

    private static PwOutput run(String lines) {
        return PwOutputReaderTest.read("Program PWSCF v.5.0.2 starts on 1Jan2020 at 1: 1: 1\n     "
                        + lines.replace("~", "\n     ") + "\n")
                .get(0);
    }

    private static RunContents contents(String lines) {
        return run(lines).contents();
    }

    @ParameterizedTest
    @CsvSource({
        "Noncollinear calculation with spin-orbit~number of k points=  1, 4",
        "Non magnetic calculation with spin-orbit~number of k points=  1, 4",
        "Starting magnetic structure~number of k points=  1, 2",
        "number of k points=  1~------ SPIN UP ------------, 2",
        "number of k points=  1, 1",
        "unit-cell volume = 1.0,"
    })
    void tellsTheSpinByWhatIsPrinted(String lines, Integer spin) {
        assertEquals(
                spin == null ? OptionalInt.empty() : OptionalInt.of(spin),
                contents(lines).spin());
    }

    @ParameterizedTest
    @CsvSource({
        "gamma-point specific algorithms are used, true",
        "bravais-lattice index     =            2, false",
        "number of electrons = 2.0,"
    })
    void tellsWhetherTheAlgorithmsAreThoseOfTheGammaPoint(String lines, Boolean gammaOnly) {
        assertEquals(Optional.ofNullable(gammaOnly), contents(lines).gammaOnly());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2147483647, 2147483647", "2147483648,", "*******,"})
    void readsNumbersThatFit(String printed, Integer states) {
        assertEquals(
                states == null ? OptionalInt.empty() : OptionalInt.of(states),
                contents("number of Kohn-Sham states=" + printed).states());
    }

    @ParameterizedTest
    @CsvSource({"0.00 MB, 0", "4194304.00 TB, 4611686018427387904", "8388608.00 TB,", "1.00 XB,"})
    void readsMemoryThatFits(String printed, Long bytes) {
        assertEquals(
                bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes),
                run("Estimated max dynamical RAM per process >    " + printed)
                        .memory()
                        .estimated());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(1048575,  1,  1) | true",
                "(1048576,  1,  1) | false",
                "(   0, 64, 64) | false",
                "(  64,***, 64) | false",
                "(  64, 64) | false",
                "64, 64, 64 | false"
            })
    void readsGridsOfPossibleSizes(String dimensions, boolean possible) {
        RunBasis basis = contents("Dense  grid:    57657 G-vectors     FFT dimensions: " + dimensions)
                .basis();
        assertEquals(possible, basis.dense().isPresent());
    }

    @Test
    void theOnlyGridIsTheSmoothOneToo() {
        RunBasis basis = contents("Dense  grid:     869 G-vectors     FFT dimensions: (  15,  16,  18)")
                .basis();
        assertEquals(Optional.of(new RunGrid(869, 15, 16, 18)), basis.dense());
        assertEquals(basis.dense(), basis.smooth());
    }

    /** Cell and symmetry of a relaxation may change on its way. */
    @Test
    void theFirstGeometryCounts() {
        RunContents contents = contents("""
                 4 Sym. Ops., with inversion, found
                     number of k points=     1
                     Self-consistent Calculation
                     k = 0.0000 0.0000 0.0000 (   461 PWs)   bands (ev):
                     Self-consistent Calculation
                     k = 0.0000 0.0000 0.0000 (   470 PWs)   bands (ev):
                     Self-consistent Calculation
                     k = 0.0000 0.0000 0.0000 (   480 PWs)   bands (ev):""");
        assertEquals(OptionalLong.of(461), contents.basis().planeWavesMax());
        assertEquals(OptionalInt.of(4), contents.symmetries());
        assertEquals(
                OptionalInt.empty(),
                contents("Self-consistent Calculation~ 4 Sym. Ops., with inversion, found")
                        .symmetries());
    }

    /** In crystal coordinates it stands once more. */
    @Test
    void theFirstListOfKPointsCounts() {
        assertEquals(
                OptionalInt.of(1),
                contents("Starting magnetic structure~number of k points=     1"
                                + "~   k(    1) = (   0.0   0.0   0.0), wk =   1.0000000".repeat(2))
                        .kPoints());
    }

    @Test
    void kPointsOfOneSpinAreUnknownWhereTheirWeightsAreNotListed() {
        assertEquals(
                OptionalInt.empty(),
                contents("Starting magnetic structure~number of k points=     4")
                        .kPoints());
    }

    @Test
    void countsProjectorsOfEachAtom() {
        RunContents contents = contents(ATOMS);
        assertEquals(OptionalInt.of(2), contents.potentials().betas());
        assertEquals(OptionalInt.of(4), contents.potentials().projectors());
        assertEquals(Optional.of(false), contents.potentials().ultrasoft());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Listed projectors, potentials, species and positions that do not agree.
                "l(2) =   1 | x",
                "2 beta functions | 3 beta functions",
                "0 beta functions | -- beta functions",
                "PseudoPot. # 2 for H | PseudoPot. # 3 for H",
                "       H              1.00     1.00800     H ( 1.00) | x",
                "H   tau( | C   tau(",
                "types    =            2 | types    =            3"
            })
    void doesNotCountProjectorsWhereALineIsMissing(String line, String instead) {
        RunContents contents = contents(ATOMS.replace(line, instead));
        assertEquals(OptionalInt.empty(), contents.potentials().betas());
        assertEquals(OptionalInt.empty(), contents.potentials().projectors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Projector augmented-wave + core cor, Zval =  4.0", "PAW + core correction, Zval =  4.0"})
    void projectorAugmentedWavesAreUltrasoftToo(String kind) {
        RunPotentials potentials = contents(
                        "number of atomic types =  2~Pseudo is " + kind + "~Pseudo is Norm-conserving, Zval =  1.0")
                .potentials();
        assertEquals(Optional.of(true), potentials.paw());
        assertEquals(Optional.of(true), potentials.ultrasoft());
    }

    @Test
    void aFunctionalWithoutAName() {
        assertEquals(
                Optional.empty(),
                contents("Exchange-correlation      =").potentials().functional());
    }

    @Test
    void theElementsAreThoseOfTheAtoms() {
        assertEquals(List.of("H", "Si"), contents(ATOMS).elements());
        assertEquals(
                List.of("Si"), contents(ATOMS.replace("H   tau(", "Si  tau(")).elements());
        // The species' where a position is missing.
        assertEquals(
                List.of("H", "Si"),
                contents(ATOMS.replaceFirst(" +2 +H   tau.*\n", "")).elements());
    }

    /** In crystal coordinates they stand once more; behind the first table, a row is none. */
    @Test
    void theFirstTableOfPositionsCounts() {
        String table = ATOMS.substring(ATOMS.indexOf("     site n."));
        List<RunFiles.LabelCount> labels = List.of(new RunFiles.LabelCount("Si", 1), new RunFiles.LabelCount("H", 1));
        assertEquals(labels, run(ATOMS + "\n" + table).files().labels());
        assertEquals(
                labels,
                run(ATOMS + "\n" + table.replaceFirst(".*\n", "")).files().labels());
    }

    @Test
    void readsTheLineBehindATable() {
        assertEquals(
                OptionalInt.of(3),
                contents(ATOMS + "     number of k points=     3").kPoints());
    }

    @ParameterizedTest
    @CsvSource({"Al, true", "Zn, true", "al, true", "zn, true", "@l, false", "[n, false", "`l, false", "{n, false"})
    void aLabelBeginsWithALetter(String label, boolean taken) {
        assertEquals(taken, !labels(label).isEmpty());
    }

    @Test
    void aLabelIsShort() {
        assertEquals(List.of(new RunFiles.LabelCount("A".repeat(40), 1)), labels("A".repeat(40)));
        assertEquals(List.of(), labels("A".repeat(41)));
    }

    private static List<RunFiles.LabelCount> labels(String label) {
        return run("number of atoms/cell = 1~site n.     atom      positions (alat units)~    1   " + label
                        + "  tau(   1) = (   0.0   0.0   0.0  )")
                .files()
                .labels();
    }
}
