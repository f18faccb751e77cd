package org.qeperf.features.crystal;

import java.util.Arrays;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** K-points with weights, as many as are added up to a limit. Not for several threads. */
final class KPointList {

    private final int most;
    private final SourceLocation location;
    private double[] points = new double[48];
    private double[] weights = new double[16];
    private int size;

    /**
     * An empty list.
     *
     * @param most largest number of points
     * @param location the card they come from
     */
    KPointList(int most, SourceLocation location) {
        this.most = most;
        this.location = location;
    }

    void add(double x, double y, double z, double weight) {
        if (size >= most) {
            throw new InputException(
                    location,
                    "",
                    "more than " + most + " k-points remain after the reduction by symmetry",
                    "a coarser mesh");
        }
        if (size == weights.length) {
            points = Arrays.copyOf(points, 6 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        points[3 * size] = x;
        points[3 * size + 1] = y;
        points[3 * size + 2] = z;
        weights[size++] = weight;
    }

    /**
     * Moves the points from {@code from} on to {@code to} and leaves out what then is too much; places without a point
     * become the zone centre. So do 6.7 to 7.0 with additional points for exact exchange ({@code Modules/additional_kpoints.f90}),
     * where weights stay in their places.
     */
    void move(int from, int to) {
        double[] moved = new double[points.length];
        System.arraycopy(points, 0, moved, 0, 3 * from);
        int count = Math.max(0, Math.min(size - from, size - to));
        System.arraycopy(points, 3 * from, moved, 3 * Math.min(to, size), 3 * count);
        points = moved;
    }

    int size() {
        return size;
    }

    double weight(int point) {
        return weights[point];
    }

    void setWeight(int point, double weight) {
        weights[point] = weight;
    }

    /** Copies a point to an array of three. */
    void get(int point, double[] to) {
        System.arraycopy(points, 3 * point, to, 0, 3);
    }

    /** Divides the weights by their sum, where that is positive. */
    void normalise() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i];
        }
        if (sum > 0) {
            for (int i = 0; i < size; i++) {
                weights[i] /= sum;
            }
        }
    }

    /** Three numbers for each point, a new array. */
    double[] points() {
        return Arrays.copyOf(points, 3 * size);
    }

    /** One number for each point, a new array. */
    double[] weights() {
        return Arrays.copyOf(weights, size);
    }

    SourceLocation location() {
        return location;
    }
}
