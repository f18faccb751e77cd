package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.Pseudopotential;

class StorageCodecTest {

    private static final Set<String> LATER = Set.of("qe_version", "n_q_table");

    @Test
    void aPlainRunWritesLittle() {
        Counts counts = CountsCodec.write(count(PwInputs.SILICON, QeVersion.NEWEST), 1);
        List<String> names = counts.all().stream().map(Count::name).toList();
        assertEquals(
                List.of("cell_factor", "qe_version", "n_q_table", "relaxes_ions"),
                names.subList(names.indexOf("cell_factor"), names.indexOf("relaxes_ions") + 1));
        assertEquals(705, counts.whole("qe_version"));
    }

    @Test
    void everythingIsReadAgain() {
        String text = PwInputs.silicon(
                "ecutwfc = 12",
                "ecutwfc = 12, nqx1 = 2, nqx2 = 2, nqx3 = 2, input_dft = 'scan0'"
                        + ", one_atom_occupations = T, ecutfock = 20");
        text = PwInputs.replace(text, "mixing_beta = 0.7", "diagonalization = 'rmm-davidson'");
        text = PwInputs.replace(text, "'scf'", "'scf', memory = 'small'") + "HUBBARD {atomic}\nU Si-3p 1\n";
        PwCounts counts = count(text, QeVersion.NEWEST);
        Counts written = CountsCodec.write(counts, 1);
        assertEquals(counts, CountsCodec.read(written));
        List<String> names = written.all().stream().map(Count::name).toList();
        assertEquals(
                List.of(
                        "ecutfock_ry",
                        "n_q_exx",
                        "n_kq_exx",
                        "kq_step_exx_per_bohr",
                        "n_g_exx",
                        "fft_exx",
                        "ace",
                        "qe_version",
                        "n_q_table",
                        "n_hubbard_wfc",
                        "meta_gga",
                        "kinetic_density",
                        "atomic_wfc_kept",
                        "rmm_ndim",
                        "small_memory"),
                names.subList(names.indexOf("ecutfock_ry"), names.indexOf("relaxes_ions")));
    }

    @Test
    void recordsFromBeforeTheseCountsAreThoseOf67() {
        PwCounts counts = count(PwInputs.SILICON, new QeVersion(6, 7));
        Counts all = CountsCodec.write(counts, 1);
        Counts earlier = new Counts(
                all.all().stream().filter(c -> !LATER.contains(c.name())).toList());
        assertEquals(counts, CountsCodec.read(earlier));
    }

    @Test
    void aReleaseThatIsNoneIsRefused() {
        Counts all = CountsCodec.write(count(PwInputs.SILICON, QeVersion.NEWEST), 1);
        Counts forged = new Counts(all.all().stream()
                .map(c -> c.name().equals("qe_version") ? new Count.Whole("qe_version", 900) : c)
                .toList());
        assertEquals(
                "count 'qe_version' is 900; expected a number such as 605 for 6.5",
                assertThrows(IllegalArgumentException.class, () -> CountsCodec.read(forged))
                        .getMessage());
    }

    @Test
    void aFunctionalOfThePseudopotentialGivesAWarning() {
        PwInput input = PwInputs.parse(PwInputs.SILICON);
        Pseudopotential scan0 = Potentials.of(Potentials.silicon(), "SCAN0");
        PwCounts counts = PwCounter.count(input, List.of(scan0), ParseLimits.DEFAULT);
        assertEquals(
                List.of(
                        "pw.in:15:1: warning: exact exchange, by the pseudopotential's functional, is in the time on"
                                + " qeperf's own machine alone: on others expect more",
                        "pw.in:15:1: warning: the kinetic energy density of meta-GGA, by the pseudopotential's"
                                + " functional, is not in the time: expect more"),
                RunWarnings.of(input, List.of(Potentials.silicon()), counts).stream()
                        .map(Diagnostic::toString)
                        .toList());
    }

    @Test
    void anOverflowGivesAWarning() {
        String text = PwInputs.silicon("ibrav = 2", "ibrav = 1, noncolin = T, starting_magnetization(1) = 0.5");
        text = PwInputs.replace(text, "10.2", "30").replace("4 4 4 1 1 1", "1 1 1 0 0 0");
        text = PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 80");
        PwInput input = PwInputs.parse(text, new QeVersion(6, 7));
        PwCounts counts = PwCounter.count(input, List.of(Potentials.silicon()), ParseLimits.DEFAULT);
        assertEquals(
                List.of("pw.in:9:13: warning: memory per rank is 4981 MB; pw.x prints 885 MB, because its integers"
                        + " overflow"),
                RunWarnings.of(input, List.of(Potentials.silicon()), counts).stream()
                        .map(Diagnostic::toString)
                        .toList());
        assertEquals(
                List.of("memory per rank is 4981 MB; pw.x prints 885 MB, because its integers overflow"),
                new PwWorkload(counts, List.of()).warnings(new Layout(1, 1, 2, 1)));
        assertEquals(List.of(), new PwWorkload(counts, List.of()).warnings(new Layout(1, 2, 1, 1)));
        assertEquals(List.of(), new PwWorkload(counts, List.of()).warnings(Layout.serial()));
    }

    private static PwCounts count(String text, QeVersion version) {
        return PwCounter.count(PwInputs.parse(text, version), List.of(Potentials.silicon()), ParseLimits.DEFAULT);
    }
}
