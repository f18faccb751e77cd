package org.qeperf.features.crystal;

import java.util.Arrays;

/**
 * An operation that maps a crystal to itself: coordinates x, coefficients of the lattice vectors, go to
 * {@code R x + t}. Immutable.
 */
public final class SymmetryOperation {

    private final int[] matrix;
    private final double[] translation;
    private final boolean timeReversal;

    /**
     * An operation as the search holds it.
     *
     * @param matrix nine whole numbers, column by column
     * @param beyond what a rotated atom lies beyond a like one, three coefficients
     */
    SymmetryOperation(int[] matrix, double[] beyond, boolean timeReversal) {
        this.matrix = matrix;
        this.translation = new double[] {0 - beyond[0], 0 - beyond[1], 0 - beyond[2]};
        this.timeReversal = timeReversal;
    }

    /**
     * One number of the rotation matrix R in the basis of the lattice vectors.
     *
     * @param row row, from 0 to 2
     * @param column column, from 0 to 2
     * @return a whole number
     */
    public int rotation(int row, int column) {
        if (row < 0 || row > 2 || column < 0 || column > 2) {
            throw new IndexOutOfBoundsException("row " + row + ", column " + column);
        }
        return matrix[3 * column + row];
    }

    /**
     * The fractional translation t.
     *
     * @return three coefficients of the lattice vectors, each from -1/2 to 1/2; a new array
     */
    public double[] translation() {
        return translation.clone();
    }

    /**
     * Whether magnetic moments come back only with time reversed.
     *
     * @return true only for magnetic crystals
     */
    public boolean timeReversal() {
        return timeReversal;
    }

    /** Where the rotation takes a k-point, in coefficients of the reciprocal vectors; a new array. */
    double[] reciprocalImage(double[] k) {
        double[] image = new double[3];
        for (int i = 0; i < 3; i++) {
            image[i] = matrix[3 * i] * k[0] + matrix[3 * i + 1] * k[1] + matrix[3 * i + 2] * k[2];
        }
        return image;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            text.append(row == 0 ? "[" : "; ");
            for (int column = 0; column < 3; column++) {
                text.append(column == 0 ? "" : " ").append(rotation(row, column));
            }
        }
        return text.append("] + ")
                .append(Arrays.toString(translation))
                .append(timeReversal ? "'" : "")
                .toString();
    }
}
