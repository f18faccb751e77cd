package org.qeperf.train;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunBasis;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunGrid;
import org.qeperf.features.harvest.RunIterations;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunMemory;
import org.qeperf.features.harvest.RunPotentials;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;
import org.qeperf.features.workload.PwFeatureExtractor;
import org.qeperf.features.workload.PwSchemas;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.data.RunCounts;
import org.qeperf.train.data.RunEnding;
import org.qeperf.train.data.RunOrigin;
import org.qeperf.train.data.RunPlace;
import org.qeperf.train.data.RunRecord;

/** Invented runs whose time is proportional to the work they do. */
public final class ExampleRuns {

    public static final FeatureExtractor EXTRACTOR = new PwFeatureExtractor();
    public static final FeatureSchema SCHEMA = EXTRACTOR.schemas().stream()
            .filter(schema -> schema.name().equals(PwSchemas.QEPERF_1))
            .findFirst()
            .orElseThrow();
    public static final Machine MACHINE = new Machine("bench", 8, 16L << 30);

    private ExampleRuns() {}

    /** Six runs of each of some systems; a run takes as long as its work asks for, 10 % more or less. */
    public static List<RunRecord> ofSystems(int systems) {
        Random noise = new Random(1);
        List<RunRecord> runs = new ArrayList<>();
        for (int system = 1; system <= systems; system++) {
            for (int variant = 1; variant <= 6; variant++) {
                Layout layout = new Layout(1, 1 << variant % 3, 1, 1);
                Counts counts = counts(4 * system, 20 + 2 * system, variant);
                int work = SCHEMA.indexOf("work_total");
                double seconds = 1e-8
                        * EXTRACTOR
                                .restore(counts)
                                .features(SCHEMA, layout, MACHINE)
                                .get(work)
                        * Math.exp(0.1 * noise.nextGaussian());
                runs.add(run(
                        "r" + system + "-" + variant, "System" + system, counts, layout, Outcome.CONVERGED, seconds));
            }
        }
        return runs;
    }

    /** A run of ten iterations on one node. */
    public static RunRecord run(
            String name, String system, Counts counts, Layout layout, Outcome outcome, double secondsPerIteration) {
        return new RunRecord(
                new RunOrigin(
                        id(name),
                        name + "/pw.out",
                        Optional.of(system),
                        Optional.of("00ff".repeat(16)),
                        Optional.empty()),
                new RunProgram(
                        "pw.x",
                        Optional.of("6.7"),
                        false,
                        Optional.of("scf"),
                        Optional.of(LocalDateTime.of(2026, 1, 2, 3, 4))),
                new RunPlace(
                        Optional.of("node1"),
                        Optional.of(MACHINE),
                        new RunLayout(
                                OptionalInt.of(layout.ranks()),
                                OptionalInt.of(layout.threadsPerTask()),
                                OptionalInt.of(layout.nodes()),
                                OptionalInt.empty(),
                                OptionalInt.of(layout.pools()),
                                OptionalInt.empty(),
                                OptionalInt.of(1),
                                OptionalInt.empty()),
                        Optional.empty()),
                contents(),
                new RunIterations(OptionalInt.of(10), List.of(10), List.of(2.5, 3.0), OptionalInt.of(0)),
                new RunTimes(
                        OptionalDouble.of(10 * secondsPerIteration),
                        OptionalDouble.of(11 * secondsPerIteration),
                        OptionalDouble.of(10.5 * secondsPerIteration),
                        Map.of(
                                "electrons",
                                new Clock(OptionalLong.of(1), OptionalDouble.of(1.5), OptionalDouble.empty()))),
                new RunMemory(OptionalLong.of(1 << 23), OptionalLong.empty(), OptionalLong.of(1 << 24)),
                new RunEnding(outcome, Optional.of("pw.out:9: JOB DONE."), Optional.empty(), false),
                RunCounts.of(counts),
                Map.of("campaign", "tiny"));
    }

    private static RunContents contents() {
        RunGrid grid = new RunGrid(6912, 24, 24, 24);
        return new RunContents(
                List.of("O", "Si"),
                OptionalInt.of(4),
                OptionalInt.of(2),
                OptionalDouble.of(8),
                OptionalInt.of(4),
                OptionalInt.of(2),
                OptionalInt.of(48),
                OptionalInt.of(1),
                Optional.of(false),
                new RunBasis(
                        OptionalDouble.of(20),
                        OptionalDouble.of(80),
                        OptionalDouble.of(400),
                        Optional.of(grid),
                        Optional.of(grid),
                        OptionalLong.empty()),
                new RunPotentials(
                        OptionalInt.of(8),
                        OptionalInt.of(16),
                        Optional.of(false),
                        Optional.of(false),
                        Optional.of("PBE")));
    }

    /** The id of a run that a test calls by a name. */
    public static String id(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** A run that differs in nothing but its system. */
    public static RunRecord run(String id, String system) {
        return run(id, system, counts(4, 24, 2), Layout.serial(), Outcome.CONVERGED, 0.5);
    }

    /** Counts of a norm-conserving cell with {@code 2 x states} electrons and a cubic FFT grid. */
    public static Counts counts(int states, int grid, int kPoints) {
        int vectors = grid * grid * grid / 2;
        return new Counts(List.of(
                new Count.Real("n_el", 2.0 * states),
                new Count.Whole("n_at", states),
                new Count.Whole("n_species", 1),
                new Count.Whole("n_ks", states),
                new Count.Whole("n_k", kPoints),
                new Count.Whole("n_sym", 48),
                new Count.Whole("n_spin", 1),
                new Count.Flag("noncollinear", false),
                new Count.Whole("n_spin_density", 1),
                new Count.Flag("gamma_only", false),
                new Count.Real("ecutwfc_ry", 20),
                new Count.Real("ecutrho_ry", 80),
                new Count.Real("volume_bohr3", 100.0 * states),
                new Count.Whole("n_g_dense", vectors),
                new Count.Grid("fft_dense", grid, grid, grid),
                new Count.Whole("n_g_smooth", vectors),
                new Count.Grid("fft_smooth", grid, grid, grid),
                new Count.Whole("n_sticks_dense", grid * grid / 2),
                new Count.Whole("n_sticks_smooth", grid * grid / 2),
                new Count.Whole("n_pw_max", vectors / 8),
                new Count.Whole("n_betas", 2 * states),
                new Count.Whole("n_kb", 4 * states),
                new Count.Whole("n_atomic_wfc", 4 * states),
                new Count.Whole("n_transition", 0),
                new Count.Whole("n_lanthanid", 0),
                new Count.Flag("ultrasoft", false),
                new Count.Flag("paw", false),
                new Count.Whole("projector_l_max", 1),
                new Count.Whole("projectors_max", 2),
                new Count.Whole("augmentation_pairs_max", 0),
                new Count.Whole("augmented_atoms_max", 0),
                new Count.Flag("self_consistent", true),
                new Count.Flag("davidson", true),
                new Count.Whole("n_ks_work", 2L * states),
                new Count.Whole("mixing_ndim", 8),
                new Count.Flag("local_tf", false),
                new Count.Flag("atomic_start", true),
                new Count.Whole("disk_level", 1),
                new Count.Flag("forces", false),
                new Count.Flag("stress", false),
                new Count.Real("cell_factor", 1),
                new Count.Real("memory_per_rank_mb", 12.5)));
    }
}
