package org.qeperf.features.input;

import java.util.ArrayList;
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
     * Points one by one (planes, and paths without letters, already laid out).
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

    /**
     * A path with vertices named by letters, whose places depend on the lattice.
     *
     * @param vertices the vertices, at least one of them a letter
     * @param crystal whether the path is drawn in coefficients of the reciprocal vectors, else Cartesian in 2 pi/alat
     * @param labelType {@code point_label_type}
     * @param location where the card stands
     */
    record Path(List<Vertex> vertices, boolean crystal, String labelType, SourceLocation location) implements KPoints {
        /** Copies the list. */
        public Path {
            vertices = List.copyOf(vertices);
        }
    }

    /**
     * A vertex of a path.
     *
     * @param letters three characters as pw.x reads them, the last ones perhaps blank; empty for a place in numbers
     * @param place the place, where it is given in numbers; its weight is the number of points to the next vertex
     * @param location where the vertex stands
     */
    record Vertex(String letters, Point place, SourceLocation location) {}

    /**
     * The points along straight lines ({@code Modules/generate_k_along_lines.f90}).
     *
     * @param vertices the vertices; the weight of each is the number of points to the next one, where 0 counts as 1
     * @return the points with weight 1, from the first vertex to the last
     */
    static List<Point> alongLines(List<Point> vertices) {
        List<Point> points = new ArrayList<>();
        Point a = vertices.get(0);
        points.add(new Point(a.x(), a.y(), a.z(), 1));
        for (int i = 1; i < vertices.size(); i++) {
            Point b = vertices.get(i);
            int n = (int) Math.max(1, a.weight());
            double delta = 1.0 / n;
            for (int j = 1; j <= n; j++) {
                double t = n == 1 ? 1 : delta * j;
                points.add(new Point(
                        a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y()), a.z() + t * (b.z() - a.z()), 1));
            }
            a = b;
        }
        return points;
    }
}
