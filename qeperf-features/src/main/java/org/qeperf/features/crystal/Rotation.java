package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrix3x3;
import org.ejml.dense.fixed.CommonOps_DDF3;

/**
 * A point operation as a matrix of whole numbers in the basis of the lattice vectors: the image of coordinates {@code x}
 * has components {@code sum over i of s[3 i + j] x[i]}.
 *
 * @param matrix nine whole numbers
 * @param improper whether it is a rotation times the inversion
 */
record Rotation(int[] matrix, boolean improper) {

    private static final double TOLERANCE = 1e-6;

    /** Images of the three axes under the 24 rotations of a cube, in pw.x's order. */
    private static final String CUBIC = "+x+y+z -x-y+z -x+y-z +x-y-z +y+x-z -y-x-z -y+x+z +y-x+z "
            + "+z-y+x -z-y-x -z+y+x +z+y-x -x+z+y -x-z-y +x-z+y +x+z-y "
            + "+z+x+y -z-x+y -z+x-y +z-x-y +y+z+x -y-z+x -y+z-x +y-z-x";

    /**
     * The point group of a lattice: those of the 32 candidates (24 rotations of a cube about the Cartesian axes and 8 of a
     * hexagon about z) that map it to itself, each with the inversion ({@code PW/src/symm_base.f90}).
     */
    static List<Rotation> ofLattice(Lattice lattice) {
        double[] at = lattice.vectors();
        DMatrix3x3 metric = new DMatrix3x3();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                metric.set(i, j, dot(at, 3 * i, at, 3 * j));
            }
        }
        DMatrix3x3 inverse = new DMatrix3x3();
        CommonOps_DDF3.invert(metric, inverse);
        List<Rotation> proper = new ArrayList<>();
        for (double[] candidate : candidates()) {
            int[] matrix = inBasis(candidate, at, inverse);
            if (matrix.length > 0) {
                proper.add(new Rotation(matrix, false));
            }
        }
        List<Rotation> group = new ArrayList<>(proper.subList(0, validOrder(proper.size()) ? proper.size() : 1));
        for (Rotation rotation : List.copyOf(group)) {
            group.add(new Rotation(Arrays.stream(rotation.matrix).map(x -> -x).toArray(), true));
        }
        return isClosed(group) ? group : group.subList(0, 1);
    }

    private static boolean validOrder(int n) {
        return n == 1 || n == 2 || n == 4 || n == 6 || n == 8 || n == 12 || n == 24;
    }

    /** The operation in the basis of lattice vectors, or nothing where it is not made of whole numbers. */
    private static int[] inBasis(double[] columns, double[] at, DMatrix3x3 inverse) {
        double[] image = new double[9];
        for (int j = 0; j < 3; j++) {
            double[] rotated = new double[3];
            for (int m = 0; m < 3; m++) {
                rotated[m] = columns[m] * at[3 * j] + columns[3 + m] * at[3 * j + 1] + columns[6 + m] * at[3 * j + 2];
            }
            for (int k = 0; k < 3; k++) {
                image[3 * k + j] = dot(at, 3 * k, rotated, 0);
            }
        }
        int[] matrix = new int[9];
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                double value = inverse.get(j, 0) * image[k]
                        + inverse.get(j, 1) * image[3 + k]
                        + inverse.get(j, 2) * image[6 + k];
                double whole = Math.rint(value);
                if (!(Math.abs(whole - value) <= TOLERANCE)) {
                    return new int[0];
                }
                matrix[3 * k + j] = (int) whole;
            }
        }
        return matrix;
    }

    private static List<double[]> candidates() {
        List<double[]> all = new ArrayList<>();
        for (String axes : CUBIC.split(" ")) {
            double[] columns = new double[9];
            for (int c = 0; c < 3; c++) {
                columns[3 * c + axes.charAt(2 * c + 1) - 'x'] = axes.charAt(2 * c) == '+' ? 1 : -1;
            }
            all.add(columns);
        }
        double s = 0.866025403784438597;
        double[][] hexagonal = {{0.5, s}, {0.5, -s}, {-0.5, s}, {-0.5, -s}};
        for (double[] t : hexagonal) {
            all.add(new double[] {t[0], t[1], 0, -t[1], t[0], 0, 0, 0, 1});
        }
        double[][] twofold = {{0.5, -s}, {0.5, s}, {-0.5, -s}, {-0.5, s}};
        for (double[] t : twofold) {
            all.add(new double[] {t[0], t[1], 0, t[1], -t[0], 0, 0, 0, -1});
        }
        return all;
    }

    private static boolean isClosed(List<Rotation> group) {
        for (Rotation a : group) {
            for (Rotation b : group) {
                int[] product = multiply(a.matrix, b.matrix);
                if (group.stream().noneMatch(c -> Arrays.equals(c.matrix, product))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The matrix product, first index fastest. */
    static int[] multiply(int[] a, int[] b) {
        int[] c = new int[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                c[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
            }
        }
        return c;
    }

    private static double dot(double[] a, int i, double[] b, int j) {
        return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rotation r && improper == r.improper && Arrays.equals(matrix, r.matrix);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(matrix);
    }

    @Override
    public String toString() {
        return Arrays.toString(matrix);
    }
}
