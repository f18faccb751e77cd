package org.qeperf.features.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Kind;

/** Numbers noted as printed are those of pw.x 6.7 for the same input. */
class PwCounterTest {

    private static final String GAMMA_CUBE = PwInputs.replace(
            PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 1 celldm(1) = 6.283185307179586 nosym = T"),
            "automatic\n4 4 4 1 1 1",
            "gamma");

    @Test
    void siliconHasThePrintedCounts() {
        PwCounts counts = count(PwInputs.SILICON);
        assertEquals(new PwCounts.Composition(8, 2, 1, 0, 0, 4, 8, 8, false, false, 1, 2, 0, 0), counts.composition());
        assertEquals(new PwCounts.Sampling(10, 48, 1, 1, false, 4), counts.sampling());
        FftGrid grid = new FftGrid(16, 16, 16);
        assertEquals(
                new PwCounts.Basis(12, 48, counts.basis().volumeBohr3(), 1459, grid, 1459, grid, 163, 163, 192),
                counts.basis());
        assertEquals(265.302, counts.basis().volumeBohr3(), 1e-9);
        assertEquals(new PwCounts.Effort(true, true, 8, 8, false, true, 0, false, false, 1), counts.effort());
    }

    /** Printed for a cube of side 2 pi bohr, where the cutoff in (2 pi/alat)^2 is ecutrho itself. */
    @ParameterizedTest
    @CsvSource({"4, 126, 45, 8", "6.25, 255, 77, 9", "9, 460, 109, 12"})
    void vectorsOnTheSurfaceThatTheGridHasNoRoomForAreDropped(double ecutwfc, long dense, long sticks, int grid) {
        PwCounts.Basis basis =
                count(PwInputs.replace(GAMMA_CUBE, "= 12", "= " + ecutwfc)).basis();
        assertEquals(dense, basis.denseVectors());
        assertEquals(sticks, basis.denseSticks());
        assertEquals(new FftGrid(grid, grid, grid), basis.denseGrid());
    }

    @Test
    void theSmoothGridDropsThemToo() {
        PwCounts.Basis basis =
                count(PwInputs.replace(GAMMA_CUBE, "= 12", "= 4 ecutrho = 33")).basis();
        assertEquals(400, basis.denseVectors());
        assertEquals(126, basis.smoothVectors());
        assertEquals(101, basis.denseSticks());
        assertEquals(45, basis.smoothSticks());
        assertEquals(new FftGrid(12, 12, 12), basis.denseGrid());
        assertEquals(new FftGrid(8, 8, 8), basis.smoothGrid());
    }

    @ParameterizedTest
    @CsvSource({
        "nr1=8 nr2=9 nr3=10, 547, 8, 9, 10",
        "nr1=17 nr2=19 nr3=23, 1459, 17, 19, 23",
        "nr1=8 nr2=9, 1459, 16, 16, 16"
    })
    void aGridThatIsGivenIsTakenAsItIs(String variables, long dense, int n1, int n2, int n3) {
        PwCounts.Basis basis =
                count(PwInputs.silicon("ecutwfc", variables + " ecutwfc")).basis();
        assertEquals(dense, basis.denseVectors());
        assertEquals(new FftGrid(n1, n2, n3), basis.denseGrid());
        assertEquals(basis.denseGrid(), basis.smoothGrid());
        assertEquals(dense, basis.smoothVectors());
    }

    @ParameterizedTest
    @CsvSource({"48.0000001, false", "48.01, true", "96, true", "30, false"})
    void aSecondGridComesWithADualAbove4(double ecutrho, boolean two) {
        PwCounts.Basis basis = count(PwInputs.silicon("ecutwfc", "ecutrho = " + ecutrho + " ecutwfc"))
                .basis();
        assertEquals(two ? 1459 : basis.denseVectors(), basis.smoothVectors());
        assertEquals(ecutrho, basis.ecutrhoRydberg(), 1e-9);
    }

