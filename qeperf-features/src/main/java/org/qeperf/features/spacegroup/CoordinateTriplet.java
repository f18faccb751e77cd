package org.qeperf.features.spacegroup;

/**
 * Three coordinates as affine expressions of three others, such as {@code -y, x-y, z+1/3}: an operation of a space group,
 * or the representative of a Wyckoff position. Immutable.
 */
public final class CoordinateTriplet {

    private final String text;
    private final int[] coefficients = new int[9];
    private final double[] constants = new double[3];

    private CoordinateTriplet(String text) {
        this.text = text;
    }

    /** Reads expressions made of x, y, z with whole factors and of fractions, separated by commas. */
    static CoordinateTriplet parse(String text) {
        CoordinateTriplet triplet = new CoordinateTriplet(text);
        int row = 0;
        int i = 0;
        while (i < text.length()) {
            char first = text.charAt(i);
            if (first == ',') {
                row++;
            }
            boolean sign = first == ',' || first == '+' || first == '-';
            int end = i + 1;
            while (end < text.length() && ",+-".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end > i + (sign ? 1 : 0)) {
                triplet.add(row, first == '-' ? -1 : 1, text.substring(sign ? i + 1 : i, end));
            }
            i = end;
        }
        return triplet;
    }

    private void add(int row, int sign, String term) {
        int variable = "xyz".indexOf(term.charAt(term.length() - 1));
        if (variable >= 0) {
            int factor = term.length() == 1 ? 1 : Integer.parseInt(term, 0, term.length() - 1, 10);
            coefficients[3 * row + variable] += sign * factor;
            return;
        }
        int slash = term.indexOf('/');
        constants[row] += slash < 0
                ? sign * Double.parseDouble(term)
                : sign * Double.parseDouble(term.substring(0, slash)) / Double.parseDouble(term.substring(slash + 1));
    }

    /**
     * Puts numbers into the expressions.
     *
     * @param x first number
     * @param y second number
     * @param z third number
     * @return three coordinates
     */
    public double[] at(double x, double y, double z) {
        double[] result = new double[3];
        for (int row = 0; row < 3; row++) {
            double linear = coefficients[3 * row] * x;
            linear += coefficients[3 * row + 1] * y;
            linear += coefficients[3 * row + 2] * z;
            result[row] = linear + constants[row];
        }
        return result;
    }

    /**
     * How many numbers it takes to fix the coordinates.
     *
     * @return 0 to 3
     */
    public int freeParameters() {
        int n = 0;
        for (int column = 0; column < 3; column++) {
            if (coefficients[column] != 0 || coefficients[3 + column] != 0 || coefficients[6 + column] != 0) {
                n++;
            }
        }
        return n;
    }

    /** The expressions as they are written. */
    @Override
    public String toString() {
        return text;
    }
}
