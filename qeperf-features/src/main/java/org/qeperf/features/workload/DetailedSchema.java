package org.qeperf.features.workload;

import java.util.function.ToDoubleFunction;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.counts.Descriptors;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.workload.Columns.Builder;
import org.qeperf.features.workload.Columns.Fixed;
import org.qeperf.features.workload.Columns.LayoutValue;

/**
 * The schema {@link PwSchemas#QEPERF_2}: all that is known of a run before it starts. Columns {@code work_...} are the work of
 * one kernel each, and their costs add up.
 */
final class DetailedSchema {

    private static final String PRINTED = "printed by pw.x";
    private static final String INPUT = "input of pw.x";
    private static final String FILES = "input and pseudopotentials";
    private static final String REQUEST = "requested layout";
    private static final String ESTIMATE = "PW/src/memory_report.f90";

    private final Builder<DetailedWork> b = new Builder<DetailedWork>(DetailedWork::of).ofAllCounts();

    private DetailedSchema() {}

    static Columns<?> columns() {
        DetailedSchema schema = new DetailedSchema();
        schema.input();
        schema.layout();
        DetailedWorkColumns.add(schema.b);
        return schema.b.build(PwSchemas.QEPERF_2);
    }

    /** What the input alone decides: {@link PwSchemas#INPUT_1}. */
    static Columns<?> inputColumns() {
        DetailedSchema schema = new DetailedSchema();
        schema.input();
        return schema.b.build(PwSchemas.INPUT_1);
    }

    private void input() {
        atoms();
        elements();
        states();
        basis();
        pseudopotentials();
        solution();
        ratios();
    }

    /** What a count says, whatever the layout. */
    private interface OfCounts {
        double of(PwCounts counts);
    }

    private static ToDoubleFunction<Fixed> of(OfCounts value) {
        return row -> value.of(row.counts().complete());
    }

    private static Descriptors more(PwCounts counts) {
        return counts.descriptors().orElseThrow();
    }

    private static PwCounts.Course course(PwCounts counts) {
        return counts.course().orElseThrow();
    }

    private void amount(String name, String meaning, String source, OfCounts value) {
        b.log(name, "1", meaning, source, of(value));
    }

    private void ratio(String name, String meaning, OfCounts value) {
        b.linear(name, "1", meaning, FILES, of(value));
    }

    private void flag(String name, String meaning, String source, OfCounts value) {
        b.flag(name, meaning, source, of(value));
    }

    private void byLayout(String name, String meaning, LayoutValue<DetailedWork> value) {
        b.logByLayout(name, "1", meaning, REQUEST, value);
    }

    private void atoms() {
        amount("n_el", "number of electrons", PRINTED, c -> c.composition().electrons());
        amount("n_at", "number of atoms", PRINTED, c -> c.composition().atoms());
        amount("n_species", "number of species", PRINTED, c -> c.composition().species());
        b.log(
                "volume_bohr3",
                "bohr^3",
                "volume of the cell",
                PRINTED,
                of(c -> c.basis().volumeBohr3()));
    }

    private void elements() {
        ratio(
                "atomic_number_mean",
                "mean atomic number",
                c -> more(c).elements().meanNumber());
        ratio(
                "atomic_number_min",
                "least atomic number",
                c -> more(c).elements().leastNumber());
        ratio(
                "atomic_number_max",
                "largest atomic number",
                c -> more(c).elements().mostNumber());
        ratio(
                "electronegativity_mean",
                "mean by Pauling's scale",
                c -> more(c).elements().meanElectronegativity());
        ratio(
                "electronegativity_min",
                "least by Pauling's scale",
                c -> more(c).elements().leastElectronegativity());
        ratio(
                "electronegativity_max",
                "largest by Pauling's scale",
                c -> more(c).elements().mostElectronegativity());
        ratio(
                "share_transition",
                "share of atoms of groups 3 to 12",
                c -> (double) c.composition().transitionMetals()
                        / c.composition().atoms());
        ratio(
                "share_f",
                "share of lanthanides and actinides",
                c -> (double) (c.composition().lanthanides()
                                + more(c).elements().actinides())
                        / c.composition().atoms());
        ratio(
                "share_alkali",
                "share of alkali metals",
                c -> (double) more(c).elements().alkaliMetals()
                        / c.composition().atoms());
    }

    private void states() {
        amount("n_ks", "number of Kohn-Sham states", PRINTED, c -> c.sampling().states());
        amount(
                "n_ks_empty",
                "states beyond those that electrons fill",
                PRINTED,
                c -> Math.max(0, c.sampling().states() - c.composition().electrons() / electronsPerState(c)));
        amount("n_k", "number of k-points", PRINTED, c -> c.sampling().kPoints());
        amount(
                "n_sym",
                "number of symmetry operations",
                PRINTED,
                c -> c.sampling().symmetryOperations());
        flag(
                "n_spin",
                "1, 2 for two spin directions, 4 for spinors",
                PRINTED,
                c -> c.sampling().spinComponents());
        flag(
                "n_spin_density",
                "components of the magnetic density",
                PRINTED,
                c -> c.sampling().densityComponents());
        flag(
                "gamma_only",
                "1 where wavefunctions are real",
                PRINTED,
                c -> c.sampling().gammaOnly() ? 1 : 0);
        amount(
                "n_atomic_wfc",
                "pseudo-atomic wavefunctions",
                PRINTED,
                c -> c.composition().atomicWavefunctions());
    }

