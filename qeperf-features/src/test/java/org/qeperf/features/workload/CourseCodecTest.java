package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.api.feature.RunLength;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.QeVersion;

class CourseCodecTest {

    /** Counts that records from before them lack. */
    static final Set<String> LATER = Set.of(
            "relaxes_ions",
            "relaxes_cell",
            "dynamics",
            "n_step",
            "n_scf_max",
            "conv_thr_ry",
            "mixing_beta",
            "smearing",
            "exact_exchange",
            "hubbard",
            "n_sticks_wave",
            "n_planes_expected",
            "k_point_phases");

    @ParameterizedTest
    @CsvSource({
        "scf, 50, 7.5, 1, false, false, false",
        "scf, 0, 7.5, 0, false, false, false",
        "scf, 0, 7.2, 1, false, false, false",
        "nscf, 9, 7.5, 1, false, false, false",
        "bands, 0, 7.5, 1, false, false, false",
        "relax, 50, 6.7, 50, true, false, false",
        "vc-relax, 7, 7.5, 7, true, true, false",
        "md, 1000, 7.5, 1000, false, false, true",
        "vc-md, 0, 6.0, 0, false, true, true"
    })
    void stepsFollowFromTheCalculation(
            String calculation, int given, String version, int steps, boolean ions, boolean cell, boolean dynamics) {
        String text = PwInputs.silicon("'scf'", "'" + calculation + "', nstep = " + given);
        if (!Set.of("scf", "nscf", "bands").contains(calculation)) {
            text = PwInputs.replace(text, "ATOMIC_SPECIES", "&IONS\n/\n&CELL\n/\nATOMIC_SPECIES");
        }
        Counts counts = CountsCodec.write(count(text, QeVersion.parse(version)), 1);
        assertEquals(steps, counts.whole("n_step"));
        assertEquals(ions, counts.flag("relaxes_ions"));
        assertEquals(cell, counts.flag("relaxes_cell"));
        assertEquals(dynamics, counts.flag("dynamics"));
    }

    /** By the square root of the number of k-points; factors are medians of reference outputs. */
    @ParameterizedTest
    @CsvSource({
        "scf, '', 0, false, true",
        "scf, tprnfor = .true., 0.62, false, true",
        "scf, 'tprnfor = .true., tstress = .true.', 2.37, false, true",
        "nscf, tprnfor = .true., 0, false, false",
        "bands, '', 0, false, false",
        "relax, '', 1.24, false, true",
        "md, '', 1.24, false, true",
        "relax, tstress = .true., 4.45, false, true",
        "vc-relax, '', 4.45, true, true",
        "vc-md, '', 4.45, false, true"
    })
    void whatFollowsAStep(String calculation, String more, double atOnePoint, boolean again, boolean selfConsistent) {
        String text = PwInputs.silicon("'scf'", "'" + calculation + "', " + more);
        if (!Set.of("scf", "nscf", "bands").contains(calculation)) {
            text = PwInputs.replace(text, "ATOMIC_SPECIES", "&IONS\n/\n&CELL\n/\nATOMIC_SPECIES");
        }
        PwCounts counts = count(text);
        RunLength length = new PwWorkload(counts, List.of()).length();
        assertEquals(
                atOnePoint / Math.sqrt(counts.sampling().kPoints()),
                length.afterStep().iterations());
        assertEquals(again, length.afterStep().again());
        assertEquals(selfConsistent, length.selfConsistent());
        assertEquals(length, CourseCodec.length(CountsCodec.write(counts, 1)), "from its record");
    }

