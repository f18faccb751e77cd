package org.qeperf.train.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Wilcoxon's signed-rank test: whether paired differences lie about 0 alike on both sides.
 *
 * @param pairs how many differ; equal pairs tell nothing and do not count
 * @param statistic the smaller of the sums of ranks of the positive and of the negative differences
 * @param pValue how likely a statistic as small is where there is no difference, two-sided; 1 without pairs
 */
public record SignedRank(int pairs, double statistic, double pValue) {

    /** Up to so many pairs all signs are counted; beyond, the sum of ranks is as good as normal. */
    private static final int MOST_EXACT = 60;

    private static final double CONTINUITY = 0.5;

    /**
     * Tests.
     *
     * @param differences one number for each pair
     * @return the result
     */
    public static SignedRank of(double[] differences) {
        double[] pairs = Arrays.stream(differences).filter(d -> d != 0).toArray();
        int[] doubled = doubledRanks(pairs);
        long total = 0;
        long positive = 0;
        for (int i = 0; i < pairs.length; i++) {
            total += doubled[i];
            positive += pairs[i] > 0 ? doubled[i] : 0;
        }
        long smaller = Math.min(positive, total - positive);
        return new SignedRank(pairs.length, smaller / 2.0, Math.min(1, 2 * tail(doubled, smaller)));
    }

    /**
     * Tests to one side.
     *
     * @param differences one number for each pair
     * @return how likely differences as far above 0, or farther, are where there is no difference; 1 without pairs
     */
    public static double above(double[] differences) {
        double[] pairs = Arrays.stream(differences).filter(d -> d != 0).toArray();
        int[] doubled = doubledRanks(pairs);
        long negative = 0;
        for (int i = 0; i < pairs.length; i++) {
            negative += pairs[i] < 0 ? doubled[i] : 0;
        }
        return tail(doubled, negative);
    }

    private static double tail(int[] doubled, long most) {
        return doubled.length <= MOST_EXACT ? exactTail(doubled, most) : normalTail(doubled, most);
    }

    /** Ranks of the magnitudes, ties sharing the mean of theirs, times two so that they are whole. */
    private static int[] doubledRanks(double[] pairs) {
        Integer[] order = IntStream.range(0, pairs.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> Math.abs(pairs[i])));
        int[] ranks = new int[pairs.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && Math.abs(pairs[order[to]]) == Math.abs(pairs[order[from]])) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = from + to + 1;
            }
            from = to;
        }
        return ranks;
    }

    /** Share of all choices of signs whose sum is at most this. */
    private static double exactTail(int[] ranks, long most) {
        double[] share = new double[Arrays.stream(ranks).sum() + 1];
        share[0] = 1;
        int reached = 0;
        for (int rank : ranks) {
            reached += rank;
            for (int sum = reached; sum >= 0; sum--) {
                share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
            }
        }
        return Arrays.stream(share, 0, (int) most + 1).sum();
    }

    /** The variance from the ranks themselves, so that ties count as they are. */
    private static double normalTail(int[] ranks, long most) {
        double mean = 0;
        double variance = 0;
        for (int rank : ranks) {
            mean += rank / 4.0;
            variance += (double) rank * rank / 16;
        }
        double z = (most / 2.0 - mean + CONTINUITY) / Math.sqrt(variance);
        return z <= 0 ? normalBelow(z) : 1 - normalBelow(-z);
    }

    /** Normal distribution below a number that is at most 0; a series, then a continued fraction far out. */
    private static double normalBelow(double z) {
        double x = -z;
        double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        if (x < 3) {
            double term = x;
            double sum = x;
            for (int k = 1; k < 100; k++) {
                term *= x * x / (2 * k + 1);
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = x;
        for (int k = 100; k > 0; k--) {
            fraction = x + k / fraction;
        }
        return density / fraction;
    }
}
