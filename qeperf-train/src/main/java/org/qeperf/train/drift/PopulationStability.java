package org.qeperf.train.drift;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The population stability index of a column (Lewis, An Introduction to Credit Scoring, 2nd edition, 1994, chapter 9): the sum of
 * {@code (q - p) ln(q / p)} over bins that end at the tenths of the reference, where {@code p} and {@code q} are the shares of the
 * reference and of recent rows, each bin counting half a row more. Equal tenths are one bin. For few rows the index is large by
 * chance alone: times {@code n m / (n + m)} it is chi-squared with a degree of freedom less than there are bins (Yurdakul, Statistical
 * Properties of Population Stability Index, 2018, section 3), so the limit is the usual 0.25, or what chance exceeds with the
 * given probability where that is more.
 *
 * @param index the index
 * @param limit from which the column is said to have changed
 * @param bins number of bins; 1 for a column that does not change in the reference
 */
public record PopulationStability(double index, double limit, int bins) {

    /** From which an index is usually called large. */
    public static final double LARGE = 0.25;

    private static final int BINS = 10;

    /**
     * Compares two samples.
     *
     * @param reference values, at least one
     * @param recent values, at least one
     * @param level probability that equal populations exceed the limit
     * @return the index
     */
    public static PopulationStability of(double[] reference, double[] recent, double level) {
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        double[] edges = new double[BINS - 1];
        int count = 0;
        for (int i = 1; i < BINS; i++) {
            double edge = sorted[(int) ((long) i * sorted.length / BINS)];
            if (edge > sorted[0] && (count == 0 || edge > edges[count - 1])) {
                edges[count++] = edge;
            }
        }
        return between(Arrays.copyOf(edges, count), reference, recent, level);
    }

    private static PopulationStability between(double[] edges, double[] reference, double[] recent, double level) {
        int bins = edges.length + 1;
        double[] p = shares(edges, reference);
        double[] q = shares(edges, recent);
        double index = index(p, q);
        if (bins == 1) {
            return new PopulationStability(0, LARGE, 1);
        }
        double chance = ChiSquaredDistribution.of(bins - 1).inverseSurvivalProbability(level);
        double limit = Math.max(LARGE, chance * (1.0 / reference.length + 1.0 / recent.length));
        return new PopulationStability(index, limit, bins);
    }

    /**
     * The index of given shares.
     *
     * @param p shares of the reference, positive
     * @param q as many shares of recent rows, positive
     * @return at least 0
     */
    static double index(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (q[i] - p[i]) * StrictMath.log(q[i] / p[i]);
        }
        return sum;
    }

    private static double[] shares(double[] edges, double[] values) {
        double[] counts = new double[edges.length + 1];
        Arrays.fill(counts, 0.5);
        for (double value : values) {
            int bin = 0;
            while (bin < edges.length && value >= edges[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        double total = values.length + 0.5 * counts.length;
        return Arrays.stream(counts).map(n -> n / total).toArray();
    }

    /**
     * Whether the column has changed.
     *
     * @return whether the index is above the limit
     */
    public boolean isLarge() {
        return index > limit;
    }
}
