package org.qeperf.features.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.counts.PwCounts;

/** Counts by name, as reports and run records carry them, to and from {@link PwCounts}. */
final class CountsCodec {

    private static final Set<String> MAY_BE_NEGATIVE =
            Set.of("disk_level", "projector_l_max", "mixing_beta", "conv_thr_ry");

    private static final List<String> NEEDED = List.of(
            "n_el",
            "n_at",
            "n_species",
            "n_ks",
            "n_k",
            "n_sym",
            "n_spin",
            "n_spin_density",
            "gamma_only",
            "ecutwfc_ry",
            "ecutrho_ry",
            "volume_bohr3",
            "n_g_dense",
            "fft_dense",
            "n_g_smooth",
            "fft_smooth",
            "n_sticks_dense",
            "n_sticks_smooth",
            "n_pw_max",
            "n_betas",
            "n_kb",
            "n_atomic_wfc",
            "n_transition",
            "n_lanthanid",
            "ultrasoft",
            "paw",
            "projector_l_max",
            "projectors_max",
            "augmentation_pairs_max",
            "augmented_atoms_max",
            "self_consistent",
            "davidson",
            "n_ks_work",
            "mixing_ndim",
            "local_tf",
            "atomic_start",
            "disk_level",
            "forces",
            "stress",
            "cell_factor");

    private CountsCodec() {}

    static Counts write(PwCounts counts, double memoryPerRankBytes) {
        List<Count> all = new ArrayList<>();
        PwCounts.Composition atoms = counts.composition();
        PwCounts.Sampling sampling = counts.sampling();
        PwCounts.Basis basis = counts.basis();
        PwCounts.Effort effort = counts.effort();
        all.add(new Count.Real("n_el", atoms.electrons()));
        whole(all, "n_at", atoms.atoms());
        whole(all, "n_species", atoms.species());
        whole(all, "n_ks", sampling.states());
        whole(all, "n_k", sampling.kPoints());
        whole(all, "n_sym", sampling.symmetryOperations());
        whole(all, "n_spin", sampling.spinComponents());
        all.add(new Count.Flag("noncollinear", sampling.spinComponents() == 4));
        whole(all, "n_spin_density", sampling.densityComponents());
        all.add(new Count.Flag("gamma_only", sampling.gammaOnly()));
        all.add(new Count.Real("ecutwfc_ry", basis.ecutwfcRydberg()));
        all.add(new Count.Real("ecutrho_ry", basis.ecutrhoRydberg()));
        all.add(new Count.Real("volume_bohr3", basis.volumeBohr3()));
        whole(all, "n_g_dense", basis.denseVectors());
        all.add(grid("fft_dense", basis.denseGrid()));
        whole(all, "n_g_smooth", basis.smoothVectors());
        all.add(grid("fft_smooth", basis.smoothGrid()));
        whole(all, "n_sticks_dense", basis.denseSticks());
        whole(all, "n_sticks_smooth", basis.smoothSticks());
        whole(all, "n_pw_max", basis.largestPlaneWaves());
        whole(all, "n_betas", atoms.betas());
        whole(all, "n_kb", atoms.projectorStates());
        whole(all, "n_atomic_wfc", atoms.atomicWavefunctions());
        whole(all, "n_transition", atoms.transitionMetals());
        whole(all, "n_lanthanid", atoms.lanthanides());
        all.add(new Count.Flag("ultrasoft", atoms.ultrasoft()));
        all.add(new Count.Flag("paw", atoms.paw()));
        whole(all, "projector_l_max", atoms.largestProjectorL());
        whole(all, "projectors_max", atoms.mostBetas());
        whole(all, "augmentation_pairs_max", atoms.mostAugmentationPairs());
        whole(all, "augmented_atoms_max", atoms.mostAugmentedAtoms());
        all.add(new Count.Flag("self_consistent", effort.selfConsistent()));
        all.add(new Count.Flag("davidson", effort.davidson()));
        whole(all, "n_ks_work", effort.workingStates());
        whole(all, "mixing_ndim", effort.mixingDimension());
        all.add(new Count.Flag("local_tf", effort.localThomasFermi()));
        all.add(new Count.Flag("atomic_start", effort.atomicStart()));
        whole(all, "disk_level", effort.diskLevel());
        all.add(new Count.Flag("forces", effort.forces()));
        all.add(new Count.Flag("stress", effort.stress()));
        all.add(new Count.Real("cell_factor", effort.cellFactor()));
        StorageCodec.write(all, counts.exchange(), counts.storage());
        CourseCodec.write(all, counts);
        counts.descriptors().ifPresent(descriptors -> DescriptorCodec.write(all, descriptors));
        all.add(new Count.Real("memory_per_rank_mb", memoryPerRankBytes / (1 << 20)));
        return new Counts(all);
    }

