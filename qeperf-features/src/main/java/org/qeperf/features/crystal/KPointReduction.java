package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.features.input.KPoints;
import org.qeperf.features.input.ParseLimits;

/**
 * The k-points that pw.x computes: a mesh is first reduced with the group of the lattice ({@code PW/src/kpoint_grid.f90}),
 * then every list is completed for the smaller group of the crystal ({@code PW/src/irrek.f90}).
 */
final class KPointReduction {

    private static final double TOLERANCE = 1e-5;

    private final Symmetry symmetry;
    private final ParseLimits limits;
    private final KPoints card;
    private final int[][] inverses;

    private KPointReduction(Symmetry symmetry, ParseLimits limits, KPoints card) {
        this.symmetry = symmetry;
        this.limits = limits;
        this.card = card;
        this.inverses = inverses(symmetry.latticeGroup());
    }

    /**
     * The points to compute, three coefficients of the reciprocal vectors for each.
     *
     * @param given the points of the input
     * @param extra points of the ADDITIONAL_K_POINTS card, in the same form
     * @param complete whether to complete the list for the group of the crystal (all calculations but bands)
     */
    static List<double[]> irreducible(
            KPoints given,
            List<double[]> extra,
            Lattice lattice,
            Symmetry symmetry,
            boolean complete,
            ParseLimits limits) {
        KPointReduction reduction = new KPointReduction(symmetry, limits, given);
        List<double[]> points = new ArrayList<>();
        if (given instanceof KPoints.Gamma) {
            return List.of(new double[3]);
        } else if (given instanceof KPoints.Mesh mesh) {
            points.addAll(reduction.reduce(mesh));
        } else if (given instanceof KPoints.Listed listed) {
            points.addAll(coefficients(listed, lattice));
        }
        points.addAll(extra);
        if (!complete || symmetry.latticeGroup().size() == 1) {
            return points;
        }
        return symmetry.magnetic() ? reduction.completeMagnetic(points) : reduction.complete(points);
    }

    static List<double[]> coefficients(KPoints.Listed listed, Lattice lattice) {
        List<double[]> points = new ArrayList<>();
        for (KPoints.Point p : listed.points()) {
            double[] k = {p.x(), p.y(), p.z()};
            points.add(listed.crystal() ? k : lattice.kToCrystal(k));
        }
        return points;
    }

    /** One point of each class under the lattice group and, where it holds, time reversal. */
    private List<double[]> reduce(KPoints.Mesh mesh) {
        int[] n = {mesh.n1(), mesh.n2(), mesh.n3()};
        int[] shift = {mesh.s1(), mesh.s2(), mesh.s3()};
        boolean[] taken = new boolean[n[0] * n[1] * n[2]];
        List<double[]> representatives = new ArrayList<>();
        double[] k = new double[3];
        double[] image = new double[3];
        for (int point = 0; point < taken.length; point++) {
            if (taken[point]) {
                continue;
            }
            k[0] = (double) (point / (n[1] * n[2])) / n[0] + (double) shift[0] / 2 / n[0];
            k[1] = (double) (point / n[2] % n[1]) / n[1] + (double) shift[1] / 2 / n[1];
            k[2] = (double) (point % n[2]) / n[2] + (double) shift[2] / 2 / n[2];
            for (Rotation rotation : symmetry.latticeGroup()) {
                apply(rotation.matrix(), k, image);
                fold(image);
                mark(taken, image, 1, n, shift);
                if (symmetry.timeReversal()) {
                    mark(taken, image, -1, n, shift);
                }
            }
            double[] representative = k.clone();
            fold(representative);
            representatives.add(representative);
            requireFew(representatives.size());
        }
        return representatives;
    }

    private static void mark(boolean[] taken, double[] image, int sign, int[] n, int[] shift) {
        int index = 0;
        for (int i = 0; i < 3; i++) {
            double steps = sign * image[i] * n[i] - 0.5 * shift[i];
            double whole = Math.rint(steps);
            if (Math.abs(steps - whole) > TOLERANCE) {
                return;
            }
            index = index * n[i] + Math.floorMod((int) whole, n[i]);
        }
        taken[index] = true;
    }

