package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.features.input.KPoints;
import org.qeperf.features.input.PwInput;

/**
 * The points k+q of exact exchange ({@code PW/src/exx_base.f90}): each must be an image of a k-point under the symmetry of
 * the crystal. From 6.6 on pw.x tries other meshes where one does not fit; earlier releases stop.
 *
 * @param mesh the mesh of q-points in use
 * @param points number of different points k+q; 1 where pw.x says that they are those of the k-points
 * @param longestStep largest distance of a k-point and a point k+q, bohr^-1; pw.x takes them as they are, not the nearest
 *     images
 */
public record ExchangePoints(List<Integer> mesh, int points, double longestStep) {

    private static final double TOLERANCE = 1e-6;

    /** Most images of k-points under the operations. */
    private static final long MOST_IMAGES = 200_000L;

    /** Most pairs of k and q of one mesh. */
    private static final long MOST_PAIRS = 5_000_000L;

    /** Most pairs looked at, over all meshes that are tried. */
    private static final long MOST_TRIED = 6_000_000L;

    /** Most distances measured. */
    private static final long MOST_DISTANCES = 100_000_000L;

    private static final String FEWER = "fewer points of K_POINTS, or smaller nqx1, nqx2, nqx3";

    /** Copies the list. */
    public ExchangePoints {
        mesh = List.copyOf(mesh);
    }

    /**
     * Finds the points.
     *
     * @param input the input, of a hybrid functional
     * @param reduction its k-points
     * @return the points
     * @throws InputException if the mesh fits no k-points, or there are too many pairs
     */
    public static ExchangePoints of(PwInput input, SymmetryReduction reduction) {
        Lattice lattice = reduction.lattice();
        double[] cartesian = reduction.kPoints();
        List<double[]> k = new ArrayList<>();
        for (int i = 0; i < cartesian.length; i += 3) {
            k.add(lattice.kToCrystal(new double[] {cartesian[i], cartesian[i + 1], cartesian[i + 2]}));
        }
        long images = (long) k.size() * reduction.operations();
        if (images > MOST_IMAGES) {
            throw error(input, "exact exchange with " + images + " images of k-points", FEWER);
        }
        return new Search(input, lattice, k, star(k, reduction.symmetryOperations(), reduction.magneticSpinors()))
                .fitting();
    }

    /** The first image of each point, under operations in the outer loop, not folded to the first cell. */
    private static PointIndex star(List<double[]> k, List<SymmetryOperation> symmetry, boolean magnetic) {
        PointIndex star = new PointIndex(TOLERANCE);
        for (SymmetryOperation operation : symmetry) {
            for (double[] point : k) {
                double[] image = operation.reciprocalImage(point);
                star.addIfAbsent(image);
                if (!magnetic) {
                    star.addIfAbsent(new double[] {-image[0], -image[1], -image[2]});
                }
            }
        }
        return star;
    }

    private static final class Search {
        private final PwInput input;
        private final Lattice lattice;
        private final List<double[]> k;
        private final PointIndex star;
        private long tried;

        Search(PwInput input, Lattice lattice, List<double[]> k, PointIndex star) {
            this.input = input;
            this.lattice = lattice;
            this.k = k;
            this.star = star;
        }

        ExchangePoints fitting() {
            int[] most = input.kPoints() instanceof KPoints.Mesh m ? new int[] {m.n1(), m.n2(), m.n3()} : new int[3];
            int[] asked = new int[3];
            for (int i = 0; i < 3; i++) {
                int n = input.exactExchange().mesh().get(i);
                asked[i] = k.size() == 1 ? 1 : n == 0 ? most[i] : n;
                if (asked[i] == 0) {
                    throw error("nqx1, nqx2, nqx3 = 0 takes the mesh of the k-points, and there is none");
                }
            }
            Set<double[]> found = found(asked);
            int[] mesh = asked.clone();
            boolean adapts = input.version().atLeast(6, 6) && most[0] > 0;
            for (int attempt = 2; adapts && found.isEmpty(); attempt++) {
                int step = attempt % 2 == 0 ? -(attempt / 2) : attempt / 2;
                for (int i = 0; i < 3; i++) {
                    mesh[i] = Math.min(Math.max(1, asked[i] + step), most[i]);
                }
                found = found(mesh);
            }
            if (found.isEmpty()) {
                throw error("the mesh of exact exchange, " + mesh[0] + " x " + mesh[1] + " x " + mesh[2]
                        + ", does not fit the k-points");
            }
            return new ExchangePoints(List.of(mesh[0], mesh[1], mesh[2]), found.size(), longest(found));
        }

        /** The images of k-points that all k+q are, or nothing where one of them is no image of a k-point. */
        private Set<double[]> found(int[] n) {
            long pairs = (long) k.size() * n[0] * n[1] * n[2];
            if (pairs > MOST_PAIRS) {
                throw ExchangePoints.error(input, "exact exchange with " + pairs + " pairs of k and q", FEWER);
            }
            Set<double[]> found = Collections.newSetFromMap(new IdentityHashMap<>());
            double[] sum = new double[3];
            for (double[] point : k) {
                if (tried > MOST_TRIED) {
                    throw error("a mesh of exact exchange that fits the k-points takes too long to find");
                }
                for (int q = 0; q < n[0] * n[1] * n[2]; q++, tried++) {
                    sum[0] = point[0] + (double) (q / (n[1] * n[2])) / n[0];
                    sum[1] = point[1] + (double) (q / n[2] % n[1]) / n[1];
                    sum[2] = point[2] + (double) (q % n[2]) / n[2];
                    double[] image = star.find(sum);
                    if (image == null) {
                        return Set.of();
                    }
                    found.add(image);
                }
            }
            return found;
        }

        private double longest(Set<double[]> found) {
            if ((long) found.size() * k.size() > MOST_DISTANCES) {
                throw ExchangePoints.error(
                        input, "exact exchange with " + (long) found.size() * k.size() + " pairs of k and k+q", FEWER);
            }
            double longest = 0;
            List<double[]> points = k.stream().map(lattice::kToCartesian).toList();
            for (double[] image : found) {
                double[] end = lattice.kToCartesian(image);
                for (double[] start : points) {
                    double x = end[0] - start[0];
                    double y = end[1] - start[1];
                    double z = end[2] - start[2];
                    longest = Math.max(longest, x * x + y * y + z * z);
                }
            }
            return Math.sqrt(longest) * 2 * Math.PI / lattice.alat();
        }

        private InputException error(String problem) {
            return ExchangePoints.error(
                    input, problem, "nqx1, nqx2, nqx3 that divide the numbers of K_POINTS automatic");
        }
    }

    private static InputException error(PwInput input, String problem, String expected) {
        return new InputException(input.exactExchange().meshLocation(), "", problem, expected);
    }
}
