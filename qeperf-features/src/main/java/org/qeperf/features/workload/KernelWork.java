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
 * <p>The components are factors of the forms, so that a layout costs little arithmetic.
 *
 * @param kPoints k-points, spin directions included
 * @param smoothPlanes planes of the smooth grid
 * @param fftOfPoint transforms of wavefunctions between plane waves and the smooth grid, at one k-point
 * @param projectionOfPoint scalar products with the projectors and sums over them, at one k-point
 * @param subspaceOfPoint scalar products among states, at one k-point
 * @param diagonalizationOfPoint the dense eigenproblem of the size of the states, at one k-point
 * @param sentOfPoint bytes that transposing the FFT grid moves, at one k-point
 * @param densityOfAll transforms and mixing on the dense grid
 */
record KernelWork(
        double kPoints,
        double smoothPlanes,
        double fftOfPoint,
        double projectionOfPoint,
        double subspaceOfPoint,
        double diagonalizationOfPoint,
        double sentOfPoint,
        double densityOfAll) {

    static KernelWork of(FeatureCounts counts, Machine machine) {
        return of(counts, counts.projectorStates());
    }

    /** With 0 projectors where nobody asks for their work, so that their number need not be known. */
    static KernelWork of(FeatureCounts counts, int projectors) {
        double states = counts.states();
        double planeWaves = (double) counts.largestPlaneWaves() * counts.spinorComponents();
        double product = counts.gammaOnly() ? 4 : 8;
        double smooth = counts.smoothGrid().points();
        return new KernelWork(
                counts.workingKPoints(),
                counts.smoothGrid().n3(),
                2 * transformsOfPoint(counts) * transform(smooth),
                2 * product * states * projectors * planeWaves,
                product * states * states * planeWaves,
                product * states * states * states,
                2 * transformsOfPoint(counts) * 16 * smooth,
                (counts.densityComponents() + 2) * transform(counts.denseGrid().points()));
    }

    /** K-points, spin directions included, on the pool that has most. */
    double kPointsPerPool(Layouts layouts, int i) {
        return Math.ceil(kPoints / layouts.pools(i));
    }

    double planesPerRank(Layouts layouts, int i) {
        return smoothPlanes / layouts.ranksPerPool(i);
    }

    double fft(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * fftOfPoint / layouts.ranksPerPool(i);
    }

    double projection(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * projectionOfPoint / layouts.ranksPerPool(i);
    }

    double subspace(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * subspaceOfPoint / layouts.ranksPerPool(i);
    }

    double diagonalization(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * diagonalizationOfPoint;
    }

    double density(Layouts layouts, int i) {
        return densityOfAll / layouts.ranksPerPool(i);
    }

    double communication(Layouts layouts, int i) {
        double ranks = layouts.ranksPerPool(i);
        return kPointsPerPool(layouts, i) * sentOfPoint * (ranks - 1) / (ranks * ranks);
    }

    /** All of them but communication. */
    double operations(Layouts layouts, int i) {
        double kPoints = kPointsPerPool(layouts, i);
        double shared = kPoints * (fftOfPoint + projectionOfPoint + subspaceOfPoint) + densityOfAll;
        return shared / layouts.ranksPerPool(i) + kPoints * diagonalizationOfPoint;
    }

    /** One transform of each state at each k-point of the busiest pool; two real states share one. */
    static double transforms(FeatureCounts counts, int pools) {
        return Math.ceil((double) counts.workingKPoints() / pools) * transformsOfPoint(counts);
    }

    static double transformsOfPoint(FeatureCounts counts) {
        return (double) counts.states() * counts.spinorComponents() / (counts.gammaOnly() ? 2 : 1);
    }

    /** Operations of one complex transform of n points. */
    private static double transform(double n) {
        return 5 * n * Math.log(n) / Math.log(2);
    }
}
