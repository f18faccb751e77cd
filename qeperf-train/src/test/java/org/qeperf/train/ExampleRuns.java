package org.qeperf.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.workload.PwFeatureExtractor;
import org.qeperf.train.data.RunRecord;

/** Invented runs whose time is proportional to the work they do. */
public final class ExampleRuns {

    public static final FeatureExtractor EXTRACTOR = new PwFeatureExtractor();
    public static final FeatureSchema SCHEMA = EXTRACTOR.schemas().get(0);
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
                runs.add(run("r" + system + "-" + variant, "System" + system, counts, layout, "converged", seconds));
            }
        }
        return runs;
    }

    /** A run of ten iterations. */
    public static RunRecord run(
            String id, String system, Counts counts, Layout layout, String outcome, double secondsPerIteration) {
        return new RunRecord(
                id,
                system,
                "pw.x",
                "6.7",
                MACHINE,
                layout,
                counts,
                outcome,
                "JOB DONE.",
                10,
                10 * secondsPerIteration,
                11 * secondsPerIteration,
                10.5 * secondsPerIteration,
                1 << 24,
                1 << 23,
                false,
                "00ff");
    }

    /** A run that differs in nothing but its system. */
    public static RunRecord run(String id, String system) {
        return run(id, system, counts(4, 24, 2), Layout.serial(), "converged", 0.5);
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
