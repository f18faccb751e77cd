package org.qeperf.features.workload;

import org.qeperf.features.workload.Columns.Builder;
import org.qeperf.features.workload.Columns.LayoutValue;

/** The columns {@code work_...} of the schema {@link PwSchemas#QEPERF_2}, each with the routine that does the work. */
final class DetailedWorkColumns {

    /** What a column holds is of one rank and one iteration. */
    private static final String SCOPE = ", per rank and iteration";

    /** How names begin. */
    static final String PREFIX = "work_";

    /** How they go on where only conjugate gradients do the work. */
    static final String CONJUGATE_GRADIENTS = "cg_";

    private final Builder<DetailedWork> b;

    private DetailedWorkColumns(Builder<DetailedWork> b) {
        this.b = b;
    }

    static void add(Builder<DetailedWork> b) {
        DetailedWorkColumns columns = new DetailedWorkColumns(b);
        columns.hamiltonian();
        columns.solver();
        columns.density();
        columns.augmentation();
        columns.oneCentre();
    }

    private void work(String name, String unit, String meaning, String source, LayoutValue<DetailedWork> value) {
        b.logByLayout(PREFIX + name, unit, meaning + SCOPE, source, value);
    }

    /** Two columns: solvers apply the Hamiltonian differently often, and conjugate gradients to one state at a time. */
    private void bySolver(String name, String unit, String meaning, String source, LayoutValue<DetailedWork> value) {
        work(
                name,
                unit,
                meaning + " (but for conjugate gradients)",
                source,
                (f, layouts, i) -> f.blocks() * value.of(f, layouts, i));
        work(
                CONJUGATE_GRADIENTS + name,
                unit,
                meaning + " (conjugate gradients)",
                source,
                (f, layouts, i) -> (1 - f.blocks()) * value.of(f, layouts, i));
    }

    private void hamiltonian() {
        bySolver("fft", "flop", "transforms of states", "PW/src/vloc_psi.f90", DetailedWork::fft);
        bySolver("fft_points", "1", "points of the grids of states", "PW/src/vloc_psi.f90", DetailedWork::fftPoints);
        bySolver("transforms", "1", "number of transforms of states", "PW/src/vloc_psi.f90", DetailedWork::transforms);
        bySolver(
                "communication",
                "byte",
                "bytes that transforms send",
                "FFTXlib/fft_scatter.f90",
                DetailedWork::communication);
        bySolver("messages", "1", "transforms that send", "FFTXlib/fft_scatter.f90", DetailedWork::messages);
        bySolver(
                "projection",
                "1",
                "products of states and projectors",
                "PW/src/add_vuspsi.f90",
                DetailedWork::projection);
        bySolver("plane_waves", "1", "coefficients of states", "PW/src/h_psi.f90", DetailedWork::planeWaves);
        work("exchange", "flop", "transforms of pairs of states", "PW/src/exx.f90", DetailedWork::exchange);
        work("hubbard", "1", "products of states and Hubbard's", "PW/src/vhpsi.f90", DetailedWork::hubbard);
    }

    private void solver() {
        bySolver("subspace", "1", "products among states", "KS_Solvers/Davidson/cegterg.f90", DetailedWork::subspace);
        work(
                "diagonalization",
                "1",
                "cubes of the number of states",
                "KS_Solvers/Davidson/cegterg.f90",
                DetailedWork::diagonalization);
        work(
                "matrices",
                "1",
                "squares of the number of states",
                "KS_Solvers/Davidson/cegterg.f90",
                DetailedWork::matrices);
        work("k_points", "1", "k-points", "PW/src/c_bands.f90", DetailedWork::kPointsPerPool);
        work("non_local", "1", "coefficients of projectors", "PW/src/init_us_2.f90", DetailedWork::nonLocal);
    }

    private void density() {
        work(
                "dense_transforms",
                "flop",
                "a transform on the dense grid",
                "PW/src/v_of_rho.f90",
                DetailedWork::denseTransforms);
        work(
                "density_transforms",
                "flop",
                "transforms of all densities",
                "PW/src/v_of_rho.f90",
                DetailedWork::densityTransforms);
        work(
                "gradient_transforms",
                "flop",
                "transforms of gradients of all densities",
                "PW/src/gradcorr.f90",
                DetailedWork::gradientTransforms);
        work("densities", "1", "points of all densities", "PW/src/v_of_rho.f90", DetailedWork::density);
        work("gradient", "1", "points of gradients of densities", "PW/src/gradcorr.f90", DetailedWork::gradient);
        work("mixing", "1", "coefficients of densities kept", "PW/src/mix_rho.f90", DetailedWork::mixing);
        work(
                "symmetrization",
                "1",
                "coefficients of densities, for each operation",
                "PW/src/symme.f90",
                DetailedWork::symmetrization);
    }

    private void augmentation() {
        String charges = "PW/src/addusdens.f90";
        work("augmentation_couplings", "1", "terms of its functions", charges, DetailedWork::augmentationFunctions);
        work("augmentation_pairs", "1", "coefficients of its functions", charges, DetailedWork::augmentationPairs);
        work("augmentation_charges", "1", "coefficients of its charges", charges, DetailedWork::augmentationCharges);
        work("augmentation_atoms", "1", "structure factors", charges, DetailedWork::augmentationAtoms);
        work("augmentation_harmonics", "1", "spherical harmonics", charges, DetailedWork::augmentationHarmonics);
        work("occupations", "1", "products of projections", "PW/src/sum_band.f90", DetailedWork::occupations);
        work("overlap", "1", "products of states and projectors", "PW/src/s_psi.f90", DetailedWork::overlap);
        work(
                "overlap_subspace",
                "1",
                "products among states with an overlap",
                "KS_Solvers/Davidson/cegterg.f90",
                DetailedWork::overlapSubspace);
        work(
                "spin_orbit_products",
                "1",
                "products of spin-orbit pairs, at each k-point",
                "PW/src/sum_band.f90",
                DetailedWork::spinOrbitProducts);
        b.log(
                "work_spin_orbit_potential",
                "1",
                "products of spin-orbit pairs, per iteration",
                "PW/src/newd.f90",
                r -> DetailedWork.spinOrbitPotential(r.counts().complete()));
        work(
                "spin_orbit_occupations",
                "1",
                "products of projections with spin-orbit coupling",
                "PW/src/sum_band.f90",
                DetailedWork::spinOrbitOccupations);
    }

    private void oneCentre() {
        String source = "PW/src/paw_onecenter.f90";
        work("paw_directions", "1", "points of radial densities", source, DetailedWork::pawDirections);
        work("paw_gradient", "1", "points of radial gradients", source, DetailedWork::pawGradient);
        work("paw_harmonics", "1", "points times harmonics", source, DetailedWork::pawHarmonics);
        work(
                "paw_gradient_harmonics",
                "1",
                "points times harmonics of gradients",
                source,
                (f, layouts, i) -> f.pawGradientHarmonics(layouts, i));
        work("paw_pairs", "1", "radial points of pairs of projectors", source, DetailedWork::pawPairs);
        work("paw_couplings", "1", "radial points of products of harmonics", source, DetailedWork::pawCouplings);
        work("paw_moments", "1", "radial points of harmonics", source, DetailedWork::pawMoments);
        work("paw_rotations", "1", "rotations of occupations", "PW/src/paw_symmetry.f90", DetailedWork::pawRotations);
    }
}
