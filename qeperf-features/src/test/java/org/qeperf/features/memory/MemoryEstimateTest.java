package org.qeperf.features.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Kind;

/** Megabytes that pw.x 6.7 prints on one rank as "Estimated max dynamical RAM per process". */
class MemoryEstimateTest {

    private static final double PRINTED = 0.005;

    @Test
    void normConservingSilicon() {
        assertEquals(1.13, megabytes(PwInputs.SILICON, Potentials.silicon()), PRINTED);
    }

    @Test
    void magneticUltrasoftOxideWithForcesAndStress() {
        assertEquals(70.46, megabytes(oxide(""), iron(), oxygen(Kind.ULTRASOFT)), PRINTED);
    }

    @Test
    void waterWithConjugateGradientsAtGamma() {
        String text = """
                &control calculation='scf', disk_io='nowf' /
                &system ibrav=8, celldm(1)=10, celldm(2)=1.1, celldm(3)=1.3, nat=3, ntyp=2, ecutwfc=15 /
                &electrons diagonalization='cg' /
                ATOMIC_SPECIES
                O  16.0 O.UPF
                H  1.0 H.UPF
                ATOMIC_POSITIONS angstrom
                O 0 0 0
                H 0.76 0.59 0
                H -0.76 0.59 0
                K_POINTS gamma
                """;
        Pseudopotential hydrogen = Potentials.of("H", Kind.PAW, 1, List.of(0, 0), List.of(0));
        assertEquals(8.56, megabytes(text, oxygen(Kind.PAW), hydrogen), PRINTED);
    }

    @Test
    void platinumWithSpinOrbitCoupling() {
        String text = """
                &control
                /
                &system
                 ibrav=4, celldm(1)=5.3, celldm(3)=1.6, nat=2, ntyp=1, ecutwfc=14
                 occupations='smearing', degauss=0.02, noncolin=.true., lspinorb=.true.
                /
                &electrons
                /
                ATOMIC_SPECIES
                Pt 195 Pt.UPF
                ATOMIC_POSITIONS crystal
                Pt 1/3 2/3 1/4
                Pt 2/3 1/3 3/4
                K_POINTS automatic
                3 3 2 0 0 0
                """;
        assertEquals(12.97, megabytes(text, platinum()), PRINTED);
    }

    @Test
    void theHubbardCorrectionKeepsItsWavefunctions() {
        String text = oxide("lda_plus_u=.true., Hubbard_U(1)=4");
        assertEquals(71.22, megabytes(text, iron(), oxygen(Kind.ULTRASOFT)), PRINTED);
    }