    private void basis() {
        b.linear(
                "ecutwfc",
                "Ry",
                "cutoff of wavefunctions",
                PRINTED,
                of(c -> c.basis().ecutwfcRydberg()));
        b.linear(
                "ecutrho",
                "Ry",
                "cutoff of the density",
                PRINTED,
                of(c -> c.basis().ecutrhoRydberg()));
        amount(
                "n_g_dense",
                "G-vectors of the dense grid",
                PRINTED,
                c -> c.basis().denseVectors());
        amount(
                "n_g_smooth",
                "G-vectors of the smooth grid",
                PRINTED,
                c -> c.basis().smoothVectors());
        amount(
                "fft_dense_points",
                "points of the dense grid",
                PRINTED,
                c -> c.basis().denseGrid().points());
        amount(
                "fft_smooth_points",
                "points of the smooth grid",
                PRINTED,
                c -> c.basis().smoothGrid().points());
        amount(
                "fft_smooth_1",
                "points of the smooth grid along the first axis",
                PRINTED,
                c -> c.basis().smoothGrid().n1());
        amount(
                "fft_smooth_2",
                "points of the smooth grid along the second axis",
                PRINTED,
                c -> c.basis().smoothGrid().n2());
        amount(
                "fft_smooth_3",
                "points of the smooth grid along the third axis",
                PRINTED,
                c -> c.basis().smoothGrid().n3());
        amount(
                "n_pw_max",
                "most plane waves of a k-point",
                PRINTED,
                c -> c.basis().largestPlaneWaves());
    }

    private void pseudopotentials() {
        flag(
                "ultrasoft",
                "1 with ultrasoft or PAW species",
                PRINTED,
                c -> c.composition().ultrasoft() ? 1 : 0);
        flag("paw", "1 with PAW species", PRINTED, c -> c.composition().paw() ? 1 : 0);
        amount(
                "n_kb",
                "projectors over all atoms, 2l+1 times each",
                PRINTED,
                c -> c.composition().projectorStates());
        flag(
                "projector_l_max",
                "largest l of a projector",
                PRINTED,
                c -> c.composition().largestProjectorL());
        amount(
                "projectors_max",
                "most projectors of a species",
                PRINTED,
                c -> c.composition().mostBetas());
        amount(
                "mesh_max",
                "most points of a radial mesh",
                FILES,
                c -> more(c).radial().largestMesh());
        amount(
                "n_mesh_projectors",
                "radial points of the projectors",
                FILES,
                c -> more(c).radial().projectors());
        amount(
                "n_mesh_augmentation",
                "radial points of the augmentation functions",
                FILES,
                c -> more(c).radial().augmentation());
        amount(
                "n_augmentation_pairs",
                "pairs of projectors with augmentation charges",
                FILES,
                c -> more(c).augmentation().pairs());
        ratio(
                "share_without_orbitals",
                "share of species without orbitals to start from",
                c -> (double) more(c).solution().speciesWithoutOrbitals()
                        / c.composition().species());
    }

    private void solution() {
        flag("davidson", "1 with Davidson's method", INPUT, c -> c.effort().davidson() ? 1 : 0);
        flag(
                "gradient_corrected",
                "1 where the functional has a gradient",
                FILES,
                c -> more(c).solution().gradient() ? 1 : 0);
        flag(
                "exact_exchange",
                "1 with a hybrid functional",
                FILES,
                c -> c.exchange().isPresent() ? 1 : 0);
        flag("hubbard", "1 with a Hubbard correction", INPUT, c -> course(c).hubbard() ? 1 : 0);
        flag(
                "spin_orbit",
                "1 with spin-orbit coupling",
                INPUT,
                c -> more(c).solution().spinOrbit() ? 1 : 0);
        flag("smearing", "1 with smeared occupations", INPUT, c -> course(c).smearing() ? 1 : 0);
        flag("tetrahedra", "1 with tetrahedra", INPUT, c -> more(c).solution().tetrahedra() ? 1 : 0);
        b.linear(
                "degauss",
                "Ry",
                "width of the smearing",
                INPUT,
                of(c -> more(c).solution().degaussRydberg()));
        flag(
                "starting_magnetization",
                "largest of a species",
                INPUT,
                c -> more(c).solution().startingMagnetization());
        flag(
                "fixed_magnetization",
                "1 where the magnetisation is given",
                INPUT,
                c -> more(c).solution().fixedMagnetization() ? 1 : 0);
        flag("mixing_beta", "share of the new density", INPUT, c -> course(c).mixingBeta());
        amount(
                "mixing_ndim",
                "iterations kept for mixing",
                INPUT,
                c -> c.effort().mixingDimension());
        flag("local_tf", "1 with local-TF mixing", INPUT, c -> c.effort().localThomasFermi() ? 1 : 0);
        flag(
                "atomic_start",
                "1 where states start from atomic ones",
                INPUT,
                c -> c.effort().atomicStart() ? 1 : 0);
    }

