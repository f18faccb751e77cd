package org.qeperf.features.workload;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.QeVersion;

/**
 * Counts of exact exchange and of what memory alone depends on. They are written only where they are not what most runs
 * have, and read as that where they are missing, as in records from before these counts.
 */
final class StorageCodec {

    /** The release whose rules records without a version follow. */
    private static final QeVersion BEFORE = new QeVersion(6, 7);

    private static final int MINOR = 100;

    private StorageCodec() {}

    static void write(List<Count> all, Optional<PwCounts.ExactExchange> exchange, PwCounts.Storage storage) {
        exchange.ifPresent(x -> {
            all.add(new Count.Real("ecutfock_ry", x.ecutfockRydberg()));
            CountsCodec.whole(all, "n_q_exx", x.qPoints());
            CountsCodec.whole(all, "n_kq_exx", x.kqPoints());
            all.add(new Count.Real("kq_step_exx_per_bohr", x.longestStep()));
            CountsCodec.whole(all, "n_g_exx", x.vectors());
            all.add(CountsCodec.grid("fft_exx", x.grid()));
            all.add(new Count.Flag("ace", x.projectors()));
        });
        CountsCodec.whole(
                all,
                "qe_version",
                storage.version().major() * MINOR + storage.version().minor());
        CountsCodec.whole(all, "n_q_table", storage.tablePoints());
        wholeIfAny(all, "n_hubbard_wfc", storage.hubbardWavefunctions());
        flagIfSet(all, "meta_gga", storage.metaGga());
        flagIfSet(all, "kinetic_density", storage.kineticDensity());
        flagIfSet(all, "atomic_wfc_kept", storage.atomicWavefunctions());
        wholeIfAny(all, "rmm_ndim", storage.rmmDimension());
        flagIfSet(all, "small_memory", storage.small());
        flagIfSet(all, "real_space_augmentation", storage.realSpaceAugmentation());
    }

    /** Names of those that every new record has and this one has not. */
    static List<String> missing(Counts c) {
        return Stream.of("qe_version", "n_q_table")
                .filter(name -> !has(c, name))
                .toList();
    }

    static Optional<PwCounts.ExactExchange> exchange(Counts c) {
        if (!has(c, "n_q_exx")) {
            return Optional.empty();
        }
        return Optional.of(new PwCounts.ExactExchange(
                c.real("ecutfock_ry"),
                CountsCodec.whole(c, "n_q_exx"),
                CountsCodec.whole(c, "n_kq_exx"),
                c.real("kq_step_exx_per_bohr"),
                c.whole("n_g_exx"),
                CountsCodec.grid(c, "fft_exx"),
                c.flag("ace")));
    }

    static PwCounts.Storage storage(Counts c, PwCounts.Basis basis, PwCounts.Effort effort) {
        int points = (int) ((Math.sqrt(basis.ecutrhoRydberg()) / 0.01 + 4) * effort.cellFactor());
        return new PwCounts.Storage(
                release(c).orElse(BEFORE),
                has(c, "n_q_table") ? CountsCodec.whole(c, "n_q_table") : points,
                has(c, "n_hubbard_wfc") ? CountsCodec.whole(c, "n_hubbard_wfc") : 0,
                flag(c, "meta_gga"),
                flag(c, "kinetic_density"),
                flag(c, "atomic_wfc_kept"),
                has(c, "rmm_ndim") ? CountsCodec.whole(c, "rmm_ndim") : 0,
                flag(c, "small_memory"),
                flag(c, "real_space_augmentation"));
    }

    static Optional<QeVersion> release(Counts c) {
        return has(c, "qe_version") ? Optional.of(version(CountsCodec.whole(c, "qe_version"))) : Optional.empty();
    }

    private static QeVersion version(int number) {
        return QeVersion.find(number / MINOR + "." + number % MINOR)
                .orElseThrow(() -> new IllegalArgumentException(
                        "count 'qe_version' is " + number + "; expected a number such as 605 for 6.5"));
    }

    static boolean has(Counts counts, String name) {
        return counts.all().stream().anyMatch(c -> c.name().equals(name));
    }

    static boolean flag(Counts counts, String name) {
        return has(counts, name) && counts.flag(name);
    }

    private static void wholeIfAny(List<Count> all, String name, long value) {
        if (value > 0) {
            CountsCodec.whole(all, name, value);
        }
    }

    private static void flagIfSet(List<Count> all, String name, boolean value) {
        if (value) {
            all.add(new Count.Flag(name, true));
        }
    }
}
