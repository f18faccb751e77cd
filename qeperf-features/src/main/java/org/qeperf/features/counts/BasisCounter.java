package org.qeperf.features.counts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.basis.GSphere;
import org.qeperf.features.basis.GVectors;
import org.qeperf.features.crystal.Lattice;
import org.qeperf.features.crystal.SymmetryReduction;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.pseudo.Pseudopotential;

/** Cutoffs, grids and plane waves ({@code PW/src/setup.f90}, {@code PW/src/data_structure.f90}). */
final class BasisCounter {

    /** Above this ratio of cutoffs pw.x uses a second grid ({@code PW/src/setup.f90}). */
    static final double SINGLE_GRID_DUAL = 4 + 1e-8;

    /** {@code nfftx} of {@code FFTXlib} before version 7.1. */
    private static final int LARGEST_BEFORE_7_1 = 2049;

    /** Cutoffs that pw.x accepts from 6.8 on, Ry. */
    private static final double LEAST_CUTOFF = 1;

    private static final double LARGEST_CUTOFF = 10_000;

    private final PwInput input;
    private final List<Pseudopotential> potentials;
    private final ParseLimits limits;

    BasisCounter(PwInput input, List<Pseudopotential> potentials, ParseLimits limits) {
        this.input = input;
        this.potentials = potentials;
        this.limits = limits;
    }

    PwCounts.Basis count(SymmetryReduction symmetry, boolean gamma) {
        double ecutwfc = wavefunctionCutoff();
        double ecutrho = densityCutoff(ecutwfc);
        requireSensible(ecutwfc, ecutrho);
        double dual = ecutrho / ecutwfc;
        Lattice lattice = symmetry.lattice();
        requireCountable(ecutrho, lattice.volume());
        double unit = 2 * Math.PI / lattice.alat();
        double unitSquared = unit * unit;
        double dense = dual * ecutwfc / unitSquared;
        double waves = ecutwfc / unitSquared;
        boolean two = dual > SINGLE_GRID_DUAL;
        double smooth = two ? 4 * ecutwfc / unitSquared : dense;
        GVectors denseVectors = vectors(input.cutoffs().dense(), lattice, dense, symmetry.fftFactors());
        List<Integer> smoothGiven = input.cutoffs().smooth().contains(0) && !two
                ? input.cutoffs().dense()
                : input.cutoffs().smooth();
        GVectors smoothVectors = two || !smoothGiven.equals(input.cutoffs().dense())
                ? vectors(smoothGiven, lattice, smooth, symmetry.fftFactors())
                : denseVectors;
        requireNested(denseVectors.grid(), smoothVectors.grid(), two);
        GSphere sphere = new GSphere(lattice.reciprocalVectors(), denseVectors.grid());
        requireColumns(sphere, symmetry.kPoints(), waves, dense, denseVectors.rows());
        long denseCount = half(denseVectors.count(), gamma);
        return new PwCounts.Basis(
                ecutwfc,
                ecutrho,
                lattice.volume(),
                denseCount,
                denseVectors.grid(),
                two ? half(smoothVectors.count(), gamma) : denseCount,
                smoothVectors.grid(),
                denseVectors.rows(),
                smoothVectors.rows(),
                half(largestPlaneWaves(sphere, symmetry.kPoints(), waves, dense), gamma));
    }

    /** The dense grid before any symmetry is known, which releases before 6.4 begin with. */
    FftGrid gridWithoutSymmetry() {
        Lattice lattice = Lattice.of(input);
        double ecutrho = densityCutoff(wavefunctionCutoff());
        requireCountable(ecutrho, lattice.volume());
        double unit = 2 * Math.PI / lattice.alat();
        return vectors(input.cutoffs().dense(), lattice, ecutrho / (unit * unit), List.of(1, 1, 1))
                .grid();
    }

    private void requireSensible(double ecutwfc, double ecutrho) {
        if (!(ecutrho / ecutwfc > 1)) {
            throw cutoffError("ecutrho = " + ecutrho + " is not above ecutwfc = " + ecutwfc, "at least 4 ecutwfc");
        }
        if (input.version().atLeast(6, 8) && (ecutwfc < LEAST_CUTOFF || ecutwfc > LARGEST_CUTOFF)) {
            throw cutoffError("ecutwfc = " + ecutwfc, "between 1 and 10000 Ry");
        }
    }

