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
        String text = """
                &control calculation='scf', tprnfor=.true., tstress=.true. /
                &system
                 ibrav=6, celldm(1)=7.5, celldm(3)=1.2, nat=2, ntyp=2, ecutwfc=20, ecutrho=160
                 occupations='smearing', degauss=0.02, nspin=2, starting_magnetization(1)=0.5
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
                """;
        assertEquals(70.46, megabytes(text, iron(), oxygen(Kind.ULTRASOFT)), PRINTED);
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
    void aPoolHoldsItsShareOfTheKPoints() {
        PwCounts counts = count(PwInputs.SILICON, Potentials.silicon());
        double serial = MemoryEstimate.bytesPerRank(counts, Layout.serial());
        double pools = MemoryEstimate.bytesPerRank(counts, new Layout(1, 2, 1, 2));
        // Half of 10 k-points less: 5 buffers of 4 bands of 186 plane waves (by volume), 16 bytes each.
        assertEquals(5 * 16 * 4 * 186, serial - pools, 1);
    }

    @Test
    void moreRanksNeedLessEach() {
        PwCounts counts = count(PwInputs.silicon("= 12", "= 60"), Potentials.silicon());
        double before = Double.POSITIVE_INFINITY;
        for (int ranks : new int[] {1, 2, 4, 8, 16}) {
            double bytes = MemoryEstimate.bytesPerRank(counts, new Layout(1, ranks, 1, 1));
            assertTrue(bytes > 0 && bytes < before, ranks + " ranks need " + bytes);
            before = bytes;
        }
    }

    @Test
    void threadsShareTheMemoryOfTheirRank() {
        PwCounts counts = count(PwInputs.SILICON, Potentials.silicon());
        assertEquals(
                MemoryEstimate.bytesPerRank(counts, Layout.serial()),
                MemoryEstimate.bytesPerRank(counts, new Layout(1, 1, 8, 1)));
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
        return PwCounter.count(PwInputs.parse(text), List.of(potentials), ParseLimits.DEFAULT);
    }

    private static double megabytes(String text, Pseudopotential... potentials) {
        return MemoryEstimate.bytesPerRank(count(text, potentials), Layout.serial()) / (1 << 20);
    }
}
