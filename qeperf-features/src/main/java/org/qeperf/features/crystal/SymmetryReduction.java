package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;

/**
 * What symmetry leaves of a crystal: the number of operations and the k-points to compute.
 *
 * @param lattice the lattice
 * @param operations number of symmetry operations, as pw.x prints it
 * @param fftFactors for each axis, what the fractional translations make FFT dimensions a multiple of
 * @param kPoints Cartesian k-points in 2 pi/alat, three numbers for each
 */
public record SymmetryReduction(Lattice lattice, int operations, List<Integer> fftFactors, double[] kPoints) {

    /** Copies what can change. */
    public SymmetryReduction {
        fftFactors = List.copyOf(fftFactors);
        kPoints = kPoints.clone();
    }

    /**
     * Cartesian k-points in 2 pi/alat.
     *
     * @return three numbers for each point, a new array
     */
    @Override
    public double[] kPoints() {
        return kPoints.clone();
    }

    /**
     * Number of k-points, as pw.x prints it.
     *
     * @return at least 1
     */
    public int kPointCount() {
        return kPoints.length / 3;
    }

    /**
     * Searches the symmetry of an input and reduces its k-points.
     *
     * @param input the input
     * @param limits the largest accepted number of k-points
     * @return what is left
     * @throws org.qeperf.api.InputException if the cell is not one, or too many k-points remain
     */
    public static SymmetryReduction of(PwInput input, ParseLimits limits) {
        Lattice lattice = Lattice.of(input);
        Crystal crystal = Crystal.of(input, lattice);
        crystal.requireDistinctPlaces(input.cell().location());
        Symmetry symmetry = SymmetrySearch.of(crystal, input, limits);
        List<double[]> extra = input.additionalKPoints()
                .map(listed -> KPointReduction.coefficients(listed, lattice))
                .orElse(List.of());
        boolean complete = input.calculation() != PwInput.Calculation.BANDS;
        List<double[]> reduced =
                KPointReduction.irreducible(input.kPoints(), extra, lattice, symmetry, complete, limits);
        double[] cartesian = new double[3 * reduced.size()];
        for (int i = 0; i < reduced.size(); i++) {
            System.arraycopy(lattice.kToCartesian(reduced.get(i)), 0, cartesian, 3 * i, 3);
        }
        List<Integer> factors = new ArrayList<>();
        for (int factor : symmetry.fftFactors()) {
            factors.add(factor);
        }
        return new SymmetryReduction(lattice, symmetry.order(), factors, cartesian);
    }
}