    @Test
    void gammaHalvesTheVectors() {
        PwCounts.Basis basis =
                count(PwInputs.silicon("automatic\n4 4 4 1 1 1", "gamma")).basis();
        assertEquals(730, basis.denseVectors());
        assertEquals(163, basis.denseSticks());
        PwCounts whole = count(PwInputs.silicon("4 4 4 1 1 1", "1 1 1 0 0 0"));
        assertFalse(whole.sampling().gammaOnly());
        assertEquals((whole.basis().largestPlaneWaves() + 1) / 2, basis.largestPlaneWaves());
    }

    @Test
    void aHigherCutoffNeverLowersACount() {
        long before = 0;
        for (int ecutwfc = 2; ecutwfc < 40; ecutwfc++) {
            long waves = count(PwInputs.silicon("= 12", "= " + ecutwfc)).basis().largestPlaneWaves();
            assertTrue(waves >= before, "ecutwfc " + ecutwfc);
            before = waves;
        }
    }

    @Test
    void cutoffsThatAreNotGivenAreSuggestedByThePseudopotentials() {
        Pseudopotential suggesting = Potentials.suggesting(Potentials.silicon(), 20, 90);
        PwCounts.Basis both =
                count(PwInputs.silicon("ecutwfc = 12", ""), suggesting).basis();
        assertEquals(List.of(20.0, 90.0), List.of(both.ecutwfcRydberg(), both.ecutrhoRydberg()));
        PwCounts.Basis given = count(PwInputs.SILICON, suggesting).basis();
        assertEquals(List.of(12.0, 48.0), List.of(given.ecutwfcRydberg(), given.ecutrhoRydberg()));
        PwCounts.Basis one = count(PwInputs.silicon("ecutwfc = 12", ""), Potentials.suggesting(suggesting, 20, 0))
                .basis();
        assertEquals(80, one.ecutrhoRydberg());
    }

    @ParameterizedTest
    @CsvSource({
        "nspin=2 tot_magnetization=0, 2, 2, 1, 20",
        "noncolin=T, 4, 1, 2, 10",
        "noncolin=T starting_magnetization(1)=0.5, 4, 4, 2, 20"
    })
    void spinHasComponentsAndDoublesTheWork(String variables, int spin, int density, int spinors, int work) {
        PwCounts.Sampling sampling =
                count(PwInputs.silicon("ecutwfc", variables + " ecutwfc")).sampling();
        assertEquals(spin, sampling.spinComponents());
        assertEquals(density, sampling.densityComponents());
        assertEquals(spinors, sampling.spinorComponents());
        assertEquals(work, sampling.workingKPoints());
    }

    @ParameterizedTest
    @CsvSource({
        "david, 8",
        "cg, 4",
        "ppcg, 4",
        "paro, 4",
        "rmm-davidson, 8",
        "david' diago_david_ndim=4 mixing_mode='local-TF, 16"
    })
    void theSolverDecidesAboutTheWorkSpace(String solver, int states) {
        String text = PwInputs.silicon("mixing_beta = 0.7", "diagonalization = '" + solver + "'");
        PwCounts.Effort effort = count(text).effort();
        assertEquals(states, effort.workingStates());
        assertEquals(solver.startsWith("david"), effort.davidson());
        assertEquals(solver.endsWith("TF"), effort.localThomasFermi());
    }

