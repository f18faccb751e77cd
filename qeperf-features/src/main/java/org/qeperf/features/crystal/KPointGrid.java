package org.qeperf.features.crystal;

import java.util.Arrays;
import org.qeperf.features.input.KPoints;
import org.qeperf.features.input.Polarization;

/** Points of a regular mesh ({@code PW/src/kpoint_grid.f90}, {@code PW/src/bp_strings.f90}). */
final class KPointGrid {

    private static final double TOLERANCE = 1e-5;

    private static final double[] INVERSION = {-1, 0, 0, 0, -1, 0, 0, 0, -1};

    private final int[] n;
    private final int[] shift;
    private final double[] sizes;
    private final double[] halfShifts;
    private final Lattice lattice;
    private final boolean[] taken;

    private KPointGrid(KPoints.Mesh mesh, Lattice lattice) {
        this.n = new int[] {mesh.n1(), mesh.n2(), mesh.n3()};
        this.shift = new int[] {mesh.s1(), mesh.s2(), mesh.s3()};
        this.sizes = new double[] {n[0], n[1], n[2]};
        this.halfShifts = new double[] {0.5 * shift[0], 0.5 * shift[1], 0.5 * shift[2]};
        this.lattice = lattice;
        this.taken = new boolean[Math.multiplyExact(Math.multiplyExact(n[0], n[1]), n[2])];
    }

    /** One point of each class under a group and, where it holds, time reversal; its weight is the size of the class. */
    static void reduce(KPoints.Mesh mesh, Lattice lattice, PointGroup group, boolean timeReversal, KPointList list) {
        new KPointGrid(mesh, lattice).reduce(group, timeReversal, list);
        list.normalise();
    }

    /** All points, as they are. */
    static void full(KPoints.Mesh mesh, Lattice lattice, KPointList list) {
        KPointGrid grid = new KPointGrid(mesh, lattice);
        double[] k = new double[3];
        for (int point = 0; point < grid.taken.length; point++) {
            grid.place(point, k);
            double[] x = lattice.kToCartesian(k);
            list.add(x[0], x[1], x[2], 1.0 / grid.taken.length);
        }
    }

    /** Strings of points along one reciprocal vector, from each point of the mesh across it. */
    static void strings(KPoints.Mesh mesh, Polarization strings, Lattice lattice, PointGroup group, KPointList list) {
        int direction = strings.gdir();
        KPoints.Mesh across = new KPoints.Mesh(
                direction == 1 ? 1 : mesh.n1(),
                direction == 2 ? 1 : mesh.n2(),
                direction == 3 ? 1 : mesh.n3(),
                mesh.s1(),
                mesh.s2(),
                mesh.s3(),
                mesh.location());
        KPointList starts = new KPointList(Integer.MAX_VALUE, mesh.location());
        reduce(across, lattice, group, true, starts);
        double[] bg = lattice.reciprocalVectors();
        int n = strings.nppstr();
        double[] k = new double[3];
        for (int start = 0; start < starts.size(); start++) {
            starts.get(start, k);
            for (int step = 0; step < n; step++) {
                int b = 3 * (direction - 1);
                list.add(
                        k[0] + step * (bg[b] / (n - 1)),
                        k[1] + step * (bg[b + 1] / (n - 1)),
                        k[2] + step * (bg[b + 2] / (n - 1)),
                        starts.weight(start) / n);
            }
        }
    }

    private void place(int point, double[] k) {
        k[0] = (double) (point / (n[1] * n[2])) / n[0] + (double) shift[0] / 2 / n[0];
        k[1] = (double) (point / n[2] % n[1]) / n[1] + (double) shift[1] / 2 / n[1];
        k[2] = (double) (point % n[2]) / n[2] + (double) shift[2] / 2 / n[2];
    }

    private void reduce(PointGroup group, boolean timeReversal, KPointList list) {
        double[] matrices = matrices(group);
        // With an inversion the opposite of each image is an image.
        boolean opposites = timeReversal && !hasInversion(matrices);
        double[] k = new double[3];
        for (int point = 0; point < taken.length; point++) {
            if (taken[point]) {
                continue;
            }
            taken[point] = true;
            place(point, k);
            int members = 1;
            for (int s = 0; s < matrices.length; s += 9) {
                double x = matrices[s] * k[0] + matrices[s + 1] * k[1] + matrices[s + 2] * k[2];
                double y = matrices[s + 3] * k[0] + matrices[s + 4] * k[1] + matrices[s + 5] * k[2];
                double z = matrices[s + 6] * k[0] + matrices[s + 7] * k[1] + matrices[s + 8] * k[2];
                x -= Math.rint(x);
                y -= Math.rint(y);
                z -= Math.rint(z);
                members += isNew(x, y, z) ? 1 : 0;
                if (opposites) {
                    members += isNew(-x, -y, -z) ? 1 : 0;
                }
            }
            for (int i = 0; i < 3; i++) {
                k[i] = fold(k[i]);
            }
            double[] cartesian = lattice.kToCartesian(k);
            list.add(cartesian[0], cartesian[1], cartesian[2], members);
        }
    }

    /** The operations, row by row, as real numbers: so no product converts them. */
    private static double[] matrices(PointGroup group) {
        double[] matrices = new double[9 * group.size()];
        for (int op = 0; op < group.size(); op++) {
            int[] s = group.matrix(op);
            for (int i = 0; i < 9; i++) {
                matrices[9 * op + i] = s[i];
            }
        }
        return matrices;
    }

    private static boolean hasInversion(double[] matrices) {
        for (int s = 0; s < matrices.length; s += 9) {
            if (Arrays.equals(matrices, s, s + 9, INVERSION, 0, 9)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a place is a point of the mesh that was not taken; takes it. */
    private boolean isNew(double x, double y, double z) {
        double i = x * sizes[0] - halfShifts[0];
        double j = y * sizes[1] - halfShifts[1];
        double k = z * sizes[2] - halfShifts[2];
        double wholeI = Math.rint(i);
        double wholeJ = Math.rint(j);
        double wholeK = Math.rint(k);
        if (Math.abs(i - wholeI) > TOLERANCE || Math.abs(j - wholeJ) > TOLERANCE || Math.abs(k - wholeK) > TOLERANCE) {
            return false;
        }
        int index = (wrap((int) wholeI, n[0]) * n[1] + wrap((int) wholeJ, n[1])) * n[2] + wrap((int) wholeK, n[2]);
        boolean free = !taken[index];
        taken[index] = true;
        return free;
    }

    /** From -n to n - 1, where folded coordinates lie, to the mesh; without a branch that nothing foretells. */
    private static int wrap(int i, int n) {
        return i + (i >> 31 & n);
    }

    /** To the first cell; halves round away from zero, as in Fortran. */
    private static double fold(double k) {
        return k - (k >= 0 ? Math.floor(k + 0.5) : Math.ceil(k - 0.5));
    }
}