    private void ratios() {
        ratio(
                "electrons_per_atom",
                "electrons of an atom",
                c -> c.composition().electrons() / c.composition().atoms());
        b.linear(
                "electrons_per_bohr3",
                "bohr^-3",
                "electrons in the volume",
                FILES,
                of(c -> c.composition().electrons() / c.basis().volumeBohr3()));
        b.linear(
                "atoms_per_bohr3",
                "bohr^-3",
                "atoms in the volume",
                FILES,
                of(c -> c.composition().atoms() / c.basis().volumeBohr3()));
        ratio(
                "states_per_filled",
                "states over those that electrons fill",
                c -> c.sampling().states()
                        * electronsPerState(c)
                        / c.composition().electrons());
        ratio(
                "atomic_wfc_per_state",
                "pseudo-atomic wavefunctions of a state",
                c -> (double) c.composition().atomicWavefunctions()
                        / c.sampling().states());
        ratio(
                "projectors_per_state",
                "projectors of a state",
                c -> (double) c.composition().projectorStates() / c.sampling().states());
        amount(
                "plane_waves_per_state",
                "plane waves, spinor components included, of a state",
                PRINTED,
                c -> (double) c.basis().largestPlaneWaves()
                        * c.sampling().spinorComponents()
                        / c.sampling().states());
        ratio(
                "cutoff_per_band",
                "ecutwfc over the energy up to which free electrons fill all states",
                c -> c.basis().ecutwfcRydberg() / highestFreeElectron(c));
        ratio(
                "cutoff_ratio",
                "ecutrho over ecutwfc",
                c -> c.basis().ecutrhoRydberg() / c.basis().ecutwfcRydberg());
        ratio(
                "sphere_share",
                "G-vectors over points of the smooth grid",
                c -> (double) c.basis().smoothVectors() / c.basis().smoothGrid().points());
        ratio(
                "aspect",
                "longest over shortest axis of the smooth grid",
                c -> aspect(c.basis().smoothGrid()));
    }

    private static double electronsPerState(PwCounts c) {
        return c.sampling().spinorComponents() == 2 ? 1 : 2;
    }

    /** Fermi energy of as many free electrons as states hold, Ry. */
    private static double highestFreeElectron(PwCounts c) {
        double density =
                electronsPerState(c) * c.sampling().states() / c.basis().volumeBohr3();
        return Math.pow(3 * Math.PI * Math.PI * density, 2.0 / 3);
    }

    private static double aspect(FftGrid grid) {
        double longest = Math.max(grid.n1(), Math.max(grid.n2(), grid.n3()));
        return longest / Math.min(grid.n1(), Math.min(grid.n2(), grid.n3()));
    }

    private void layout() {
        byLayout("n_nodes", "number of nodes", (f, layouts, i) -> layouts.nodes(i));
        byLayout("n_ranks", "number of MPI ranks", (f, layouts, i) -> layouts.ranks(i));
        byLayout("threads_per_task", "threads of each rank", (f, layouts, i) -> layouts.threadsPerTask(i));
        byLayout("n_pool", "number of pools", (f, layouts, i) -> layouts.pools(i));
        byLayout("ranks_per_pool", "ranks of a pool", (f, layouts, i) -> layouts.ranksPerPool(i));
        byLayout("k_per_pool", "k-points of the busiest pool, each spin direction one", DetailedWork::kPointsPerPool);
        byLayout(
                "planes_per_rank",
                "FFT planes of the smooth grid on the rank that has most",
                DetailedWork::planesPerRank);
        b.linearByLayout("plane_imbalance", "these over the mean", REQUEST, DetailedWork::imbalance);
        byLayout(
                "n_diag",
                "ranks of the linear algebra, 0 where pw.x chooses",
                (f, layouts, i) -> layouts.diagonalizationRanks(i));
        byLayout("n_task_groups", "task groups of Fourier transforms", (f, layouts, i) -> layouts.taskGroups(i));
        b.log(
                "cores_per_node",
                "1",
                "physical cores of a node",
                "machine description",
                r -> r.machine().coresPerNode());
        b.linearByLayout(
                "transform_cost",
                "cost of the smooth grid's lengths beside others",
                "data/fft-lengths",
                DetailedWork::transformCost);
        b.logByLayout("memory_estimate", "byte", "memory of a rank by pw.x's estimate", ESTIMATE, DetailedWork::memory);
    }
}
