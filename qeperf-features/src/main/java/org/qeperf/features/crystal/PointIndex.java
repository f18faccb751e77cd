package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points in coefficients of reciprocal vectors, found again modulo these vectors. */
final class PointIndex {

    /** Along each axis: wide beside any tolerance, narrow beside the distances of k-points. */
    private static final int CELLS = 4093;

    /** Keeps the borders of cells away from places such as 0, 1/2 and 1/3. */
    private static final double SHIFT = 0.4142 / CELLS;

    private static final int CORNERS = 8;

    private final double tolerance;
    private final Map<Long, List<double[]>> cells = new HashMap<>();

    /**
     * An index without points.
     *
     * @param tolerance largest difference of equal points in each coefficient
     */
    PointIndex(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Adds a point unless an equal one is there; the array is kept. */
    void addIfAbsent(double[] point) {
        if (find(point) == null) {
            long key = (cell(point[0], 0) * CELLS + cell(point[1], 0)) * CELLS + cell(point[2], 0);
            cells.computeIfAbsent(key, cell -> new ArrayList<>(1)).add(point);
        }
    }

    /** A point that equals one, as it was added. */
    double @Nullable [] find(double[] point) {
        long x0 = cell(point[0], -tolerance);
        long y0 = cell(point[1], -tolerance);
        long z0 = cell(point[2], -tolerance);
        long x1 = cell(point[0], tolerance);
        long y1 = cell(point[1], tolerance);
        long z1 = cell(point[2], tolerance);
        double[] found = find((x0 * CELLS + y0) * CELLS + z0, point);
        boolean one = x0 == x1 && y0 == y1 && z0 == z1;
        for (int corner = 1; corner < CORNERS && found == null && !one; corner++) {
            long x = (corner & 1) == 0 ? x0 : x1;
            long y = (corner & 2) == 0 ? y0 : y1;
            long z = (corner & 4) == 0 ? z0 : z1;
            found = find((x * CELLS + y) * CELLS + z, point);
        }
        return found;
    }

    private double @Nullable [] find(long key, double[] point) {
        for (double[] other : cells.getOrDefault(key, List.of())) {
            if (isSame(point, other)) {
                return other;
            }
        }
        return null;
    }

    private boolean isSame(double[] a, double[] b) {
        for (int i = 0; i < 3; i++) {
            double d = a[i] - b[i];
            if (!(Math.abs(d - Math.rint(d)) <= tolerance)) {
                return false;
            }
        }
        return true;
    }

    private static long cell(double coefficient, double margin) {
        double shifted = coefficient + (SHIFT + margin);
        return Math.min((long) ((shifted - Math.floor(shifted)) * CELLS), CELLS - 1);
    }
}
