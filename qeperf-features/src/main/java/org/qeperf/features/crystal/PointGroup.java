package org.qeperf.features.crystal;

import java.util.Arrays;
import org.ejml.data.DMatrix3x3;
import org.ejml.dense.fixed.CommonOps_DDF3;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.QeVersion;

/**
 * The point group of a lattice ({@code PW/src/symm_base.f90}): those of 32 candidates (24 rotations of a cube about the
 * Cartesian axes and 8 of a hexagon about z) that map it to itself, each with the inversion.
 *
 * <p>An operation has a code, the index of its candidate, plus 32 with the inversion, and a matrix of whole numbers in the
 * basis of the lattice vectors: the image of coordinates {@code x} has components {@code sum over i of s[3 i + j] x[i]}.
 * Products of candidates are known beforehand, so matrices are never multiplied. Immutable.
 */
final class PointGroup {

    /** Number of candidates; bit of the inversion in a code. */
    static final int INVERSION = 32;

    private static final double TOLERANCE = 1e-6;

    /** Images of the three axes under the 24 rotations of a cube, in pw.x's order. */
    private static final String CUBIC = "+x+y+z -x-y+z -x+y-z +x-y-z +y+x-z -y-x-z -y+x+z +y-x+z "
            + "+z-y+x -z-y-x -z+y+x +z+y-x -x+z+y -x-z-y +x-z+y +x+z-y "
            + "+z+x+y -z-x+y -z+x-y +z-x-y +y+z+x -y-z+x -y+z-x +y-z-x";

    private static final double SIN_60 = 0.866025403784438597;

    private static final double[] GENERAL = {1, 0.41, 0.173};
    private static final double[] ANOTHER = {0.219, 1, 0.587};

    private static final double[][] CANDIDATES = candidates();
    private static final byte[] PRODUCTS = products();

    private final int[] codes;
    private final int[][] matrices;

    private PointGroup(int[] codes, int[][] matrices) {
        this.codes = codes;
        this.matrices = matrices;
    }

    /**
     * The group of a lattice.
     *
     * @param lattice the lattice
     * @param version the release of pw.x: 6.0 stops where others go on with fewer operations
     * @param location where the lattice is chosen
     * @throws InputException if pw.x would stop
     */
    static PointGroup of(Lattice lattice, QeVersion version, SourceLocation location) {
        double[] at = lattice.vectors();
        DMatrix3x3 metric = new DMatrix3x3(
                dot(at, 0, at, 0),
                dot(at, 0, at, 3),
                dot(at, 0, at, 6),
                dot(at, 3, at, 0),
                dot(at, 3, at, 3),
                dot(at, 3, at, 6),
                dot(at, 6, at, 0),
                dot(at, 6, at, 3),
                dot(at, 6, at, 6));
        DMatrix3x3 inverse = new DMatrix3x3();
        CommonOps_DDF3.invert(metric, inverse);
        int[] found = new int[INVERSION];
        int[][] matrices = new int[2 * INVERSION][];
        int n = 0;
        double[] image = new double[9];
        for (int code = 0; code < INVERSION; code++) {
            int[] matrix = new int[9];
            if (isWhole(CANDIDATES[code], at, inverse, image, matrix)) {
                found[n] = code;
                matrices[n++] = matrix;
            }
        }
        if (n == 0 || found[0] != 0) {
            throw new InputException(
                    location,
                    "",
                    "the lattice vectors are too oblique to find even the identity among its rotations",
                    "shorter lattice vectors of the same lattice");
        }
        boolean valid = n == 1 || n == 2 || n == 4 || n == 6 || n == 8 || n == 12 || n == 24;
        boolean closed = isClosed(found, valid ? n : 1);
        if (!(valid && closed) && !version.atLeast(6, 1)) {
            throw new InputException(
                    location,
                    "",
                    "the " + n + " rotations found for the lattice are no group, and pw.x " + version + " stops",
                    "lattice vectors in a standard orientation and with all digits, or version 6.1 or later");
        }
        return !closed ? first(found, matrices, 1) : withInversion(found, matrices, valid ? n : 1);
    }

    private static PointGroup withInversion(int[] found, int[][] matrices, int n) {
        int[] codes = Arrays.copyOf(found, 2 * n);
        for (int op = 0; op < n; op++) {
            codes[n + op] = found[op] + INVERSION;
            int[] inverted = new int[9];
            for (int i = 0; i < 9; i++) {
                inverted[i] = -matrices[op][i];
            }
            matrices[n + op] = inverted;
        }
        return first(codes, matrices, 2 * n);
    }

    private static PointGroup first(int[] codes, int[][] matrices, int n) {
        return new PointGroup(Arrays.copyOf(codes, n), Arrays.copyOf(matrices, n));
    }

    /** The identity alone. */
    PointGroup identity() {
        return first(codes, matrices, 1);
    }

    /** The same operations in another order. */
    PointGroup inOrder(int[] order) {
        int[] newCodes = new int[order.length];
        int[][] newMatrices = new int[order.length][];
        for (int i = 0; i < order.length; i++) {
            newCodes[i] = codes[order[i]];
            newMatrices[i] = matrices[order[i]];
        }
        return new PointGroup(newCodes, newMatrices);
    }

    int size() {
        return codes.length;
    }

    int code(int op) {
        return codes[op];
    }

    boolean improper(int op) {
        return codes[op] >= INVERSION;
    }

    /** Not to be changed. */
    int[] matrix(int op) {
        return matrices[op];
    }