    /** pw.x crashes where the smooth grid of two is the larger one ({@code FFTXlib/src/fft_types.f90}). */
    private void requireNested(FftGrid dense, FftGrid smooth, boolean two) {
        boolean nested = smooth.n1() <= dense.n1() && smooth.n2() <= dense.n2() && smooth.n3() <= dense.n3();
        if (two && !nested) {
            throw cutoffError(
                    "the smooth grid, " + smooth.text() + ", does not fit into the dense grid, " + dense.text(),
                    "nr1, nr2, nr3 not below nr1s, nr2s, nr3s, or neither");
        }
    }

    /** Columns of plane waves must be columns of the density too ({@code FFTXlib/src/fft_types.f90}). */
    private void requireColumns(GSphere sphere, double[] k, double waves, double dense, long columns) {
        double farthest = GSphere.farthest(k);
        double reach = Math.sqrt(waves) + farthest;
        boolean none = farthest - Math.sqrt(waves) > Math.sqrt(dense);
        if (none || reach * reach > dense && sphere.rows(reach * reach) > columns) {
            throw cutoffError(
                    "plane waves of some k-points reach beyond the density's cutoff", "a larger ecutrho (4 ecutwfc)");
        }
    }

    private void requireCountable(double ecutrho, double volume) {
        double vectors = 4 * Math.PI / 3 * Math.pow(ecutrho, 1.5) * volume / Math.pow(2 * Math.PI, 3);
        if (vectors > Integer.MAX_VALUE) {
            throw cutoffError(
                    "the cutoff asks for more than " + Integer.MAX_VALUE + " G-vectors", "a smaller cutoff or cell");
        }
    }

    private long largestPlaneWaves(GSphere sphere, double[] k, double waves, double dense) {
        double work = sphere.work(k, waves);
        if (work > limits.maxColumns()) {
            throw cutoffError(
                    String.format(Locale.ROOT, "%.0f columns of plane waves for %d k-points", work, k.length / 3),
                    "a smaller cell or cutoff, or fewer k-points");
        }
        return Arrays.stream(sphere.counts(k, waves, dense)).max().orElse(0);
    }

    private static long half(long full, boolean gamma) {
        return gamma ? (full + 1) / 2 : full;
    }

    private GVectors vectors(List<Integer> given, Lattice lattice, double cutoff, List<Integer> factors) {
        try {
            Optional<FftGrid> chosen = given.contains(0)
                    ? Optional.empty()
                    : Optional.of(new FftGrid(given.get(0), given.get(1), given.get(2)));
            GVectors vectors = GVectors.of(lattice, cutoff, factors, chosen);
            FftGrid grid = vectors.grid();
            int largest = Math.max(grid.n1(), Math.max(grid.n2(), grid.n3()));
            if (largest > LARGEST_BEFORE_7_1 && !input.version().atLeast(7, 1)) {
                throw new IllegalArgumentException("an FFT grid of " + largest + " points along an axis; pw.x "
                        + input.version() + " has no more than " + LARGEST_BEFORE_7_1);
            }
            return vectors;
        } catch (IllegalArgumentException e) {
            throw cutoffError("the cutoff asks for " + e.getMessage(), "a smaller cutoff or cell");
        }
    }

    /** {@code ecutwfc}, or the largest that a pseudopotential suggests. */
    private double wavefunctionCutoff() {
        double given = input.cutoffs().ecutwfcRydberg();
        double suggested = potentials.stream()
                .mapToDouble(Pseudopotential::wavefunctionCutoffRydberg)
                .max()
                .orElse(0);
        double cutoff = given > 0 ? given : suggested;
        if (!(cutoff > 0)) {
            throw cutoffError("ecutwfc is not set and no pseudopotential suggests one", "ecutwfc in Ry");
        }
        return cutoff;
    }

    private double densityCutoff(double ecutwfc) {
        if (input.cutoffs().ecutrhoRydberg() > 0) {
            return input.cutoffs().ecutrhoRydberg();
        }
        double suggested = input.cutoffs().ecutwfcRydberg() > 0
                ? 0
                : potentials.stream()
                        .mapToDouble(Pseudopotential::densityCutoffRydberg)
                        .max()
                        .orElse(0);
        return suggested > 0 ? suggested : 4 * ecutwfc;
    }

    private InputException cutoffError(String problem, String expected) {
        return new InputException(input.cutoffs().location(), "", problem, expected);
    }
}