    /** Refuses counts that no run has. */
    static void requireSound(Counts c) {
        for (Count count : c.all()) {
            boolean negative = count instanceof Count.Whole whole && whole.value() < 0
                    || count instanceof Count.Real real && real.value() < 0;
            if (negative && !MAY_BE_NEGATIVE.contains(count.name())) {
                throw new IllegalArgumentException("count '" + count.name() + "' is negative");
            }
        }
    }

    /** Names of the counts that {@link #read} needs and that are not there. */
    static List<String> missing(Counts c) {
        Set<String> there = c.all().stream().map(Count::name).collect(Collectors.toSet());
        return NEEDED.stream().filter(name -> !there.contains(name)).toList();
    }

    /** Reads all counts, of which none may be missing. */
    static PwCounts read(Counts c) {
        PwCounts.Composition atoms = new PwCounts.Composition(
                c.real("n_el"),
                whole(c, "n_at"),
                whole(c, "n_species"),
                whole(c, "n_transition"),
                whole(c, "n_lanthanid"),
                whole(c, "n_betas"),
                whole(c, "n_kb"),
                whole(c, "n_atomic_wfc"),
                c.flag("ultrasoft"),
                c.flag("paw"),
                whole(c, "projector_l_max"),
                whole(c, "projectors_max"),
                whole(c, "augmentation_pairs_max"),
                whole(c, "augmented_atoms_max"));
        PwCounts.Sampling sampling = new PwCounts.Sampling(
                whole(c, "n_k"),
                whole(c, "n_sym"),
                whole(c, "n_spin"),
                whole(c, "n_spin_density"),
                c.flag("gamma_only"),
                whole(c, "n_ks"));
        PwCounts.Basis basis = new PwCounts.Basis(
                c.real("ecutwfc_ry"),
                c.real("ecutrho_ry"),
                c.real("volume_bohr3"),
                c.whole("n_g_dense"),
                grid(c, "fft_dense"),
                c.whole("n_g_smooth"),
                grid(c, "fft_smooth"),
                c.whole("n_sticks_dense"),
                c.whole("n_sticks_smooth"),
                c.whole("n_pw_max"));
        PwCounts.Effort effort = new PwCounts.Effort(
                c.flag("self_consistent"),
                c.flag("davidson"),
                whole(c, "n_ks_work"),
                whole(c, "mixing_ndim"),
                c.flag("local_tf"),
                c.flag("atomic_start"),
                whole(c, "disk_level"),
                c.flag("forces"),
                c.flag("stress"),
                c.real("cell_factor"));
        return new PwCounts(
                atoms,
                sampling,
                basis,
                effort,
                StorageCodec.exchange(c),
                StorageCodec.storage(c, basis, effort),
                CourseCodec.course(c),
                CourseCodec.spread(c),
                DescriptorCodec.read(c));
    }

    /** As {@link #read}, but the first count that is not there is missed, later ones too. */
    static PwCounts readComplete(Counts c) {
        missing(c).forEach(c::real);
        missingLater(c).forEach(c::real);
        return read(c);
    }

    /** Names of the counts that records from before them lack, which {@link #read} does without. */
    static List<String> missingLater(Counts c) {
        return Stream.of(StorageCodec.missing(c), CourseCodec.missing(c), DescriptorCodec.missing(c))
                .flatMap(List::stream)
                .toList();
    }

    static void whole(List<Count> all, String name, long value) {
        all.add(new Count.Whole(name, value));
    }

    static int whole(Counts counts, String name) {
        long value = counts.whole(name);
        if (value != (int) value) {
            throw new IllegalArgumentException("count '" + name + "' is " + value + "; expected a smaller number");
        }
        return (int) value;
    }

    static Count grid(String name, FftGrid grid) {
        return new Count.Grid(name, grid.n1(), grid.n2(), grid.n3());
    }

    static FftGrid grid(Counts counts, String name) {
        Count.Grid grid = counts.grid(name);
        return new FftGrid(grid.n1(), grid.n2(), grid.n3());
    }
}
