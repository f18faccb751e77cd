package org.qeperf.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.bench.report.Against;
import org.qeperf.features.workload.PwFeatureExtractor;
import org.qeperf.features.workload.PwSchemas;

/** Feature rows of one workload for 4,096 layouts, each time per row; beside it each layout for itself. */
@SuppressWarnings("NullAway.Init")
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LayoutRowsBenchmark extends AbstractBenchmark {

    static final int LAYOUTS = 4096;
    static final Machine MACHINE = new Machine("bench", 48, 1L << 36);

    @Param({PwSchemas.QEPERF_2, PwSchemas.QEPERF_1, PwSchemas.THESIS_14})
    public String schema = PwSchemas.QEPERF_1;

    private Workload workload;
    private Layouts layouts;
    private LayoutRows rows;
    private double[] out;
    private int next;

    @Setup
    public void prepare() {
        FeatureSchema columns = PwSchemas.all().stream()
                .filter(s -> s.name().equals(schema))
                .findFirst()
                .orElseThrow();
        workload = new PwFeatureExtractor().restore(counts());
        rows = workload.rows(columns, MACHINE);
        layouts = new Layouts();
        for (int i = 0; i < LAYOUTS; i++) {
            layouts.add(1 + i % 64, 1 + i % 48, 1 + i % 7, 1 + i % 36, i % 17, 1 + i % 4);
        }
        out = new double[LAYOUTS * columns.size()];
    }

    /** Those of a cell of 16 atoms. */
    private static Counts counts() {
        List<Count> all = new ArrayList<>(List.of(
                new Count.Real("n_el", 128),
                new Count.Whole("n_at", 16),
                new Count.Whole("n_species", 2),
                new Count.Whole("n_transition", 8),
                new Count.Whole("n_lanthanid", 0),
                new Count.Whole("n_ks", 77),
                new Count.Whole("n_k", 36),
                new Count.Whole("n_spin", 2),
                new Count.Whole("n_spin_density", 2),
                new Count.Flag("gamma_only", false),
                new Count.Flag("ultrasoft", true),
                new Count.Flag("paw", true),
                new Count.Real("volume_bohr3", 1800),
                new Count.Whole("n_g_dense", 120_000),
                new Count.Grid("fft_dense", 64, 64, 96),
                new Count.Whole("n_g_smooth", 42_000),
                new Count.Grid("fft_smooth", 45, 45, 64),
                new Count.Whole("n_pw_max", 5_300),
                new Count.Whole("n_betas", 96),
                new Count.Whole("n_kb", 208),
                new Count.Whole("n_sym", 16),
                new Count.Real("ecutwfc_ry", 45),
                new Count.Real("ecutrho_ry", 360),
                new Count.Whole("n_sticks_dense", 4_500),
                new Count.Whole("n_sticks_smooth", 2_200),
                new Count.Whole("n_sticks_wave", 620),
                new Count.Whole("n_planes_expected", 64),
                new Count.Whole("n_atomic_wfc", 144),
                new Count.Whole("projector_l_max", 2),
                new Count.Whole("projectors_max", 6),
                new Count.Whole("augmentation_pairs_max", 171),
                new Count.Whole("augmented_atoms_max", 8),
                new Count.Whole("n_ks_work", 154),
                new Count.Whole("mixing_ndim", 8),
                new Count.Whole("disk_level", 0),
                new Count.Real("cell_factor", 1),
                new Count.Whole("qe_version", 605),
                new Count.Whole("n_q_table", 1_900),
                new Count.Whole("n_step", 1),
                new Count.Whole("n_scf_max", 100),
                new Count.Real("conv_thr_ry", 1e-6),
                new Count.Real("mixing_beta", 0.7)));
        Stream.of(
                        ("tetrahedra gradient_corrected spin_orbit fixed_magnetization self_consistent davidson local_tf atomic_start forces stress relaxes_ions relaxes_cell dynamics smearing hubbard k_point_phases")
                                .split(" "))
                .forEach(name -> all.add(new Count.Flag(name, true)));
        Stream.of(
                        ("n_augmented mesh_max atomic_number_min atomic_number_max n_alkali n_actinid n_species_without_orbitals")
                                .split(" "))
                .forEach(name -> all.add(new Count.Whole(name, 8)));
        Stream.of(
                        ("n_augmentation_pairs n_augmentation_pairs_species n_augmentation_couplings n_spin_orbit_pairs n_spin_orbit_products paw_directions paw_directions_max paw_harmonics "
                                        + "paw_harmonics_max paw_pairs paw_pairs_max paw_couplings paw_couplings_max paw_moments paw_moments_max paw_rotations "
                                        + "paw_rotations_max n_mesh n_mesh_projectors n_mesh_augmentation atomic_number_mean electronegativity_mean electronegativity_min electronegativity_max degauss_ry starting_magnetization_max")
                                .split(" "))
                .forEach(name -> all.add(new Count.Real(name, 1e4)));
        return new Counts(all);
    }

    @Benchmark
    @OperationsPerInvocation(LAYOUTS)
    @Against("single")
    public double[] fill() {
        rows.fill(layouts, 0, LAYOUTS, out);
        return out;
    }

    @Benchmark
    public FeatureVector single() {
        next = (next + 1) % LAYOUTS;
        return workload.features(rows.schema(), layouts.get(next), MACHINE);
    }
}
