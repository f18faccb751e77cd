package org.qeperf.features.workload;

import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.counts.Descriptors;
import org.qeperf.features.counts.Descriptors.PerAtom;
import org.qeperf.features.counts.PwCounts;

/**
 * The work of pw.x's kernels in one self-consistency iteration, on the busiest rank, kernel by kernel: real operations of
 * transforms, points, products, or bytes. How often a solver applies the Hamiltonian is left to the models, so prefactors that
 * do not depend on the input are left out.
 */
final class DetailedWork {

    private static final int COMPLEX_BYTES = 16;

    /** Spinors have the four components of a density matrix in spin. */
    private static final int SPINOR_PRODUCTS = 4;

    /** Components of a rotation of the magnetisation, over those of the densities. */
    private static final int SPINOR_ROTATIONS = 10;

    private final double blocks;
    private final double kPoints;
    private final double states;
    private final double transforms;
    private final double planeWaves;
    private final double waveColumns;
    private final Grid smooth;
    private final Grid dense;
    private final double densities;
    private final double gradient;
    private final double denseVectors;
    private final double symmetry;
    private final double mixing;
    private final double nonLocal;
    private final double projection;
    private final double subspace;
    private final double exchange;
    private final double hubbard;
    private final double ultrasoft;
    private final double harmonics;
    private final double spinorProducts;
    private final double atoms;
    private final Descriptors descriptors;
    private final MemoryByLayout memory;

    private DetailedWork(PwCounts counts) {
        PwCounts.Sampling sampling = counts.sampling();
        PwCounts.Basis basis = counts.basis();
        double halves = sampling.gammaOnly() ? 2 : 1;
        double spinors = sampling.spinorComponents();
        double waves = basis.largestPlaneWaves();
        double projectors = counts.composition().projectorStates();
        descriptors = counts.descriptors().orElseThrow();
        blocks = counts.effort().davidson() || counts.effort().workingStates() > sampling.states() ? 1 : 0;
        kPoints = sampling.workingKPoints();
        states = sampling.states();
        transforms = states * spinors / halves;
        planeWaves = states * waves * spinors;
        waveColumns = counts.spread().orElseThrow().waveSticks();
        smooth = new Grid(basis.smoothGrid());
        dense = new Grid(basis.denseGrid());
        densities = sampling.densityComponents();
        gradient = descriptors.solution().gradient() ? 1 : 0;
        denseVectors = basis.denseVectors();
        symmetry = sampling.symmetryOperations();
        mixing = counts.effort().mixingDimension();
        nonLocal = projectors * waves;
        projection = states * projectors * waves * spinors / halves;
        subspace = states * states * waves * spinors / halves;
        exchange = counts.exchange()
                .map(x -> states * states * x.qPoints() * new Grid(x.grid()).operations * spinors / halves)
                .orElse(0.0);
        hubbard = states * counts.storage().hubbardWavefunctions() * waves * spinors / halves;
        ultrasoft = counts.composition().ultrasoft() ? 1 : 0;
        double momenta = 2.0 * counts.composition().largestProjectorL() + 1;
        harmonics = ultrasoft * momenta * momenta;
        spinorProducts = spinors > 1 ? SPINOR_PRODUCTS : 1;
        atoms = counts.composition().atoms();
        memory = new MemoryByLayout(counts);
    }

    static DetailedWork of(FeatureCounts counts, Machine machine) {
        return new DetailedWork(counts.complete());
    }

    /** An FFT grid whose planes along the third axis are shared out. */
    private static final class Grid {
        private final double layer;
        private final double planes;

        /** Operations of a transform for each point, less what the lengths cost beside others. */
        private final double ofPoint;

        private final double operations;
        private final double costAlone;
        private final double costShared;

        Grid(FftGrid grid) {
            layer = (double) grid.n1() * grid.n2();
            planes = grid.n3();
            ofPoint = 5 * Math.log(grid.points()) / Math.log(2);
            operations = ofPoint * grid.points();
            costAlone = TransformCost.alone(grid);
            costShared = TransformCost.shared(grid);
        }

        double points(double ranks) {
            return layer * Math.ceil(planes / ranks);
        }

        double cost(int ranks) {
            return ranks == 1 ? costAlone : costShared;
        }

        double transform(int ranks) {
            return ofPoint * points(ranks) * cost(ranks);
        }
    }

    /** K-points, spin directions included, on the pool that has most. */
    double kPointsPerPool(Layouts layouts, int i) {
        return Math.ceil(kPoints / layouts.pools(i));
    }

    /** Planes of the smooth grid on the rank that has most. */
    double planesPerRank(Layouts layouts, int i) {
        return Math.ceil(smooth.planes / layouts.ranksPerPool(i));
    }

    /** By how much the rank that has most planes has more than the mean. */
    double imbalance(Layouts layouts, int i) {
        return planesPerRank(layouts, i) * layouts.ranksPerPool(i) / smooth.planes;
    }

    /** 0 where conjugate gradients treat one state at a time, else 1. */
    double blocks() {
        return blocks;
    }

    double transformCost(Layouts layouts, int i) {
        return smooth.cost(layouts.ranksPerPool(i));
    }

    double memory(Layouts layouts, int i) {
        return memory.bytes(layouts, i);
    }

    double fft(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * transforms * smooth.transform(layouts.ranksPerPool(i));
    }

    double fftPoints(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * transforms * smooth.points(layouts.ranksPerPool(i));
    }

    double transforms(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * transforms;
    }

