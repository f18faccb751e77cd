package org.qeperf.features.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.workload.Columns.Builder;

/** The feature schemas of pw.x: each column's name, unit, meaning, source and value in one place. */
public final class PwSchemas {

    /** Name of the schema of exact counts, layout, machine and kernel work. */
    public static final String QEPERF_1 = "qeperf-1";

    /** Name of the schema of all that is known of a run before it starts. */
    public static final String QEPERF_2 = "qeperf-2";

    /** Name of the schema of what the input alone decides, whatever layout and machine. */
    public static final String INPUT_1 = "input-1";

    /** Name of the schema of the thesis. */
    public static final String THESIS_14 = "thesis-14";

    /** Name of the schema of the work of kernels on any machine, see {@code docs/machines.md}. */
    public static final String PRINTED_1 = "printed-1";

    private static final String THESIS = "thesis on a prediction-serving system for Quantum ESPRESSO at CINECA";
    private static final String PRINTED = "printed by pw.x";
    private static final String INPUT = "input of pw.x";
    private static final String GUIDE = "cost model in the Quantum ESPRESSO user's guide";
    private static final String REQUEST = "requested layout";
    private static final String DESCRIPTION = "machine description";

    private final Map<String, Columns<?>> schemas = new LinkedHashMap<>();

    private PwSchemas() {
        add(DetailedSchema.columns());
        add(DetailedSchema.inputColumns());
        add(qeperf1());
        add(thesis14());
        add(PrintedSchema.columns());
    }

    private void add(Columns<?> columns) {
        schemas.put(columns.schema().name(), columns);
    }

    private static final class Holder {
        static final PwSchemas ALL = new PwSchemas();
    }

    /**
     * All schemas, the recommended one first.
     *
     * @return the schemas
     */
    public static List<FeatureSchema> all() {
        return Holder.ALL.schemas.values().stream().map(Columns::schema).toList();
    }

    /** The values of a row. */
    static double[] row(FeatureSchema schema, FeatureCounts counts, Layout layout, Machine machine) {
        return columns(schema).row(counts, layout, machine);
    }

    /** The values of rows for many layouts. */
    static LayoutRows rows(FeatureSchema schema, FeatureCounts counts, Machine machine) {
        return columns(schema).rows(counts, machine);
    }

    private static Columns<?> columns(FeatureSchema schema) {
        Columns<?> columns = Holder.ALL.schemas.get(schema.name());
        if (columns == null || !columns.schema().equals(schema)) {
            throw new IllegalArgumentException("schema " + schema.name() + " is not one of pw.x's; known are "
                    + String.join(", ", Holder.ALL.schemas.keySet()));
        }
        return columns;
    }

    private static Columns<?> thesis14() {
        return new Builder<>((counts, machine) -> machine)
                .log("n_el", "1", "number of electrons", THESIS, r -> r.counts().electrons())
                .log("n_el^3", "1", "its cube", THESIS, r -> Math.pow(r.counts().electrons(), 3))
                .log(
                        "n_species",
                        "1",
                        "number of species",
                        THESIS,
                        r -> r.counts().species())
                .log("n_at", "1", "number of atoms", THESIS, r -> r.counts().atoms())
                .log(
                        "n_transition",
                        "1",
                        "atoms of transition metals",
                        THESIS,
                        r -> r.counts().transitionMetals())
                .log(
                        "n_lanthanid",
                        "1",
                        "atoms of lanthanides",
                        THESIS,
                        r -> r.counts().lanthanides())
                .log(
                        "n_ks",
                        "1",
                        "number of Kohn-Sham states",
                        THESIS,
                        r -> r.counts().states())
                .log(
                        "n_g_smooth",
                        "1",
                        "G-vectors of the smooth grid",
                        THESIS,
                        r -> r.counts().smoothVectors())
                .log(
                        "n_k",
                        "1",
                        "number of irreducible k-points",
                        THESIS,
                        r -> r.counts().kPoints())
                .log(
                        "n_betas",
                        "1",
                        "projectors over all atoms, each once",
                        THESIS,
                        r -> r.counts().betas())
                .logByLayout("n_cores", "1", "cores in use", THESIS, (f, layouts, i) -> layouts.cores(i))
                .logByLayout("n_nodes", "1", "number of nodes", THESIS, (f, layouts, i) -> layouts.nodes(i))
                .logByLayout(
                        "threads_per_node",
                        "1",
                        "cores in use on a node",
                        THESIS,
                        (f, layouts, i) -> layouts.tasksPerNode(i) * layouts.threadsPerTask(i))
                .logByLayout("n_pool", "1", "number of pools", THESIS, (f, layouts, i) -> layouts.pools(i))
                .build(THESIS_14);
    }

    private static Columns<?> qeperf1() {
        Builder<KernelWork> b = new Builder<>(KernelWork::of);
        atoms(b);
        sampling(b);
        pseudopotentials(b);
        basis(b);
        layout(b);
        work(b);
        return b.build(QEPERF_1);
    }