    @Test
    void projectorsAndOrbitalsAreSummedOverAtoms() {
        String text = PwInputs.replace(PwInputs.silicon("ntyp = 1", "ntyp = 3"), "nat = 2", "nat = 3");
        text = PwInputs.replace(text, "ATOMIC_POSITIONS", "Fe1 1 Fe.UPF\nCe 1 Ce.UPF\nATOMIC_POSITIONS");
        text = PwInputs.replace(text, "K_POINTS", "Fe1 0.1 0 0\nK_POINTS");
        Pseudopotential iron = Potentials.of("", Kind.PAW, 8, List.of(0, 0, 1, 2), List.of(0, 2));
        Pseudopotential cerium = Potentials.of("Ce", Kind.ULTRASOFT, 12, List.of(3), List.of(3));
        PwCounts.Composition counts =
                count(text, Potentials.silicon(), iron, cerium).composition();
        // nh = 4, 10, 7; the species without atoms counts as a species only.
        assertEquals(new PwCounts.Composition(16, 3, 3, 1, 0, 8, 18, 14, true, true, 3, 4, 55, 1), counts);
        String lanthanides = PwInputs.replace(text, "Fe1 0.1", "Ce 0.1");
        assertEquals(
                1,
                count(lanthanides, Potentials.silicon(), iron, cerium)
                        .composition()
                        .lanthanides());
    }

    @Test
    void withoutSpinOrbitCouplingOnlyTheAverageCounts() {
        Pseudopotential silicon = Potentials.fullyRelativistic(Potentials.silicon());
        PwCounts.Composition scalar = count(PwInputs.SILICON, silicon).composition();
        assertEquals(8, scalar.projectorStates());
        assertEquals(8, scalar.atomicWavefunctions());
        assertEquals(6, scalar.betas());
        Pseudopotential d = Potentials.of("Si", Kind.NORM_CONSERVING, 4, List.of(0), List.of(2));
        assertEquals(
                2 * (4 + 6),
                count(PwInputs.silicon("ecutwfc", "noncolin=T lspinorb=T ecutwfc"), Potentials.fullyRelativistic(d))
                        .composition()
                        .atomicWavefunctions());
        PwCounts.Composition coupled = count(PwInputs.silicon("ecutwfc", "noncolin=T lspinorb=T ecutwfc"), silicon)
                .composition();
        assertEquals(14, coupled.projectorStates());
        assertEquals(16, coupled.atomicWavefunctions());
        PwCounts.Composition spinors =
                count(PwInputs.silicon("ecutwfc", "noncolin=T ecutwfc")).composition();
        assertEquals(16, spinors.atomicWavefunctions());
    }

