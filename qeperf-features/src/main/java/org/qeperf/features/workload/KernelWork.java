package org.qeperf.features.workload;

import org.qeperf.api.feature.Layout;

/**
 * The work of pw.x's kernels in one self-consistency iteration, on the busiest rank: real operations, or bytes for
 * communication.
 *
 * <p>The forms are those of the cost model in the Quantum ESPRESSO user's guide (section "Understanding parallelism",
 * "Execution time"); the prefactors count operations and leave out how often a solver applies the Hamiltonian, which is
 * left to the models.
 *
 * @param fft transforms of wavefunctions between plane waves and the smooth grid
 * @param projection scalar products with the projectors and sums over them
 * @param subspace scalar products among states
 * @param diagonalization dense eigenproblems of the size of the states
 * @param density transforms and mixing on the dense grid
 * @param communication bytes that transposing the FFT grid sends
 */
record KernelWork(
        double fft, double projection, double subspace, double diagonalization, double density, double communication) {

    static KernelWork of(FeatureCounts counts, Layout layout) {
        double ranks = layout.ranksPerPool();
        double kPoints = kPointsPerPool(counts, layout);
        double states = counts.states();
        double spinors = counts.spinorComponents();
        double planeWaves = counts.largestPlaneWaves() * spinors;
        double complexProduct = counts.gammaOnly() ? 4 : 8;
        double transforms = transforms(counts, layout);
        double smooth = counts.smoothGrid().points();
        return new KernelWork(
                2 * transforms * transform(smooth) / ranks,
                2 * complexProduct * kPoints * states * counts.projectorStates() * planeWaves / ranks,
                complexProduct * kPoints * states * states * planeWaves / ranks,
                complexProduct * kPoints * states * states * states,
                (counts.densityComponents() + 2) * transform(counts.denseGrid().points()) / ranks,
                2 * transforms * 16 * smooth / ranks * (ranks - 1) / ranks);
    }

    /** K-points, spin directions included, on the pool that has most. */
    static double kPointsPerPool(FeatureCounts counts, Layout layout) {
        return Math.ceil((double) counts.workingKPoints() / layout.pools());
    }

    /** One transform of each state at each k-point of the busiest pool; two real states share one. */
    static double transforms(FeatureCounts counts, Layout layout) {
        return kPointsPerPool(counts, layout)
                * counts.states()
                * counts.spinorComponents()
                / (counts.gammaOnly() ? 2 : 1);
    }

    double operations() {
        return fft + projection + subspace + diagonalization + density;
    }

    /** Operations of one complex transform of n points. */
    private static double transform(double n) {
        return 5 * n * Math.log(n) / Math.log(2);
    }
}