    private static void atoms(Builder<?> b) {
        b.log("n_el", "1", "number of electrons", PRINTED, r -> r.counts().electrons())
                .log("n_at", "1", "number of atoms", PRINTED, r -> r.counts().atoms())
                .log(
                        "n_species",
                        "1",
                        "number of species",
                        PRINTED,
                        r -> r.counts().species())
                .log(
                        "n_transition",
                        "1",
                        "atoms of groups 3 to 12",
                        INPUT,
                        r -> r.counts().transitionMetals()).log(
                "n_lanthanid",
                "1",
                "atoms from lanthanum to lutetium",
                INPUT,
                r -> r.counts().lanthanides());
    }

    private static void sampling(Builder<?> b) {
        b.log(
                        "n_ks",
                        "1",
                        "number of Kohn-Sham states",
                        PRINTED,
                        r -> r.counts().states())
                .log("n_k", "1", "number of k-points", PRINTED, r -> r.counts().kPoints())
                .flag(
                        "n_spin",
                        "1, 2 for two spin directions, 4 for spinors",
                        PRINTED,
                        r -> r.counts().spinComponents())
                .flag(
                        "gamma_only",
                        "1 where wavefunctions are real",
                        PRINTED,
                        r -> r.counts().gammaOnly() ? 1 : 0);
    }

    private static void pseudopotentials(Builder<?> b) {
        b.flag(
                        "ultrasoft",
                        "1 with ultrasoft or PAW species",
                        PRINTED,
                        r -> r.counts().ultrasoft() ? 1 : 0)
                .flag("paw", "1 with PAW species", PRINTED, r -> r.counts().paw() ? 1 : 0);
    }

    private static void basis(Builder<?> b) {
        b
                .log(
                        "volume_bohr3",
                        "bohr^3",
                        "volume of the cell",
                        PRINTED,
                        r -> r.counts().volumeBohr3())
                .log(
                        "n_g_dense",
                        "1",
                        "G-vectors of the dense grid",
                        PRINTED,
                        r -> r.counts().denseVectors())
                .log(
                        "fft_dense_points",
                        "1",
                        "points of the dense grid",
                        PRINTED,
                        r -> r.counts().denseGrid().points())
                .log(
                        "n_g_smooth",
                        "1",
                        "G-vectors of the smooth grid",
                        PRINTED,
                        r -> r.counts().smoothVectors())
                .log(
                        "fft_smooth_points",
                        "1",
                        "points of the smooth grid",
                        PRINTED,
                        r -> r.counts().smoothGrid().points())
                .log(
                        "n_pw_max",
                        "1",
                        "most plane waves of a k-point",
                        PRINTED,
                        r -> r.counts().largestPlaneWaves()).log(
                "n_kb",
                "1",
                "projectors over all atoms, 2l+1 times each",
                PRINTED,
                r -> r.counts().projectorStates());
    }

    private static void layout(Builder<KernelWork> b) {
        b.logByLayout("n_nodes", "1", "number of nodes", REQUEST, (f, layouts, i) -> layouts.nodes(i))
                .logByLayout("n_ranks", "1", "number of MPI ranks", REQUEST, (f, layouts, i) -> layouts.ranks(i))
                .logByLayout(
                        "threads_per_task",
                        "1",
                        "threads of each rank",
                        REQUEST,
                        (f, layouts, i) -> layouts.threadsPerTask(i))
                .logByLayout("n_pool", "1", "number of pools", REQUEST, (f, layouts, i) -> layouts.pools(i))
                .logByLayout(
                        "k_per_pool",
                        "1",
                        "k-points of the busiest pool, each spin direction one",
                        REQUEST,
                        KernelWork::kPointsPerPool)
                .logByLayout(
                        "planes_per_rank",
                        "1",
                        "FFT planes of the smooth grid on a rank",
                        REQUEST,
                        KernelWork::planesPerRank)
                .log(
                        "cores_per_node",
                        "1",
                        "physical cores of a node",
                        DESCRIPTION,
                        r -> r.machine().coresPerNode());
    }

    private static void work(Builder<KernelWork> b) {
        b.logByLayout("work_fft", "flop", "transforms of wavefunctions, per rank and iteration", GUIDE, KernelWork::fft)
                .logByLayout(
                        "work_projection", "flop", "projections, per rank and iteration", GUIDE, KernelWork::projection)
                .logByLayout(
                        "work_subspace",
                        "flop",
                        "products among states, per rank and iteration",
                        GUIDE,
                        KernelWork::subspace)
                .logByLayout(
                        "work_diagonalization",
                        "flop",
                        "dense eigenproblems, per rank and iteration",
                        GUIDE,
                        KernelWork::diagonalization)
                .logByLayout(
                        "work_density",
                        "flop",
                        "work on the dense grid, per rank and iteration",
                        GUIDE,
                        KernelWork::density)
                .logByLayout(
                        "work_communication",
                        "byte",
                        "bytes sent by FFTs, per rank and iteration",
                        GUIDE,
                        KernelWork::communication)
                .logByLayout(
                        "work_total", "flop", "all operations, per rank and iteration", GUIDE, KernelWork::operations);
    }
}