    @Test
    void defaultsAreThoseOfPwx() {
        Counts counts = CountsCodec.write(
                count(PwInputs.silicon("'scf'", "'relax'").replace("ATOMIC_SPECIES", "&IONS\n/\nATOMIC_SPECIES")), 1);
        assertEquals(50, counts.whole("n_step"));
        assertEquals(100, counts.whole("n_scf_max"));
        assertEquals(1e-6, counts.real("conv_thr_ry"));
        assertEquals(0.7, counts.real("mixing_beta"));
        assertEquals(false, counts.flag("smearing"));
        assertEquals(false, counts.flag("exact_exchange"));
        assertEquals(false, counts.flag("hubbard"));
        assertEquals(false, counts.flag("k_point_phases"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', , 7.5, 0.7",
        "'', -1, 7.5, 0.7",
        "'', -1, 6.7, -1",
        "lgcscf = T, , 7.0, 0.7",
        "lgcscf = T, -1, 7.0, 0.2",
        "lgcscf = T, , 7.1, 0.2",
        "lgcscf = T, 0.3, 7.1, 0.3"
    })
    void theDefaultOfMixingIsThatOfTheRelease(String system, Double beta, String version, double expected) {
        String text = PwInputs.silicon("mixing_beta = 0.7", beta == null ? "" : "mixing_beta = " + beta);
        text = PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 12\n" + system);
        assertEquals(
                expected,
                count(text, QeVersion.parse(version)).course().orElseThrow().mixingBeta());
    }

    @Test
    void everythingIsReadAgain() {
        String text = PwInputs.silicon(
                "ecutwfc = 12", "ecutwfc = 12, occupations = 'smearing', degauss = 0.01, input_dft = 'pbe0'");
        text = PwInputs.replace(
                text, "mixing_beta = 0.7", "mixing_beta = -0.5, electron_maxstep = -3, conv_thr = -1d-9");
        PwCounts counts = count(text, new QeVersion(6, 7));
        Counts written = CountsCodec.write(counts, 1);
        CountsCodec.requireSound(written);
        assertEquals(counts, CountsCodec.read(written));
        assertEquals(0, written.whole("n_scf_max"));
        assertEquals(true, written.flag("smearing"));
        assertEquals(true, written.flag("exact_exchange"));
    }

    @Test
    void recordsFromBeforeTheseCountsHaveNone() {
        PwCounts counts = count(PwInputs.SILICON);
        Counts all = CountsCodec.write(counts, 1);
        Counts earlier = new Counts(
                all.all().stream().filter(c -> !LATER.contains(c.name())).toList());
        assertEquals(LATER.size(), all.all().size() - earlier.all().size());
        PwCounts read = CountsCodec.read(earlier);
        assertEquals(Optional.empty(), read.course());
        assertEquals(Optional.empty(), read.spread());
        assertEquals(counts.effort(), read.effort());
        assertEquals(earlier, CountsCodec.write(read, 1));
        assertThrows(MissingCountException.class, () -> earlier.whole("n_step"));
    }

    /** Columns of plane waves as pw.x 6.7 prints them, and planes by hand: 2 (int(sqrt(48) 10.2 / (2 sqrt(2) pi)) + 1) = 16. */
    @Test
    void columnsOfPlaneWavesAreThosePrinted() {
        PwCounts.Spread spread = count(
                        PwInputs.silicon("ecutwfc = 12", "ecutwfc = 6").replace("4 4 4 1 1 1", "2 2 2 1 1 1"))
                .spread()
                .orElseThrow();
        assertEquals(31, spread.waveSticks());
        assertEquals(16, count(PwInputs.SILICON).spread().orElseThrow().expectedPlanes());
        assertEquals(12, spread.expectedPlanes());
    }

    /** By hand, 2 (int(sqrt(E) 10.2 / (2 sqrt(2) pi)) + 1) or more; of two grids the smooth one is meant. */
    @ParameterizedTest
    @CsvSource({"20, 12", "48, 16", "96, 16"})
    void planesAreExpectedForTheSmoothGrid(double ecutrho, int planes) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, ecutrho = " + ecutrho);
        assertEquals(planes, count(text).spread().orElseThrow().expectedPlanes());
    }

    private static PwCounts count(String text) {
        return count(text, QeVersion.NEWEST);
    }

    private static PwCounts count(String text, QeVersion version) {
        return PwCounter.count(PwInputs.parse(text, version), List.of(Potentials.silicon()), ParseLimits.DEFAULT);
    }
}
