package org.qeperf.runtime.artifact;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.predict.Extrapolation;

/**
 * What a model has seen of each column, and how far rows lie outside of it. The distance of a number is what it exceeds the
 * range by, over the length of the range, both on the scale of its column: {@code log(1 + x)} where the schema says so. A
 * column that did not change has no length, and what lies outside of it has no distance: how errors grow there was never
 * measured. The distance of a row is the root of the sum of the squares.
 * Immutable.
 */
public final class SeenRange {

    /** A number this far outside the range it was seen in, relative to it, still counts as inside. */
    private static final double TOLERANCE = 1e-9;

    private final FeatureSchema schema;
    private final double[] lowest;
    private final double[] highest;

    /**
     * Takes the ends of the ranges.
     *
     * @param schema the columns
     * @param lowest smallest value of each column, finite; copied
     * @param highest largest value of each column, finite, not below the smallest; copied
     * @throws IllegalArgumentException if they are no ranges of these columns
     */
    public SeenRange(FeatureSchema schema, double[] lowest, double[] highest) {
        int n = schema.size();
        if (lowest.length != n || highest.length != n) {
            throw new IllegalArgumentException(
                    "a range of " + lowest.length + " and " + highest.length + " numbers for " + n + " columns");
        }
        for (int i = 0; i < n; i++) {
            if (!(lowest[i] <= highest[i]) || !Double.isFinite(lowest[i]) || !Double.isFinite(highest[i])) {
                throw new IllegalArgumentException("feature "
                        + schema.features().get(i).name() + " ranges from " + lowest[i] + " to " + highest[i]);
            }
        }
        this.schema = schema;
        this.lowest = lowest.clone();
        this.highest = highest.clone();
    }

    /**
     * The smallest values.
     *
     * @return a new array
     */
    public double[] lowest() {
        return lowest.clone();
    }

    /**
     * The largest values.
     *
     * @return a new array
     */
    public double[] highest() {
        return highest.clone();
    }

    /**
     * Refuses a row that means nothing: numbers that are not finite, and numbers below 0 of a column that the schema sees
     * through a logarithm, unless training has seen such.
     *
     * @param rows one number for each column, from the offset on; not modified
     * @param offset where the row begins
     * @throws IllegalArgumentException if it is such a row; the message names the feature
     */
    public void requireUsable(double[] rows, int offset) {
        for (int i = 0; i < lowest.length; i++) {
            double x = rows[offset + i];
            if (!Double.isFinite(x)) {
                throw unusable(i, x, "a finite number");
            }
            if (x < 0 && lowest[i] >= 0 && schema.features().get(i).scale() == Scale.LOG) {
                throw unusable(i, x, "at least 0");
            }
        }
    }

    private IllegalArgumentException unusable(int column, double x, String expected) {
        return new IllegalArgumentException(
                "feature " + schema.features().get(column).name() + " is " + x + "; expected " + expected);
    }

    /**
     * The features of a row that lie outside.
     *
     * @param row one finite number for each column; not modified
     * @return them in the order of the columns, possibly none
     */
    public List<Extrapolation> outside(double[] row) {
        List<Extrapolation> outside = new ArrayList<>();
        for (int i = 0; i < lowest.length; i++) {
            double tolerance = TOLERANCE * Math.max(Math.abs(lowest[i]), Math.abs(highest[i]));
            if (row[i] < lowest[i] - tolerance || row[i] > highest[i] + tolerance) {
                String name = schema.features().get(i).name();
                outside.add(new Extrapolation(name, row[i], lowest[i], highest[i], distance(i, row[i])));
            }
        }
        return outside;
    }

    /**
     * The distance of a row.
     *
     * @param outside its features that lie outside
     * @return at least 0; 0 if there are none
     */
    public static double distance(List<Extrapolation> outside) {
        double squares = 0;
        for (Extrapolation feature : outside) {
            squares += feature.distance() * feature.distance();
        }
        return Math.sqrt(squares);
    }

    private double distance(int column, double x) {
        boolean logarithmic = schema.features().get(column).scale() == Scale.LOG;
        double low = scaled(lowest[column], logarithmic);
        double high = scaled(highest[column], logarithmic);
        double at = scaled(x, logarithmic);
        return high > low ? Math.max(low - at, at - high) / (high - low) : 0;
    }

    /** Numbers below 0, which only raw rows have, are seen through a logarithm that is odd. */
    private static double scaled(double x, boolean logarithmic) {
        return logarithmic ? Math.copySign(StrictMath.log1p(Math.abs(x)), x) : x;
    }
}