    /** The code of the matrix product {@code a b}, -1 where it is none of the candidates. */
    static int product(int codeA, int codeB) {
        int rotation = PRODUCTS[(codeA & INVERSION - 1) * INVERSION + (codeB & INVERSION - 1)];
        return rotation < 0 ? -1 : rotation + ((codeA ^ codeB) & INVERSION);
    }

    /** For each code the index of its operation, or -1. */
    int[] indices() {
        int[] indices = new int[2 * INVERSION];
        Arrays.fill(indices, -1);
        for (int op = 0; op < codes.length; op++) {
            indices[codes[op]] = op;
        }
        return indices;
    }

    /** For each operation the index of its inverse. */
    int[] inverses() {
        int[] indices = indices();
        int[] inverses = new int[codes.length];
        for (int a = 0; a < codes.length; a++) {
            for (int code : codes) {
                if (product(codes[a], code) == 0) {
                    inverses[a] = indices[code];
                }
            }
        }
        return inverses;
    }

    private static boolean isClosed(int[] codes, int n) {
        long members = 0;
        for (int op = 0; op < n; op++) {
            members |= 1L << codes[op];
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                int product = product(codes[a], codes[b]);
                if (product < 0 || (members >> product & 1) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether an operation is made of whole numbers in the basis of lattice vectors, and which. */
    private static boolean isWhole(double[] columns, double[] at, DMatrix3x3 inverse, double[] image, int[] matrix) {
        for (int j = 0; j < 3; j++) {
            double x = columns[0] * at[3 * j] + columns[3] * at[3 * j + 1] + columns[6] * at[3 * j + 2];
            double y = columns[1] * at[3 * j] + columns[4] * at[3 * j + 1] + columns[7] * at[3 * j + 2];
            double z = columns[2] * at[3 * j] + columns[5] * at[3 * j + 1] + columns[8] * at[3 * j + 2];
            for (int k = 0; k < 3; k++) {
                image[3 * k + j] = at[3 * k] * x + at[3 * k + 1] * y + at[3 * k + 2] * z;
            }
        }
        for (int j = 0; j < 3; j++) {
            double row0 = j == 0 ? inverse.a11 : j == 1 ? inverse.a21 : inverse.a31;
            double row1 = j == 0 ? inverse.a12 : j == 1 ? inverse.a22 : inverse.a32;
            double row2 = j == 0 ? inverse.a13 : j == 1 ? inverse.a23 : inverse.a33;
            for (int k = 0; k < 3; k++) {
                double value = row0 * image[k] + row1 * image[3 + k] + row2 * image[6 + k];
                double whole = Math.rint(value);
                if (!(Math.abs(whole - value) <= TOLERANCE)) {
                    return false;
                }
                matrix[3 * k + j] = (int) whole;
            }
        }
        return true;
    }

    /** Matrices of the candidates, columns one after another. */
    static double[][] candidates() {
        double[][] all = new double[INVERSION][];
        int n = 0;
        for (String axes : CUBIC.split(" ")) {
            double[] columns = new double[9];
            for (int c = 0; c < 3; c++) {
                columns[3 * c + axes.charAt(2 * c + 1) - 'x'] = axes.charAt(2 * c) == '+' ? 1 : -1;
            }
            all[n++] = columns;
        }
        double s = SIN_60;
        for (double[] t : new double[][] {{0.5, s}, {0.5, -s}, {-0.5, s}, {-0.5, -s}}) {
            all[n++] = new double[] {t[0], t[1], 0, -t[1], t[0], 0, 0, 0, 1};
        }
        for (double[] t : new double[][] {{0.5, -s}, {0.5, s}, {-0.5, -s}, {-0.5, s}}) {
            all[n++] = new double[] {t[0], t[1], 0, t[1], -t[0], 0, 0, 0, -1};
        }
        return all;
    }

    /**
     * Matrices in the basis of the lattice are transposed, so {@code a b} is the candidate b after a. Candidates, and what two of
     * them make, are told apart by the component along one vector of what they make of another, both in no special direction.
     */
    private static byte[] products() {
        double[][] images = new double[INVERSION][];
        double[] components = new double[INVERSION];
        for (int c = 0; c < INVERSION; c++) {
            images[c] = image(CANDIDATES[c], GENERAL);
            components[c] = dot(ANOTHER, 0, images[c], 0);
        }
        byte[] products = new byte[INVERSION * INVERSION];
        Arrays.fill(products, (byte) -1);
        for (int b = 0; b < INVERSION; b++) {
            double[] columns = CANDIDATES[b];
            double[] along = {dot(columns, 0, ANOTHER, 0), dot(columns, 3, ANOTHER, 0), dot(columns, 6, ANOTHER, 0)};
            for (int a = 0; a < INVERSION; a++) {
                double component = dot(along, 0, images[a], 0);
                for (int c = 0; c < INVERSION; c++) {
                    if (Math.abs(component - components[c]) <= TOLERANCE) {
                        products[a * INVERSION + b] = (byte) c;
                        break;
                    }
                }
            }
        }
        return products;
    }

    private static double[] image(double[] columns, double[] x) {
        double[] image = new double[3];
        for (int i = 0; i < 3; i++) {
            image[i] = columns[i] * x[0] + columns[3 + i] * x[1] + columns[6 + i] * x[2];
        }
        return image;
    }

    private static double dot(double[] a, int i, double[] b, int j) {
        return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
    }
}
