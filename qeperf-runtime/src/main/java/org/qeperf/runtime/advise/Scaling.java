package org.qeperf.runtime.advise;

import java.util.ArrayList;
import java.util.List;

/**
 * The shortest time on each number of cores: on parts of one node, then on whole nodes.
 *
 * @param points by ascending number of cores; at least one
 * @param knee the point beyond which more cores gain less than they cost, as {@link #of} finds it
 */
public record Scaling(List<Point> points, Point knee) {

    /**
     * The best on a number of cores.
     *
     * @param cores in use on one node, or all of several nodes
     * @param seconds wall time expected
     * @param efficiency core-seconds of the first point over core-seconds of this one
     * @param best the layout
     */
    public record Point(int cores, double seconds, double efficiency, RatedLayout best) {}

    /** Copies the list. */
    public Scaling {
        points = List.copyOf(points);
    }

    /**
     * Finds the knee of the speedup over cores: where both go from 0 to 1, the point that lies highest above the diagonal.
     * This is the maximum of the difference curve of Kneedle (Satopaa, Albrecht, Irwin, Raghavan, 31st International
     * Conference on Distributed Computing Systems Workshops (2011) 166, section III) without smoothing, since there is no
     * noise. A time that more cores make longer counts as the shortest before. Where nothing lies above the diagonal, the run
     * still gains as much as it costs, and the last point is the knee.
     *
     * @param points by ascending number of cores; at least one
     * @return the points and their knee
     */
    static Scaling of(List<Point> points) {
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        double shortest = first.seconds();
        List<Double> speedups = new ArrayList<>();
        for (Point point : points) {
            shortest = Math.min(shortest, point.seconds());
            speedups.add(first.seconds() / shortest);
        }
        double range = first.seconds() / shortest - 1;
        Point knee = last;
        double highest = 0;
        for (int i = 0; i < points.size() - 1 && range > 0; i++) {
            double cores = (double) (points.get(i).cores() - first.cores()) / (last.cores() - first.cores());
            double above = (speedups.get(i) - 1) / range - cores;
            if (above > highest) {
                highest = above;
                knee = points.get(i);
            }
        }
        return new Scaling(points, range > 0 ? knee : first);
    }
}
