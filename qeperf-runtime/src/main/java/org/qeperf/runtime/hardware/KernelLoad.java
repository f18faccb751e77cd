package org.qeperf.runtime.hardware;

import java.util.List;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;

/**
 * What a kernel of pw.x has to do at least: real operations, and bytes that must come from memory and go there if nothing is
 * left in a cache from before and everything needed twice stays in it meanwhile. {@code docs/hardware.md} has the forms.
 *
 * @param kernel which
 * @param flop operations, positive
 * @param bytes least traffic, positive
 * @param workingBytes what the innermost call works on; if a cache holds that, the traffic may be less
 */
public record KernelLoad(PwKernel kernel, double flop, double bytes, double workingBytes) {

    private static final double COMPLEX = 16;
    private static final double REAL = 8;
    /** A complex multiply-add, and one of a real by the parts of a complex number. */
    private static final double COMPLEX_PRODUCT = 8;

    private static final double REAL_PRODUCT = 4;

    /**
     * Operations for the cube of the order of a real eigenproblem with overlap and all vectors: Cholesky 1/3, reduction to
     * standard form 1, to tridiagonal form 4/3, vectors back 2 and 1 (LAPACK Working Note 41); four times that if complex.
     */
    private static final double EIGENPROBLEM = 17.0 / 3;

    private static final double COMPLEX_OVER_REAL = 4;
    /** Both matrices are read, the vectors written. */
    private static final double EIGENPROBLEM_MATRICES = 3;

    /** Squares of both parts, their sum, its weight, and the sum with the density. */
    private static final double SUM_OF_POINT = 5;
    /** The same for two real states with a weight each. */
    private static final double SUM_OF_PAIR = 6;

    /**
     * Operations over bytes.
     *
     * @return flop/byte
     */
    public double intensity() {
        return flop / bytes;
    }

    /**
     * The kernels of an input, each applied once to all states of all k-points: the Hamiltonian, one product among the states,
     * one eigenproblem of their number, one sum of the density. A solver does most of it several times in an iteration.
     *
     * @param counts the counts of a pw.x input
     * @return one load for each kernel; without projectors none of the projection
     * @throws org.qeperf.api.feature.MissingCountException if a count is missing
     */
    public static List<KernelLoad> of(Counts counts) {
        Count.Grid grid = counts.grid("fft_smooth");
        double points = (double) grid.n1() * grid.n2() * grid.n3();
        boolean gamma = counts.flag("gamma_only");
        int spinors = counts.flag("noncollinear") ? 2 : 1;
        double states = counts.whole("n_ks");
        double kPoints = (double) counts.whole("n_k") * (counts.whole("n_spin") == 2 ? 2 : 1);
        double waves = counts.whole("n_pw_max");
        double projectors = counts.whole("n_kb");
        double onGrid = kPoints * states * spinors / (gamma ? 2 : 1);
        KernelLoad fft = transform(points, 1).times(2 * onGrid);
        KernelLoad subspace = subspace(waves * spinors, states, gamma).times(kPoints);
        KernelLoad eigenproblem = eigenproblem(states, gamma).times(kPoints);
        KernelLoad sum = densitySum(points, gamma).times(onGrid);
        return projectors == 0
                ? List.of(fft, subspace, eigenproblem, sum)
                : List.of(
                        fft,
                        projection(waves, projectors, states, spinors, gamma).times(kPoints),
                        subspace,
                        eigenproblem,
                        sum);
    }

    /**
     * One transform in place, as is usual counted with 5 N log2 N operations for N points, though pw.x leaves out empty columns.
     *
     * @param points points of the grid
     * @param ranks ranks that share it
     * @return the share of one rank
     */
    public static KernelLoad transform(double points, int ranks) {
        double flop = 5 * points * Math.log(points) / Math.log(2);
        return new KernelLoad(PwKernel.FFT, flop / ranks, 2 * COMPLEX * points / ranks, COMPLEX * points / ranks);
    }

    /**
     * Projections of a block of states at a k-point, and what the projectors add to it: two products of matrices.
     *
     * @param waves plane waves
     * @param projectors projectors of all atoms
     * @param states states of the block
     * @param spinors components of a state
     * @param gamma whether states are real
     * @return the load of both products
     */
    public static KernelLoad projection(double waves, double projectors, double states, int spinors, boolean gamma) {
        double block = states * spinors;
        double flop = 2 * (gamma ? REAL_PRODUCT : COMPLEX_PRODUCT) * projectors * block * waves;
        // Projectors twice, states once, H psi in and out.
        double traffic = COMPLEX * waves * (2 * projectors + 3 * block);
        double coefficients = 2 * (gamma ? REAL : COMPLEX) * projectors * block;
        return new KernelLoad(
                PwKernel.PROJECTION, flop, traffic + coefficients, COMPLEX * waves * (projectors + block));
    }

    private static KernelLoad subspace(double waves, double states, boolean gamma) {
        double flop = (gamma ? REAL_PRODUCT : COMPLEX_PRODUCT) * states * states * waves;
        double matrix = (gamma ? REAL : COMPLEX) * states * states;
        double traffic = 2 * COMPLEX * waves * states;
        return new KernelLoad(PwKernel.SUBSPACE, flop, traffic + matrix, traffic);
    }

    private static KernelLoad eigenproblem(double states, boolean gamma) {
        double flop = (gamma ? 1 : COMPLEX_OVER_REAL) * EIGENPROBLEM * states * states * states;
        double traffic = EIGENPROBLEM_MATRICES * (gamma ? REAL : COMPLEX) * states * states;
        return new KernelLoad(PwKernel.DIAGONALIZATION, flop, traffic, traffic);
    }

    private static KernelLoad densitySum(double points, boolean gamma) {
        double flop = (gamma ? SUM_OF_PAIR : SUM_OF_POINT) * points;
        // The state once, the density in and out.
        double traffic = (COMPLEX + 2 * REAL) * points;
        return new KernelLoad(PwKernel.DENSITY_SUM, flop, traffic, (COMPLEX + REAL) * points);
    }

    /**
     * The same several times.
     *
     * @param times how often
     * @return the load, on as large a working set
     */
    public KernelLoad times(double times) {
        return new KernelLoad(kernel, times * flop, times * bytes, workingBytes);
    }

    /**
     * The shortest time.
     *
     * @param roof what works on it
     * @return seconds at the attainable rate
     */
    public double leastSeconds(Roof roof) {
        return flop / roof.attainable(intensity());
    }
}
