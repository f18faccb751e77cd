package org.qeperf.features.basis;

import java.util.List;
import java.util.Optional;
import org.qeperf.features.crystal.Lattice;

/**
 * The G-vectors of a cutoff and the FFT grid that holds them ({@code FFTXlib/src/fft_types.f90},
 * {@code Modules/recvec_subs.f90}).
 *
 * @param grid the grid
 * @param count number of vectors with {@code |G|^2 <= cutoff} on the grid, odd
 * @param rows number of rows along the third axis that hold such vectors ({@code sticks})
 */
public record GVectors(FftGrid grid, long count, long rows) {

    /**
     * The vectors of a cutoff, with the grid that pw.x chooses for them.
     *
     * @param lattice the lattice
     * @param cutoff squared radius in (2 pi/alat)^2
     * @param factors for each axis, what its dimension must be a multiple of
     * @return grid and counts
     * @throws IllegalArgumentException if the grid exceeds pw.x's limit
     */
    public static GVectors of(Lattice lattice, double cutoff, List<Integer> factors) {
        return of(lattice, cutoff, factors, Optional.empty());
    }

    /**
     * The same on a grid that may be given: vectors that do not fit it are dropped.
     *
     * @param lattice the lattice
     * @param cutoff squared radius in (2 pi/alat)^2
     * @param factors for each axis, what the dimension of a grid that is not given must be a multiple of
     * @param given the grid, or nothing to choose one
     * @return grid and counts
     * @throws IllegalArgumentException if no grid is given and the one needed exceeds pw.x's limit
     */
    public static GVectors of(Lattice lattice, double cutoff, List<Integer> factors, Optional<FftGrid> given) {
        GSphere sphere = new GSphere(lattice.reciprocalVectors());
        GSphere.Extent extent = sphere.extent(cutoff, FftGrid.trial(lattice, cutoff));
        FftGrid grid = given.orElseGet(() -> FftGrid.holding(extent.strict(), factors));
        int[] reached = extent.reached();
        if (2 * reached[0] + 1 <= grid.n1() && 2 * reached[1] + 1 <= grid.n2() && 2 * reached[2] + 1 <= grid.n3()) {
            return new GVectors(grid, extent.vectors(), extent.rows());
        }
        GSphere cut = new GSphere(lattice.reciprocalVectors(), grid);
        return new GVectors(grid, cut.count(cutoff), cut.rows(cutoff));
    }
}