    @Test
    void unboundOrbitalsAreNoStart() {
        Pseudopotential silicon = Potentials.silicon();
        Pseudopotential unbound = new Pseudopotential(
                "Si",
                silicon.kind(),
                4,
                false,
                false,
                "",
                0,
                0,
                0,
                3,
                silicon.projectors(),
                List.of(new Pseudopotential.Orbital(0, 0, 0), new Pseudopotential.Orbital(1, 0, -1)));
        assertEquals(2, count(PwInputs.SILICON, unbound).composition().atomicWavefunctions());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecutwfc = 12 | ecutwfc = 12 ecutrho = 12 | 9:13: ecutrho = 12.0 is not above ecutwfc = 12.0; expected at"
                        + " least 4 ecutwfc",
                "ecutwfc = 12 | nbnd = 4 | 4:1: ecutwfc is not set and no pseudopotential suggests one; expected ecutwfc in"
                        + " Ry",
                "ecutwfc = 12 | ecutwfc = 12 tot_charge = 8 | 9:29: the cell has 0.0 electrons; expected more than none",
                "ecutwfc = 12 | ecutwfc = 1e9 | 9:13: ecutwfc = 1.0E9; expected between 1 and 10000 Ry",
                "celldm(1) = 10.2 | celldm(1) = 3000 | 9:13: the cutoff asks for more than 2147483647 G-vectors; expected a"
                        + " smaller cutoff or cell",
                "ecutwfc = 12 | ecutwfc = 0.5 nr1=9 nr2=9 nr3=9 | 9:13: ecutwfc = 0.5; expected between 1 and 10000 Ry",
                "ecutwfc = 12 | ecutwfc = 12 ecutrho = 13 | 9:13: plane waves of some k-points reach beyond the density's"
                        + " cutoff; expected a larger ecutrho (4 ecutwfc)",
                "ecutwfc = 12 | ecutwfc = 12 ecutrho = 80 nr1s=30 nr2s=30 nr3s=30 | 9:13: the smooth grid, 30x30x30, does"
                        + " not fit into the dense grid, 24x24x24; expected nr1, nr2, nr3 not below nr1s, nr2s, nr3s, or"
                        + " neither"
            })
    void whatPwxCannotRunIsRefused(String place, String replacement, String message) {
        String text = PwInputs.silicon(place, replacement);
        assertRefused(message, text, Potentials.silicon());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9 0 0", "0 9 0", "0 0 9"})
    void kPointsFarAwayAreRefused(String k) {
        assertRefused(
                "9:13: plane waves of some k-points reach beyond the density's cutoff; expected a larger ecutrho (4"
                        + " ecutwfc)",
                PwInputs.silicon("automatic\n4 4 4 1 1 1", "tpiba\n1\n" + k + " 1"),
                Potentials.silicon());
    }

    /** Before 6.4 the grid comes before the symmetry: 15 points do not hold the translation by a quarter, 20 do. */
    @ParameterizedTest
    @CsvSource({"6.3, 12, 24", "6.3, 16, 48", "6.4, 12, 48"})
    void theGridOnceDroppedTranslations(String version, double ecutwfc, int operations) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = " + ecutwfc);
        assertEquals(
                operations, count(text, QeVersion.parse(version)).sampling().symmetryOperations());
    }

    @Test
    void aHugeCellIsRefusedBeforeItsSymmetryToo() {
        InputException e = assertThrows(
                InputException.class, () -> count(PwInputs.silicon("= 10.2", "= 3000"), new QeVersion(6, 3)));
        assertEquals(
                "pw.in:9:13: the cutoff asks for more than 2147483647 G-vectors; expected a smaller cutoff or cell",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "scf, nbnd = 4, 4",
        "nscf, nbnd = 3, 3",
        "bands, nbnd = 3, 3",
        "scf, noncolin = T nbnd = 8, 8",
        "scf, tot_charge = -999992, 600000"
    })
    void whatPwxCanRunIsAccepted(String calculation, String variables, int states) {
        String text = PwInputs.silicon("'scf'", "'" + calculation + "'");
        text = PwInputs.replace(text, "ecutwfc", "occupations='smearing' degauss=0.1 " + variables + " ecutwfc");
        assertEquals(states, count(text).sampling().states());
    }

    /** From 6.8 on, pw.x takes cutoffs from 1 to 10000 Ry. */
    @ParameterizedTest
    @CsvSource({"6.7, 0.5", "6.8, 1", "6.8, 10000", "6.7, 10001"})
    void theLimitsOfTheCutoffAreAccepted(String version, double ecutwfc) {
        String text = PwInputs.replace(GAMMA_CUBE, "ecutwfc = 12", "ecutwfc = " + ecutwfc);
        text = PwInputs.replace(text, "6.283185307179586", "1");
        assertEquals(ecutwfc, count(text, QeVersion.parse(version)).basis().ecutwfcRydberg());
    }

    @Test
    void aLongCellIsRefusedWhereItsGridEnds() {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 6 celldm(1) = 1 celldm(3) = 9e4");
        assertRefused(
                "8:13: the cutoff asks for an FFT grid of more than 16385 points along an axis; expected a smaller cutoff"
                        + " or cell",
                text,
                Potentials.silicon());
    }

    @Test
    void gammaAndSpinorsExcludeEachOther() {
        String text = PwInputs.silicon("automatic\n4 4 4 1 1 1", "gamma");
        assertRefused(
                "19:1: K_POINTS gamma beside noncolin; expected an automatic mesh or a list",
                PwInputs.replace(text, "ecutwfc", "noncolin=T ecutwfc"),
                Potentials.silicon());
    }

    @Test
    void augmentedFullyRelativisticFilesNeedSpinOrbitCoupling() {
        assertRefused(
                "15:1: fully relativistic ultrasoft or PAW pseudopotential 'Si.UPF' without spin-orbit coupling; expected"
                        + " noncolin and lspinorb = .true., or a scalar-relativistic file",
                PwInputs.SILICON,
                Potentials.fullyRelativistic(Potentials.of("Si", Kind.ULTRASOFT, 4, List.of(0), List.of(0))));
    }

    /** ({@code PW/src/average_pp.f90} of 7.4.) */
    @Test
    void fullyRelativisticFilesBesideHubbardNeedSpinOrbitCouplingSinceRelease74() {
        String text = PwInputs.SILICON + "HUBBARD (atomic)\nU Si-3p 2\n";
        Pseudopotential silicon = Potentials.fullyRelativistic(Potentials.silicon());
        assertRefused(
                "15:1: fully relativistic pseudopotential 'Si.UPF' with a Hubbard correction without spin-orbit coupling;"
                        + " expected noncolin and lspinorb = .true., or a scalar-relativistic file",
                text,
                silicon);
        PwCounts before =
                PwCounter.count(PwInputs.parse(text, new QeVersion(7, 3)), List.of(silicon), ParseLimits.DEFAULT);
        assertEquals(8, before.composition().electrons());
    }

    @Test
    void pseudopotentialsHaveOneFunctional() {
        String text = PwInputs.silicon("ntyp = 1", "ntyp = 2");
        text = PwInputs.replace(text, "Si 28.086 Si.UPF", "Si 28.086 Si.UPF\nGe 72.6 Ge.UPF");
        List<Pseudopotential> different = List.of(
                Potentials.of(Potentials.silicon(), "PBE"), Potentials.of(Potentials.silicon(), "SLA  PZ   NOGX NOGC"));
        PwInput input = PwInputs.parse(text);
        InputException e =
                assertThrows(InputException.class, () -> PwCounter.count(input, different, ParseLimits.DEFAULT));
        assertEquals(
                "pw.in:16:1: the functional 'SLA  PZ   NOGX NOGC' of pseudopotential 'Ge.UPF' beside 'PBE' of the first;"
                        + " expected pseudopotentials of one functional, or input_dft",
                e.getMessage());
        for (String[] names :
                new String[][] {{"PBE", "SLA  PW   PBX  PBC"}, {"INDEX: 1 1 0 0", "SLA  PZ   NOGX NOGC"}, {"", "PBE"}
                }) {
            List<Pseudopotential> alike = List.of(
                    Potentials.of(Potentials.silicon(), names[0]), Potentials.of(Potentials.silicon(), names[1]));
            assertEquals(
                    2,
                    PwCounter.count(input, alike, ParseLimits.DEFAULT)
                            .composition()
                            .species());
        }
        PwInput chosen = PwInputs.parse(PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 12, input_dft = 'pbe'"));
        assertEquals(
                2,
                PwCounter.count(chosen, different, ParseLimits.DEFAULT)
                        .composition()
                        .species());
    }

    @Test
    void theOccupationsCardHoldsTheElectronsOfTheCell() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12 nbnd = 4 occupations = 'from_input'");
        assertRefused(
                "9:39: the OCCUPATIONS card holds 7.0 electrons; expected 8.0, those of the cell",
                text + "OCCUPATIONS\n2 2 2 1\n",
                Potentials.silicon());
        assertEquals(4, count(text + "OCCUPATIONS\n2 2 2 2\n").sampling().states());
    }

    @Test
    void longGridsCameWithALaterRelease() {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 6 celldm(1) = 3 celldm(3) = 400");
        InputException e = assertThrows(InputException.class, () -> count(text, new QeVersion(7, 0)));
        assertEquals(
                "pw.in:8:13: the cutoff asks for an FFT grid of 2700 points along an axis; pw.x 7.0 has no more than 2049;"
                        + " expected a smaller cutoff or cell",
                e.getMessage());
        assertEquals(2700, count(text).basis().denseGrid().n3());
    }

    /** Up to 7.1 a magnetisation that is not given is -20 where moments are constrained. */
    @ParameterizedTest
    @CsvSource({"7.1, 4", "7.2, 1"})
    void constrainedSpinorsAreMagnetic(String version, int components) {
        String text = PwInputs.silicon("ecutwfc", "noncolin=T constrained_magnetization='total' ecutwfc");
        assertEquals(
                components, count(text, QeVersion.parse(version)).sampling().densityComponents());
    }

    @Test
    void everySpeciesNeedsAPseudopotential() {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> PwCounter.count(PwInputs.parse(PwInputs.SILICON), List.of(), ParseLimits.DEFAULT));
        assertEquals("0 pseudopotentials for 1 species", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"Si, 14", "si, 14", "SI, 14", "H, 1", "Cn, 112", "Xx, 0", "'', 0"})
    void elementsHaveNumbers(String symbol, int number) {
        assertEquals(number, Element.number(symbol));
    }

    @ParameterizedTest
    @CsvSource({"Fe1, 26", "FE_up, 26", "Si2, 14", "H1, 1", "Hx, 1", "C-a, 6", "Co, 27", "1Fe, 0", "Q, 0"})
    void labelsBeginWithAnElement(String label, int number) {
        assertEquals(number, Element.numberOfLabel(label));
    }

    @ParameterizedTest
    @CsvSource({
        "Li, true, false",
        "Be, false, false",
        "Na, true, false",
        "K, true, false",
        "Rb, true, false",
        "Cs, true, false",
        "Fr, true, false",
        "Ra, false, false",
        "Ac, false, true",
        "Lr, false, true",
        "Rf, false, false"
    })
    void alkaliMetalsAndActinides(String symbol, boolean alkali, boolean actinide) {
        assertEquals(alkali, Element.isAlkaliMetal(Element.number(symbol)));
        assertEquals(actinide, Element.isActinide(Element.number(symbol)));
    }

    @ParameterizedTest
    @CsvSource({"H, 2.2", "F, 3.98", "Cs, 0.79", "Au, 2.4", "Pu, 1.3", "Am, 0", "Cn, 0", "He, 0", "Xx, 0"})
    void elementsPullAtElectrons(String symbol, double electronegativity) {
        assertEquals(electronegativity, Element.electronegativity(Element.number(symbol)));
    }

    @ParameterizedTest
    @CsvSource({
        "Ca, false, false",
        "Sc, true, false",
        "Zn, true, false",
        "Ga, false, false",
        "Sr, false, false",
        "Y, true, false",
        "Cd, true, false",
        "In, false, false",
        "Ba, false, false",
        "La, false, true",
        "Lu, false, true",
        "Hf, true, false",
        "Hg, true, false",
        "Tl, false, false",
        "U, false, false",
        "Lr, false, false",
        "Rf, true, false"
    })
    void elementsBelongToGroups(String symbol, boolean transition, boolean lanthanide) {
        assertEquals(transition, Element.isTransitionMetal(Element.number(symbol)));
        assertEquals(lanthanide, Element.isLanthanide(Element.number(symbol)));
    }

    private static void assertRefused(String message, String text, Pseudopotential potential) {
        InputException e = assertThrows(InputException.class, () -> count(text, potential));
        assertEquals("pw.in:" + message, e.getMessage());
    }

    private static PwCounts count(String text, QeVersion version) {
        return PwCounter.count(PwInputs.parse(text, version), List.of(Potentials.silicon()), ParseLimits.DEFAULT);
    }

    private static PwCounts count(String text, Pseudopotential... potentials) {
        List<Pseudopotential> given = potentials.length == 0 ? List.of(Potentials.silicon()) : List.of(potentials);
        return PwCounter.count(PwInputs.parse(text), given, ParseLimits.DEFAULT);
    }
}
