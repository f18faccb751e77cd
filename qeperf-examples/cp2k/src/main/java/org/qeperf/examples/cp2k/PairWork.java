package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.examples.cp2k.BasisSet.Gaussian;

/**
 * The work of putting products of Gaussians on grids, and of taking them off again, up to a factor that is the same for all inputs:
 * {@code R^(3/2) / V} times the sum over pairs of primitive functions of {@code (l + l' + 1)^2 (1/a + 1/a')^(3/2)}.
 *
 * <p>Two Gaussians of exponents a and a' overlap up to a distance whose square goes as 1/a + 1/a', so that its cube over the volume V
 * of the cell is the number of their overlapping images. The product has the width of the exponent a + a' and its grid the cutoff
 * R (a + a') (the relative cutoff R in Ry), so that the points in the product go as R^(3/2), whatever the exponents. On each point is a
 * polynomial of the degree l + l'; that its work goes as the square was seen in the runs of the campaign.
 */
final class PairWork {

    /** Most functions of all kinds, since the work is that of pairs. */
    static final int MOST = 3000;

    private static final double BOHR = 0.52917720859;

    private final List<Gaussian> gaussians = new ArrayList<>();
    private final List<Long> atoms = new ArrayList<>();

    /** Adds the functions of atoms of one kind. */
    void add(long number, BasisSet basis, Word place) {
        for (Gaussian gaussian : basis.gaussians()) {
            if (gaussians.size() == MOST) {
                throw place.error("the basis sets of all kinds have too many exponents", "at most " + MOST);
            }
            gaussians.add(gaussian);
            atoms.add(number);
        }
    }

    /** The work in a cell of so many cubic angstrom. */
    double in(double volume, double relativeCutoffRydberg) {
        int n = gaussians.size();
        double[] width = new double[n];
        double[] momentum = new double[n];
        double[] number = new double[n];
        for (int i = 0; i < n; i++) {
            width[i] = 1 / gaussians.get(i).exponent();
            momentum[i] = gaussians.get(i).momentum();
            number[i] = atoms.get(i);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double degree = momentum[i] + momentum[j] + 1;
                double square = width[i] + width[j];
                sum += number[i] * number[j] * degree * degree * square * Math.sqrt(square);
            }
        }
        double cubicBohr = volume / (BOHR * BOHR * BOHR);
        return sum * relativeCutoffRydberg * Math.sqrt(relativeCutoffRydberg) / cubicBohr;
    }
}
