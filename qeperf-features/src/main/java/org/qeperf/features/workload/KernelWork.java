package org.qeperf.features.workload;

import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;

/**
 * The work of pw.x's kernels in one self-consistency iteration, on the busiest rank: real operations, or bytes for
 * communication.
 *
 * <p>The forms are those of the cost model in the Quantum ESPRESSO user's guide (section "Understanding parallelism",
 * "Execution time"); the prefactors count operations and leave out how often a solver applies the Hamiltonian, which is
 * left to the models.
 *
 * @param kPoints k-points, spin directions included
 * @param states Kohn-Sham states
 * @param waves complex transforms of all states at one k-point; two real states share one
 * @param planeWaves plane waves of a state, spinor components included
 * @param projectorStates projectors over all atoms, 2l+1 times each
 * @param product real operations of one product and sum
 * @param smoothPlanes planes of the smooth grid
 * @param smoothPoints points of the smooth grid
 * @param smoothTransform operations of one transform on the smooth grid
 * @param densityTransforms operations of all transforms on the dense grid
 */
record KernelWork(
        double kPoints,
        double states,
        double waves,
        double planeWaves,
        double projectorStates,
        double product,
        double smoothPlanes,
        double smoothPoints,
        double smoothTransform,
        double densityTransforms) {

    static KernelWork of(FeatureCounts counts, Machine machine) {
        double states = counts.states();
        double smooth = counts.smoothGrid().points();
        return new KernelWork(
                counts.workingKPoints(),
                states,
                waves(counts),
                (double) counts.largestPlaneWaves() * counts.spinorComponents(),
                counts.projectorStates(),
                counts.gammaOnly() ? 4 : 8,
                counts.smoothGrid().n3(),
                smooth,
                transform(smooth),
                (counts.densityComponents() + 2) * transform(counts.denseGrid().points()));
    }

    /** K-points, spin directions included, on the pool that has most. */
    double kPointsPerPool(Layouts layouts, int i) {
        return Math.ceil(kPoints / layouts.pools(i));
    }

    /** FFT planes of the smooth grid on a rank. */
    double planesPerRank(Layouts layouts, int i) {
        return smoothPlanes / layouts.ranksPerPool(i);
    }

    /** Transforms of wavefunctions between plane waves and the smooth grid. */
    double fft(Layouts layouts, int i) {
        return 2 * (kPointsPerPool(layouts, i) * waves) * smoothTransform / layouts.ranksPerPool(i);
    }

    /** Scalar products with the projectors and sums over them. */
    double projection(Layouts layouts, int i) {
        return 2
                * product
                * kPointsPerPool(layouts, i)
                * states
                * projectorStates
                * planeWaves
                / layouts.ranksPerPool(i);
    }

    /** Scalar products among states. */
    double subspace(Layouts layouts, int i) {
        return product * kPointsPerPool(layouts, i) * states * states * planeWaves / layouts.ranksPerPool(i);
    }

    /** Dense eigenproblems of the size of the states. */
    double diagonalization(Layouts layouts, int i) {
        return product * kPointsPerPool(layouts, i) * states * states * states;
    }

    /** Transforms and mixing on the dense grid. */
    double density(Layouts layouts, int i) {
        return densityTransforms / layouts.ranksPerPool(i);
    }

    /** Bytes that transposing the FFT grid sends. */
    double communication(Layouts layouts, int i) {
        double ranks = layouts.ranksPerPool(i);
        return 2 * (kPointsPerPool(layouts, i) * waves) * 16 * smoothPoints / ranks * (ranks - 1) / ranks;
    }

    /** All operations. */
    double operations(Layouts layouts, int i) {
        return fft(layouts, i)
                + projection(layouts, i)
                + subspace(layouts, i)
                + diagonalization(layouts, i)
                + density(layouts, i);
    }

    /** One transform of each state at each k-point of the busiest pool; two real states share one. */
    static double transforms(FeatureCounts counts, int pools) {
        return Math.ceil((double) counts.workingKPoints() / pools) * waves(counts);
    }

    private static double waves(FeatureCounts counts) {
        return (double) counts.states() * counts.spinorComponents() / (counts.gammaOnly() ? 2 : 1);
    }

    /** Operations of one complex transform of n points. */
    private static double transform(double n) {
        return 5 * n * Math.log(n) / Math.log(2);
    }
}
