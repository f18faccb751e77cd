package org.qeperf.features.workload;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.QeVersion;

/**
 * What of a workload decides about layouts, as far as it is known. A rule that needs what is not known says nothing.
 *
 * @param version the release of pw.x
 * @param kPoints k-points, spin directions included
 * @param states Kohn-Sham states
 * @param planes points along the third axis of the smooth grid
 * @param expectedPlanes those that pw.x expects from 7.1 on before it knows the grid
 * @param waveSticks columns that hold plane waves of any k-point
 * @param diskLevel level of {@code disk_io}
 * @param gammaOnly whether wavefunctions are real
 * @param hybrid whether the functional has exact exchange
 * @param stress whether the stress is computed
 * @param phases whether phases between k-points are needed
 */
record LayoutFacts(
        QeVersion version,
        OptionalInt kPoints,
        OptionalInt states,
        OptionalInt planes,
        OptionalInt expectedPlanes,
        OptionalLong waveSticks,
        OptionalInt diskLevel,
        boolean gammaOnly,
        boolean hybrid,
        boolean stress,
        boolean phases) {

    static LayoutFacts of(PwCounts counts) {
        Optional<PwCounts.Spread> spread = counts.spread();
        return new LayoutFacts(
                counts.storage().version(),
                OptionalInt.of(counts.sampling().workingKPoints()),
                OptionalInt.of(counts.sampling().states()),
                OptionalInt.of(counts.basis().smoothGrid().n3()),
                spread.map(s -> OptionalInt.of(s.expectedPlanes())).orElse(OptionalInt.empty()),
                spread.map(s -> OptionalLong.of(s.waveSticks())).orElse(OptionalLong.empty()),
                OptionalInt.of(counts.effort().diskLevel()),
                counts.sampling().gammaOnly(),
                counts.exchange().isPresent(),
                counts.effort().stress(),
                spread.map(PwCounts.Spread::phases).orElse(false));
    }

    /** Those among some counts; without a release the newest one's rules hold. */
    static LayoutFacts of(Counts counts) {
        OptionalInt spins = whole(counts, "n_spin");
        OptionalInt kPoints = whole(counts, "n_k");
        boolean known = spins.isPresent() && kPoints.isPresent();
        OptionalInt sticks = whole(counts, "n_sticks_wave");
        return new LayoutFacts(
                StorageCodec.release(counts).orElse(QeVersion.NEWEST),
                known
                        ? OptionalInt.of(PwCounts.Sampling.workingKPoints(kPoints.getAsInt(), spins.getAsInt()))
                        : OptionalInt.empty(),
                whole(counts, "n_ks"),
                StorageCodec.has(counts, "fft_smooth")
                        ? OptionalInt.of(counts.grid("fft_smooth").n3())
                        : OptionalInt.empty(),
                whole(counts, "n_planes_expected"),
                sticks.isPresent() ? OptionalLong.of(sticks.getAsInt()) : OptionalLong.empty(),
                whole(counts, "disk_level"),
                StorageCodec.flag(counts, "gamma_only"),
                StorageCodec.has(counts, "n_q_exx") || StorageCodec.flag(counts, "exact_exchange"),
                StorageCodec.flag(counts, "stress"),
                StorageCodec.flag(counts, "k_point_phases"));
    }

    private static OptionalInt whole(Counts counts, String name) {
        for (Count count : counts.all()) {
            if (count.name().equals(name)) {
                return OptionalInt.of(CountsCodec.whole(counts, name));
            }
        }
        return OptionalInt.empty();
    }

    /** K-points that pools may share; pw.x gives all of them to one pool where it cannot use more. */
    int kPointsForPools() {
        return phases || hybrid && stress ? 1 : kPoints.orElse(1);
    }
}
