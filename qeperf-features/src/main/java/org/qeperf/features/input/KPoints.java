package org.qeperf.features.input;

import java.util.List;
import org.qeperf.api.SourceLocation;

/** The K_POINTS card. */
public sealed interface KPoints {

    /**
     * Where the card stands, or the head of the input where there is none.
     *
     * @return the location
     */
    SourceLocation location();

    /**
     * The zone centre with the algorithms for real wavefunctions.
     *
     * @param location where the card stands
     */
    record Gamma(SourceLocation location) implements KPoints {}

    /**
     * A regular mesh.
     *
     * @param n1 points along the first reciprocal vector
     * @param n2 points along the second
     * @param n3 points along the third
     * @param s1 1 for a mesh shifted by half a step along the first vector, else 0
     * @param s2 the same along the second
     * @param s3 the same along the third
     * @param location where the card stands
     */
    record Mesh(int n1, int n2, int n3, int s1, int s2, int s3, SourceLocation location) implements KPoints {}

    /**
     * Points one by one (paths and planes already laid out).
     *
     * @param points the points
     * @param crystal whether they are coefficients of the reciprocal vectors, else Cartesian in 2 pi/alat
     * @param location where the card stands
     */
    record Listed(List<Point> points, boolean crystal, SourceLocation location) implements KPoints {
        /** Copies the list. */
        public Listed {
            points = List.copyOf(points);
        }
    }

    /**
     * One point.
     *
     * @param x first coordinate
     * @param y second coordinate
     * @param z third coordinate
     * @param weight weight, not normalised
     */
    record Point(double x, double y, double z, double weight) {}
}