    /** Adds, for one operation of each coset of the crystal's group, the images that are not yet there. */
    private List<double[]> complete(List<double[]> given) {
        List<Rotation> group = symmetry.latticeGroup();
        int order = symmetry.order();
        if (group.size() % order != 0) {
            throw new InputException(
                    card.location(),
                    "",
                    order + " symmetry operations of the crystal do not divide " + group.size() + " of its lattice",
                    "a crystal whose operations form a group (pw.x stops here too)");
        }
        int[] cosets = cosets(group, order);
        List<double[]> all = new ArrayList<>(given);
        double[][] images = new double[group.size()][3];
        for (double[] k : given) {
            for (int i = 0; i < cosets.length; i++) {
                apply(inverses[cosets[i]], k, images[i]);
                if (symmetry.reversed()[cosets[i]]) {
                    negate(images[i]);
                }
            }
            for (int c = order; c < cosets.length; c += order) {
                if (!isKnown(images, c)) {
                    all.add(images[c].clone());
                    requireFew(all.size());
                }
            }
        }
        return all;
    }

    private boolean isKnown(double[][] images, int candidate) {
        for (int i = 0; i < candidate; i++) {
            if (equivalent(images[candidate], images[i], 1)
                    || symmetry.timeReversal() && equivalent(images[candidate], images[i], -1)) {
                return true;
            }
        }
        return false;
    }

    /** Operations coset by coset, those of the crystal's group first. */
    private static int[] cosets(List<Rotation> group, int order) {
        int[] ordered = new int[group.size()];
        boolean[] done = new boolean[group.size()];
        int filled = 0;
        for (int op = 0; op < group.size() && filled < ordered.length; op++) {
            if (!done[op]) {
                for (int s = 0; s < order; s++) {
                    int product = indexOf(
                            group,
                            Rotation.multiply(
                                    group.get(op).matrix(), group.get(s).matrix()));
                    ordered[filled++] = product;
                    done[product] = true;
                }
            }
        }
        return ordered;
    }

    /** The same for spinors with magnetic moments, where k and -k are equivalent only by an operation. */
    private List<double[]> completeMagnetic(List<double[]> given) {
        List<Rotation> group = symmetry.latticeGroup();
        List<double[]> all = new ArrayList<>();
        double[] image = new double[3];
        double[] other = new double[3];
        for (double[] k : given) {
            int first = all.size();
            for (int op = 0; op < group.size(); op++) {
                apply(inverses[op], k, image);
                boolean known = false;
                for (int s = 0; s < symmetry.order() && !known; s++) {
                    apply(inverses[s], image, other);
                    if (symmetry.reversed()[s]) {
                        negate(other);
                    }
                    for (int i = first; i < all.size() && !known; i++) {
                        known = equivalent(all.get(i), other, 1);
                    }
                }
                if (!known) {
                    all.add(image.clone());
                    requireFew(all.size());
                }
            }
        }
        return all;
    }

    private static int[][] inverses(List<Rotation> group) {
        int[] identity = group.get(0).matrix();
        int[][] inverses = new int[group.size()][];
        for (int a = 0; a < inverses.length; a++) {
            for (Rotation b : group) {
                if (Arrays.equals(Rotation.multiply(group.get(a).matrix(), b.matrix()), identity)) {
                    inverses[a] = b.matrix();
                }
            }
        }
        return inverses;
    }

    private static int indexOf(List<Rotation> group, int[] matrix) {
        for (int i = 0; i < group.size(); i++) {
            if (Arrays.equals(group.get(i).matrix(), matrix)) {
                return i;
            }
        }
        throw new IllegalStateException("the point group of a lattice is closed");
    }

    static void apply(int[] s, double[] k, double[] out) {
        double x = k[0];
        double y = k[1];
        double z = k[2];
        for (int i = 0; i < 3; i++) {
            out[i] = s[3 * i] * x + s[3 * i + 1] * y + s[3 * i + 2] * z;
        }
    }

    /** To the first cell; halves round away from zero, as in Fortran. */
    private static void fold(double[] k) {
        for (int i = 0; i < 3; i++) {
            k[i] -= k[i] >= 0 ? Math.floor(k[i] + 0.5) : Math.ceil(k[i] - 0.5);
        }
    }

    private static void negate(double[] k) {
        for (int i = 0; i < 3; i++) {
            k[i] = -k[i];
        }
    }

    private static boolean equivalent(double[] a, double[] b, int sign) {
        for (int i = 0; i < 3; i++) {
            double d = a[i] - sign * b[i];
            if (!(Math.abs(d - Math.rint(d)) < TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    private void requireFew(int points) {
        if (points > limits.maxKPoints()) {
            throw new InputException(
                    card.location(),
                    "",
                    "more than " + limits.maxKPoints() + " k-points remain after the reduction by symmetry",
                    "a coarser mesh");
        }
    }
}
