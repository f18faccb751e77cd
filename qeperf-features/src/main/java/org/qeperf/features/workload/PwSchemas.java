package org.qeperf.features.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;

/** The feature schemas of pw.x: each column's name, unit, meaning, source and value in one place. */
public final class PwSchemas {

    /** Name of the schema of exact counts, layout, machine and kernel work. */
    public static final String QEPERF_1 = "qeperf-1";

    /** Name of the schema of the thesis. */
    public static final String THESIS_14 = "thesis-14";

    private static final String THESIS = "thesis on a prediction-serving system for Quantum ESPRESSO at CINECA";
    private static final String PRINTED = "printed by pw.x";
    private static final String INPUT = "input of pw.x";
    private static final String GUIDE = "cost model in the Quantum ESPRESSO user's guide";
    private static final String REQUEST = "requested layout";
    private static final String DESCRIPTION = "machine description";

    private final Map<String, Columns> schemas = new LinkedHashMap<>();

    private PwSchemas() {
        add(qeperf1());
        add(thesis14());
    }

    private void add(Columns columns) {
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
        Columns columns = Holder.ALL.schemas.get(schema.name());
        if (columns == null || !columns.schema().equals(schema)) {
            throw new IllegalArgumentException("schema " + schema.name() + " is not one of pw.x's; known are "
                    + String.join(", ", Holder.ALL.schemas.keySet()));
        }
        Run run = new Run(counts, layout, machine);
        double[] row = new double[columns.values().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.values().get(i).applyAsDouble(run);
        }
        return row;
    }

    private static final class Run {
        private final FeatureCounts counts;
        private final Layout layout;
        private final Machine machine;
        private @Nullable KernelWork work;

        Run(FeatureCounts counts, Layout layout, Machine machine) {
            this.counts = counts;
            this.layout = layout;
            this.machine = machine;
        }

        FeatureCounts counts() {
            return counts;
        }

        Layout layout() {
            return layout;
        }

        Machine machine() {
            return machine;
        }

        /** Asks for counts that not every schema needs. */
        KernelWork work() {
            KernelWork known = work;
            if (known == null) {
                known = KernelWork.of(counts, layout);
                work = known;
            }
            return known;
        }
    }

    private record Columns(FeatureSchema schema, List<ToDoubleFunction<Run>> values) {}

    private static final class Builder {
        private final List<FeatureSpec> specs = new ArrayList<>();
        private final List<ToDoubleFunction<Run>> values = new ArrayList<>();

        Builder log(String name, String unit, String meaning, String source, ToDoubleFunction<Run> value) {
            specs.add(new FeatureSpec(name, unit, meaning, source, Scale.LOG));
            values.add(value);
            return this;
        }

        Builder flag(String name, String meaning, String source, ToDoubleFunction<Run> value) {
            specs.add(new FeatureSpec(name, "1", meaning, source, Scale.LINEAR));
            values.add(value);
            return this;
        }

        Columns build(String name) {
            return new Columns(new FeatureSchema(name, specs), List.copyOf(values));
        }
    }

    private static Columns thesis14() {
        return new Builder()
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
                .log("n_cores", "1", "cores in use", THESIS, r -> r.layout().cores())
                .log("n_nodes", "1", "number of nodes", THESIS, r -> r.layout().nodes())
                .log(
                        "threads_per_node",
                        "1",
                        "cores in use on a node",
                        THESIS,
                        r -> r.layout().tasksPerNode() * r.layout().threadsPerTask())
                .log("n_pool", "1", "number of pools", THESIS, r -> r.layout().pools())
                .build(THESIS_14);
    }

    private static Columns qeperf1() {
        Builder b = new Builder();
        atoms(b);
        sampling(b);
        pseudopotentials(b);
        basis(b);
        layout(b);
        work(b);
        return b.build(QEPERF_1);
    }

    private static void atoms(Builder b) {
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

    private static void sampling(Builder b) {
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

    private static void pseudopotentials(Builder b) {
        b.flag(
                        "ultrasoft",
                        "1 with ultrasoft or PAW species",
                        PRINTED,
                        r -> r.counts().ultrasoft() ? 1 : 0)
                .flag("paw", "1 with PAW species", PRINTED, r -> r.counts().paw() ? 1 : 0);
    }

    private static void basis(Builder b) {
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

    private static void layout(Builder b) {
        b.log("n_nodes", "1", "number of nodes", REQUEST, r -> r.layout().nodes())
                .log(
                        "n_ranks",
                        "1",
                        "number of MPI ranks",
                        REQUEST,
                        r -> r.layout().ranks())
                .log(
                        "threads_per_task",
                        "1",
                        "threads of each rank",
                        REQUEST,
                        r -> r.layout().threadsPerTask())
                .log("n_pool", "1", "number of pools", REQUEST, r -> r.layout().pools())
                .log(
                        "k_per_pool",
                        "1",
                        "k-points of the busiest pool, each spin direction one",
                        REQUEST,
                        r -> KernelWork.kPointsPerPool(r.counts(), r.layout()))
                .log(
                        "planes_per_rank",
                        "1",
                        "FFT planes of the smooth grid on a rank",
                        REQUEST,
                        r -> (double) r.counts().smoothGrid().n3() / r.layout().ranksPerPool())
                .log(
                        "cores_per_node",
                        "1",
                        "physical cores of a node",
                        DESCRIPTION,
                        r -> r.machine().coresPerNode());
    }

    private static void work(Builder b) {
        b
                .log(
                        "work_fft",
                        "flop",
                        "transforms of wavefunctions, per rank and iteration",
                        GUIDE,
                        r -> r.work().fft())
                .log(
                        "work_projection",
                        "flop",
                        "projections, per rank and iteration",
                        GUIDE,
                        r -> r.work().projection())
                .log(
                        "work_subspace",
                        "flop",
                        "products among states, per rank and iteration",
                        GUIDE,
                        r -> r.work().subspace())
                .log(
                        "work_diagonalization",
                        "flop",
                        "dense eigenproblems, per rank and iteration",
                        GUIDE,
                        r -> r.work().diagonalization())
                .log(
                        "work_density",
                        "flop",
                        "work on the dense grid, per rank and iteration",
                        GUIDE,
                        r -> r.work().density())
                .log(
                        "work_communication",
                        "byte",
                        "bytes sent by FFTs, per rank and iteration",
                        GUIDE,
                        r -> r.work().communication())
                .log(
                        "work_total",
                        "flop",
                        "all operations, per rank and iteration",
                        GUIDE,
                        r -> r.work().operations());
    }
}