    @Test
    void metaGgaNeedsTheKineticEnergyDensity() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'tpss'");
        assertEquals(1.73, megabytes(text, Potentials.silicon()), PRINTED);
    }

    @Test
    void xdmNeedsItToo() {
        String text = """
                &control /
                &system ibrav=1, celldm(1)=9, nat=2, ntyp=1, ecutwfc=14, ecutrho=60, vdw_corr='xdm' /
                &electrons /
                ATOMIC_SPECIES
                N 14.007 N.UPF
                ATOMIC_POSITIONS bohr
                N 0 0 1.04
                N 0 0 -1.04
                K_POINTS gamma
                """;
        Pseudopotential nitrogen = Potentials.of("N", Kind.PAW, 5, List.of(0, 0, 1, 1), List.of(0, 1));
        assertEquals(5.69, megabytes(text, nitrogen), PRINTED);
    }

    @Test
    void exactExchangeKeepsWavefunctionsInRealSpace() {
        String text = PwInputs.silicon(
                "ecutwfc = 12", "ecutwfc = 12, nbnd = 8, input_dft = 'pbe0', nqx1=2, nqx2=2, nqx3=2, ecutfock=20");
        PwCounts counts = count(text, Potentials.of("Si", Kind.NORM_CONSERVING, 4, List.of(0), List.of(0, 1)));
        assertEquals(6.23, megabytes(counts, Layout.serial()), PRINTED);
        // Columns are spread evenly here, whole ones by pw.x.
        assertEquals(3.13, megabytes(counts, new Layout(1, 2, 1, 1)), 0.002 * 3.13 + PRINTED);
        assertEquals(6.00, megabytes(counts, new Layout(1, 2, 1, 2)), PRINTED);
        assertEquals(
                4.98,
                MemoryEstimate.of(counts, Layout.serial()).allocated().getOrDefault("EXX", 0.0) / (1 << 20),
                PRINTED);
    }

    @Test
    void whatPwxPrintsOverflows() {
        String text = """
                &control /
                &system
                 ibrav=1, celldm(1)=30, nat=1, ntyp=1, ecutwfc=80, noncolin=.true., starting_magnetization(1)=0.5
                 occupations='smearing', degauss=0.01
                /
                &electrons /
                ATOMIC_SPECIES
                Si 28.086 Si.UPF
                ATOMIC_POSITIONS alat
                Si 0 0 0
                K_POINTS automatic
                1 1 1 0 0 0
                """;
        MemoryEstimate memory = MemoryEstimate.of(count(text, Potentials.silicon()), Layout.serial());
        assertEquals(1.04, memory.printedBytesPerRank() / (1 << 30), PRINTED);
        assertEquals(5160, memory.bytesPerRank() / (1 << 20), 0.5);
        assertTrue(memory.overflows());
    }

    @Test
    void thePartsAndTheLargestWorkSpaceMakeTheSum() {
        PwCounts counts = count(oxide(""), iron(), oxygen(Kind.ULTRASOFT));
        MemoryEstimate memory = MemoryEstimate.of(counts, Layout.serial());
        double allocated =
                memory.allocated().values().stream().mapToDouble(x -> x).sum();
        double largest =
                memory.workSpaces().values().stream().mapToDouble(x -> x).max().orElse(0);
        assertEquals(memory.bytesPerRank(), allocated + largest, 1);
        assertEquals(
                List.of(
                        "wfc (w. buffer)",
                        "str. fact",
                        "nlocal pot",
                        "qrad",
                        "rho,v,vnew",
                        "other",
                        "rhoin",
                        "rho*nmix",
                        "G-vectors"),
                List.copyOf(memory.allocated().keySet()));
        assertEquals(
                List.of("diagonalization", "wfcinit/wfcrot", "addusdens", "addusforce", "addusstress"),
                List.copyOf(memory.workSpaces().keySet()));
        assertEquals(memory.bytesPerRank(), memory.printedBytesPerRank(), 1);
    }

    @Test
    void residualMinimisationKeepsVectorsOfItsOwn() {
        String text = PwInputs.silicon("mixing_beta = 0.7", "diagonalization = 'rmm-davidson'");
        PwCounts counts = count(text, new QeVersion(7, 5), Potentials.silicon());
        PwCounts davidson = count(PwInputs.SILICON, new QeVersion(7, 5), Potentials.silicon());
        // 4 states of 186 plane waves: 2 arrays of 4 and 3 of 1, where Davidson's has 2 of 2.
        assertEquals(
                16 * 4 * 186 * (2 * 4 + 3 - 2 * 2),
                MemoryEstimate.of(counts, Layout.serial()).bytesPerRank()
                        - MemoryEstimate.of(davidson, Layout.serial()).bytesPerRank(),
                1);
    }

    @Test
    void releasesBefore62LeftMuchOut() {
        QeVersion old = new QeVersion(6, 1);
        String text = oxide("");
        MemoryEstimate memory = MemoryEstimate.of(count(text, old, iron(), oxygen(Kind.ULTRASOFT)), Layout.serial());
        assertEquals(List.of("diagonalization"), List.copyOf(memory.workSpaces().keySet()));
        assertEquals(0.0, memory.allocated().getOrDefault("qrad", 0.0));
    }

    @Test
    void poolsShareTheWorkOfAugmentationFrom63On() {
        PwCounts counts = count(oxide(""), iron(), oxygen(Kind.ULTRASOFT));
        double alone = workSpace(counts, Layout.serial(), "addusdens");
        double shared = workSpace(counts, new Layout(1, 2, 1, 2), "addusdens");
        assertTrue(shared < alone, shared + " and " + alone);
        PwCounts before = count(oxide(""), new QeVersion(6, 2), iron(), oxygen(Kind.ULTRASOFT));
        assertEquals(
                workSpace(before, Layout.serial(), "addusdens"),
                workSpace(before, new Layout(1, 2, 1, 2), "addusdens"));
    }

    @Test
    void smallMemoryAvoidsTheSortOfAllVectors() {
        String text = PwInputs.silicon("calculation = 'scf'", "calculation = 'scf', memory = 'small'");
        Layout many = new Layout(1, 64, 1, 1);
        double small =
                MemoryEstimate.of(count(text, Potentials.silicon()), many).bytesPerRank();
        PwCounts counts = count(PwInputs.SILICON, Potentials.silicon());
        double usual = MemoryEstimate.of(counts, many).bytesPerRank();
        assertTrue(small <= usual, small + " and " + usual);
        assertTrue(usual >= 16 * counts.basis().denseVectors());
    }

    @Test
    void aPoolHoldsItsShareOfTheKPoints() {
        PwCounts counts = count(PwInputs.SILICON, Potentials.silicon());
        double serial = MemoryEstimate.of(counts, Layout.serial()).bytesPerRank();
        double pools = MemoryEstimate.of(counts, new Layout(1, 2, 1, 2)).bytesPerRank();
        // Half of 10 k-points less: 5 buffers of 4 bands of 186 plane waves (by volume), 16 bytes each.
        assertEquals(5 * 16 * 4 * 186, serial - pools, 1);
    }

    @Test
    void moreRanksNeedLessEach() {
        PwCounts counts = count(PwInputs.silicon("= 12", "= 60"), Potentials.silicon());
        double before = Double.POSITIVE_INFINITY;
        for (int ranks : new int[] {1, 2, 4, 8, 16}) {
            double bytes = MemoryEstimate.of(counts, new Layout(1, ranks, 1, 1)).bytesPerRank();
            assertTrue(bytes > 0 && bytes < before, ranks + " ranks need " + bytes);
            before = bytes;
        }
    }

    @Test
    void threadsShareTheMemoryOfTheirRank() {
        PwCounts counts = count(PwInputs.SILICON, Potentials.silicon());
        assertEquals(
                MemoryEstimate.of(counts, Layout.serial()).bytesPerRank(),
                MemoryEstimate.of(counts, new Layout(1, 1, 8, 1)).bytesPerRank());
    }

    @Test
    void localThomasFermiMixingNeedsItsOwnWorkSpace() {
        String text = PwInputs.silicon("= 12", "= 40");
        String local = PwInputs.replace(text, "mixing_beta", "mixing_mode = 'local-TF' mixing_beta");
        assertTrue(megabytes(local, Potentials.silicon()) > megabytes(text, Potentials.silicon()));
    }

    @Test
    void withoutSelfConsistencyNothingIsMixed() {
        double bands = megabytes(PwInputs.silicon("'scf'", "'bands'"), Potentials.silicon());
        assertTrue(bands < megabytes(PwInputs.SILICON, Potentials.silicon()));
    }

    private static String oxide(String variables) {
        return """
                &control calculation='scf', tprnfor=.true., tstress=.true. /
                &system
                 ibrav=6, celldm(1)=7.5, celldm(3)=1.2, nat=2, ntyp=2, ecutwfc=20, ecutrho=160
                 occupations='smearing', degauss=0.02, nspin=2, starting_magnetization(1)=0.5
                 VARIABLES
                /
                &electrons mixing_ndim=4 /
                ATOMIC_SPECIES
                Fe 55.8 Fe.UPF
                O  16.0 O.UPF
                ATOMIC_POSITIONS crystal
                Fe 0 0 0
                O 0.5 0.5 0.48
                K_POINTS automatic
                3 3 2 0 0 0
                """.replace("VARIABLES", variables);
    }

    private static double workSpace(PwCounts counts, Layout layout, String name) {
        return MemoryEstimate.of(counts, layout).workSpaces().getOrDefault(name, 0.0);
    }

    private static double megabytes(PwCounts counts, Layout layout) {
        return MemoryEstimate.of(counts, layout).bytesPerRank() / (1 << 20);
    }

    private static Pseudopotential iron() {
        return Potentials.of("Fe", Kind.ULTRASOFT, 8, List.of(0, 0, 1, 1, 2, 2), List.of(0, 2));
    }

    private static Pseudopotential oxygen(Kind kind) {
        return Potentials.of("O", kind, 6, List.of(0, 0, 1, 1), List.of(0, 1));
    }

    private static Pseudopotential platinum() {
        return Potentials.fullyRelativistic(Potentials.of("Pt", Kind.ULTRASOFT, 10, List.of(2, 2, 1), List.of(2, 0)));
    }

    private static PwCounts count(String text, Pseudopotential... potentials) {
        return count(text, new QeVersion(6, 7), potentials);
    }

    private static PwCounts count(String text, QeVersion version, Pseudopotential... potentials) {
        return PwCounter.count(PwInputs.parse(text, version), List.of(potentials), ParseLimits.DEFAULT);
    }

    private static double megabytes(String text, Pseudopotential... potentials) {
        return MemoryEstimate.of(count(text, potentials), Layout.serial()).bytesPerRank() / (1 << 20);
    }
}
