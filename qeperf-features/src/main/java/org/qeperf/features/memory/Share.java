package org.qeperf.features.memory;

import org.qeperf.api.feature.Layout;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.QeVersion;

/**
 * What one rank holds: plane waves by volume, as pw.x estimates them, and G-vectors and columns of the FFT grids evenly
 * spread over the ranks of a pool. Pw.x spreads whole columns, which differs by some 0.2 %.
 */
final class Share {

    static final int COMPLEX = 16;
    static final int REAL = 8;

    final PwCounts counts;
    final Layout layout;
    final int halves;
    final int spinors;
    final int ranks;
    final double planeWaves;
    final double dense;
    final double smooth;
    final double denseVectors;
    final double gridPoints;
    final double smoothPoints;

    Share(PwCounts counts, Layout layout) {
        PwCounts.Basis basis = counts.basis();
        this.counts = counts;
        this.layout = layout;
        this.halves = counts.sampling().gammaOnly() ? 2 : 1;
        this.spinors = counts.sampling().spinorComponents();
        this.ranks = layout.ranksPerPool();
        this.planeWaves = Math.floor(sphere(basis.ecutwfcRydberg(), halves) / ranks);
        this.denseVectors = basis.denseVectors();
        this.dense = Math.ceil(denseVectors / ranks);
        this.smooth = Math.ceil((double) basis.smoothVectors() / ranks);
        this.gridPoints = points(basis.denseGrid(), basis.denseSticks());
        this.smoothPoints = points(basis.smoothGrid(), basis.smoothSticks());
    }

    QeVersion version() {
        return counts.storage().version();
    }

    /** Vectors in a sphere by its volume, rounded. */
    double sphere(double cutoffRydberg, int parts) {
        double reciprocalVolume = Math.pow(2 * Math.PI, 3) / counts.basis().volumeBohr3();
        double root = Math.sqrt(cutoffRydberg);
        return Math.floor(4 * Math.PI / 3 * root * root * root / reciprocalVolume / parts + 0.5);
    }

    /** K-points of the pool that has most. */
    int kPoints() {
        return (int) Math.ceil((double) counts.sampling().workingKPoints() / layout.pools());
    }

    /** Arrays of wavefunctions held: one, or one for each k-point and one to work with. */
    double wavefunctionBuffers() {
        int k = kPoints();
        return counts.effort().diskLevel() > 0 || k == 1 ? 1 : k + 1;
    }

    /** Angular momenta of augmentation charges, {@code 2 lmaxkb + 1}; -1 without projectors. */
    int augmentationMomenta() {
        return 2 * counts.composition().largestProjectorL() + 1;
    }

    /** Bytes of one density in G-space and in real space ({@code scf_type}), without a kinetic energy density. */
    double density() {
        return counts.sampling().spinComponents() * (COMPLEX * dense + REAL * gridPoints);
    }

    /** The side of the square grid of ranks for linear algebra, as ScaLAPACK builds choose it. */
    int matrixSide() {
        int most = (int) Math.sqrt(ranks);
        if (!version().atLeast(7, 1)) {
            return most;
        }
        int wanted = (int) Math.floor(counts.sampling().states() / 100.0 + 0.5);
        return Math.max(1, Math.min(wanted, most));
    }

    private double points(FftGrid grid, long columns) {
        if (ranks == 1) {
            return grid.points();
        }
        double sticks = Math.ceil((double) columns / ranks);
        double planes = Math.ceil((double) grid.n3() / ranks);
        double layer = (double) grid.n1() * grid.n2();
        return Math.max(sticks * grid.n3(), Math.max(layer * planes, sticks * planes * ranks));
    }
}