    double communication(Layouts layouts, int i) {
        double ranks = layouts.ranksPerPool(i);
        return kPointsPerPool(layouts, i)
                * transforms
                * COMPLEX_BYTES
                * waveColumns
                * smooth.planes
                * (ranks - 1)
                / (ranks * ranks);
    }

    double messages(Layouts layouts, int i) {
        return layouts.ranksPerPool(i) > 1 ? kPointsPerPool(layouts, i) * transforms : 0;
    }

    double projection(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * projection / layouts.ranksPerPool(i);
    }

    double subspace(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * subspace / layouts.ranksPerPool(i);
    }

    double planeWaves(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * planeWaves / layouts.ranksPerPool(i);
    }

    double diagonalization(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * states * states * states;
    }

    double matrices(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * states * states;
    }

    double nonLocal(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * nonLocal / layouts.ranksPerPool(i);
    }

    double denseTransforms(Layouts layouts, int i) {
        return dense.transform(layouts.ranksPerPool(i));
    }

    double densityTransforms(Layouts layouts, int i) {
        return densities * dense.transform(layouts.ranksPerPool(i));
    }

    double gradientTransforms(Layouts layouts, int i) {
        return gradient * densities * dense.transform(layouts.ranksPerPool(i));
    }

    double density(Layouts layouts, int i) {
        return densities * dense.points(layouts.ranksPerPool(i));
    }

    /** A gradient of a polarised density takes both directions, and their sum. */
    double gradient(Layouts layouts, int i) {
        double directions = densities == 1 ? 1 : 2;
        return gradient * directions * densities * dense.points(layouts.ranksPerPool(i));
    }

    double mixing(Layouts layouts, int i) {
        return denseVectors * densities * mixing / layouts.ranksPerPool(i);
    }

    double symmetrization(Layouts layouts, int i) {
        return denseVectors * densities * symmetry / layouts.ranksPerPool(i);
    }

    double augmentationFunctions(Layouts layouts, int i) {
        return denseVectors / layouts.ranks(i) * descriptors.augmentation().couplings();
    }

    double augmentationPairs(Layouts layouts, int i) {
        return denseVectors / layouts.ranks(i) * descriptors.augmentation().speciesPairs();
    }

    double augmentationCharges(Layouts layouts, int i) {
        return denseVectors
                / layouts.ranks(i)
                * densities
                * descriptors.augmentation().pairs();
    }

    double augmentationAtoms(Layouts layouts, int i) {
        return denseVectors
                / layouts.ranks(i)
                * densities
                * descriptors.augmentation().atoms();
    }

    double augmentationHarmonics(Layouts layouts, int i) {
        return denseVectors / layouts.ranks(i) * harmonics;
    }

    double occupations(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * states * descriptors.augmentation().pairs() * spinorProducts;
    }

    double overlap(Layouts layouts, int i) {
        return ultrasoft * projection(layouts, i);
    }

    double overlapSubspace(Layouts layouts, int i) {
        return ultrasoft * subspace(layouts, i);
    }

    double spinOrbitProducts(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * descriptors.augmentation().spinOrbitProducts();
    }

    static double spinOrbitPotential(PwCounts counts) {
        return counts.sampling().densityComponents()
                * counts.descriptors().orElseThrow().augmentation().spinOrbitProducts();
    }

    double spinOrbitOccupations(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * states * descriptors.augmentation().spinOrbitPairs();
    }

    double pawDirections(Layouts layouts, int i) {
        return densities * sharedDirections(descriptors.oneCentre().directions(), layouts.ranks(i));
    }

    double pawGradient(Layouts layouts, int i) {
        return gradient * pawDirections(layouts, i);
    }

    double pawHarmonics(Layouts layouts, int i) {
        return densities * sharedDirections(descriptors.oneCentre().harmonics(), layouts.ranks(i));
    }

    double pawGradientHarmonics(Layouts layouts, int i) {
        return gradient * pawHarmonics(layouts, i);
    }

    double pawPairs(Layouts layouts, int i) {
        return densities * sharedAtoms(descriptors.oneCentre().pairs(), layouts.ranks(i));
    }

    double pawCouplings(Layouts layouts, int i) {
        return densities * sharedAtoms(descriptors.oneCentre().couplings(), layouts.ranks(i));
    }

    double pawMoments(Layouts layouts, int i) {
        return densities * sharedAtoms(descriptors.oneCentre().moments(), layouts.ranks(i));
    }

    double pawRotations(Layouts layouts, int i) {
        double components = densities == SPINOR_PRODUCTS ? SPINOR_ROTATIONS : densities;
        return symmetry > 1
                ? symmetry * components * sharedAtoms(descriptors.oneCentre().rotations(), layouts.ranks(i))
                : 0;
    }

    double exchange(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * exchange / layouts.ranksPerPool(i);
    }

    double hubbard(Layouts layouts, int i) {
        return kPointsPerPool(layouts, i) * hubbard / layouts.ranksPerPool(i);
    }

    /**
     * What the rank with most has where atoms are shared out in blocks of their order ({@code block_distribute}): as many atoms
     * as any has, of the mean size, but not less than the largest atom.
     */
    private double sharedAtoms(PerAtom number, int ranks) {
        return ranks >= atoms
                ? number.most()
                : Math.max(number.most(), Math.ceil(atoms / ranks) * number.sum() / atoms);
    }

    /** As above, but where ranks outnumber atoms, those of an atom share its directions. */
    private double sharedDirections(PerAtom number, int ranks) {
        return ranks > atoms ? number.most() * atoms / ranks : sharedAtoms(number, ranks);
    }
}
