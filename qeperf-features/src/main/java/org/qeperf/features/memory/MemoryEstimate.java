package org.qeperf.features.memory;

import org.qeperf.api.feature.Layout;
import org.qeperf.features.counts.PwCounts;

/**
 * pw.x's "Estimated max dynamical RAM per process", derived again from counts and layout: what stays allocated, and the
 * largest of the work spaces that come and go.
 *
 * <p>Source: the terms of {@code PW/src/memory_report.f90}, version 6.7, without those of exact exchange, Hubbard
 * corrections, meta-GGA and real-space augmentation. Sums are in {@code double}, where pw.x's 32-bit sums overflow for
 * large cells. G-vectors and columns are taken as evenly spread over the ranks of a pool. Not safe to share while
 * computing; {@link #bytesPerRank} is.
 */
public final class MemoryEstimate {

    private static final int COMPLEX = 16;
    private static final int REAL = 8;

    private final PwCounts.Composition atoms;
    private final PwCounts.Sampling sampling;
    private final PwCounts.Basis basis;
    private final PwCounts.Effort effort;
    private final Layout layout;
    private final double planeWaves;
    private final double dense;
    private final double smooth;
    private final double gridPoints;

    private MemoryEstimate(PwCounts counts, Layout layout) {
        this.atoms = counts.composition();
        this.sampling = counts.sampling();
        this.basis = counts.basis();
        this.effort = counts.effort();
        this.layout = layout;
        int ranks = layout.ranksPerPool();
        this.planeWaves = Math.floor(Math.rint(sphere(basis.ecutwfcRydberg()) / halves()) / ranks);
        this.dense = Math.ceil((double) basis.denseVectors() / ranks);
        this.smooth = Math.ceil((double) basis.smoothVectors() / ranks);
        this.gridPoints = gridPoints();
    }

    /**
     * The estimate for the rank that needs most.
     *
     * @param counts what the run consists of
     * @param layout how it is spread
     * @return bytes, positive
     */
    public static double bytesPerRank(PwCounts counts, Layout layout) {
        MemoryEstimate estimate = new MemoryEstimate(counts, layout);
        double sum = estimate.allocated() + estimate.largestWorkSpace();
        return Math.max(sum, COMPLEX * (double) counts.basis().denseVectors());
    }

    /** Plane waves in a sphere, by volume: pw.x does not use the true number here. */
    private double sphere(double cutoffRydberg) {
        double reciprocalVolume = Math.pow(2 * Math.PI, 3) / basis.volumeBohr3();
        return 4 * Math.PI / 3 * Math.pow(cutoffRydberg, 1.5) / reciprocalVolume;
    }

    private int halves() {
        return sampling.gammaOnly() ? 2 : 1;
    }

    private double gridPoints() {
        int ranks = layout.ranksPerPool();
        if (ranks == 1) {
            return basis.denseGrid().points();
        }
        double sticks = Math.ceil((double) basis.denseSticks() / ranks);
        double planes = Math.ceil((double) basis.denseGrid().n3() / ranks);
        double layer = (double) basis.denseGrid().n1() * basis.denseGrid().n2();
        return Math.max(sticks * basis.denseGrid().n3(), Math.max(layer * planes, sticks * planes * ranks));
    }

    private double allocated() {
        int spinors = sampling.spinorComponents();
        int spin = sampling.spinComponents();
        int kPoints = (int) Math.ceil((double) sampling.workingKPoints() / layout.pools());
        double held = effort.diskLevel() > 0 || kPoints == 1 ? 1 : kPoints + 1;
        double wavefunctions = COMPLEX * (double) sampling.states() * spinors * planeWaves * held;
        double structureFactors = COMPLEX * dense * atoms.species();
        double projectors = COMPLEX * atoms.projectorStates() * planeWaves;
        double density = spin * (COMPLEX * dense + REAL * gridPoints);
        double fixed = COMPLEX * (gridPoints + dense * (1 + atoms.species())) + REAL * gridPoints * (2 + spin);
        double mixing = 0;
        if (effort.selfConsistent()) {
            mixing = density;
            if (effort.diskLevel() < 2) {
                mixing += 2.0 * COMPLEX * effort.mixingDimension() * spin * dense;
            }
        }
        double vectors = 60 * dense + 8 * smooth;
        return wavefunctions + structureFactors + projectors + radialTables() + 3 * density + fixed + mixing + vectors;
    }

    private double radialTables() {
        int l = densityL();
        if (l <= 0) {
            return 0;
        }
        double points = Math.floor((Math.sqrt(basis.ecutrhoRydberg()) / 0.01 + 4) * effort.cellFactor());
        double pairs = atoms.mostBetas() * (atoms.mostBetas() + 1.0) / 2;
        return REAL * points * pairs * l * atoms.species();
    }

    private int densityL() {
        return 2 * atoms.largestProjectorL() + 1;
    }

    private double largestWorkSpace() {
        double largest = Math.max(diagonalization(), start());
        if (effort.selfConsistent() && effort.localThomasFermi()) {
            double points = layout.ranksPerPool() == 1 ? basis.smoothGrid().points() : gridPoints;
            largest = Math.max(largest, COMPLEX * 27 * dense + REAL * points);
        }
        return atoms.ultrasoft() ? Math.max(largest, augmentation()) : largest;
    }

    private double diagonalization() {
        int spinors = sampling.spinorComponents();
        double grid = Math.floor(Math.sqrt(layout.ranksPerPool()));
        double side = Math.floor(effort.workingStates() / grid);
        double matrices = (double) COMPLEX / halves() * 3 * side * side;
        double overlaps = (double) COMPLEX / halves() * atoms.projectorStates() * spinors * sampling.states();
        double vectors = effort.davidson()
                ? COMPLEX * (double) effort.workingStates() * spinors * planeWaves * (atoms.ultrasoft() ? 3 : 2)
                : 0;
        return matrices + overlaps + vectors;
    }

    private double start() {
        double n = effort.atomicStart() ? Math.max(atoms.atomicWavefunctions(), sampling.states()) : sampling.states();
        return COMPLEX * planeWaves * n * (sampling.spinorComponents() + 1) + REAL * n * (3 * n + 1);
    }

    private double augmentation() {
        double share = Math.floor(dense / layout.pools());
        double l2 = (double) densityL() * densityL();
        double pairs = atoms.mostAugmentationPairs();
        double same = atoms.mostAugmentedAtoms();
        double magnetic = dense * sampling.densityComponents();
        double density = REAL * share * (l2 + 1) + COMPLEX * (magnetic + share * (same + pairs + 1));
        double largest = density;
        if (effort.forces()) {
            double forces = REAL * (magnetic + share * (l2 + 1))
                    + COMPLEX * share * (pairs + 3 * same)
                    + 24 * pairs * same * sampling.densityComponents();
            largest = Math.max(largest, forces);
        }
        if (effort.stress()) {
            double stress = REAL * (magnetic + share * (2 * l2 + 1))
                    + COMPLEX * share * (pairs + 3 + sampling.spinComponents());
            largest = Math.max(largest, stress);
        }
        return largest;
    }
}
