package org.qeperf.train.hardware;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How two quantities go together, over groups that are compared within themselves: both as logarithms, less their means over
 * the group, since two problems differ by a factor that is no machine's.
 *
 * @param points pairs of numbers, in groups of at least two
 * @param groups how many groups; those in which the first quantity does not vary tell nothing and do not count
 * @param pearson correlation of the logarithms
 * @param spearman correlation of their ranks
 * @param slope of the trend line, by least squares: performance goes with the quantity to this power
 * @param pValue part of the permutations within groups whose correlation is at least as far from 0
 * @param lower where the 95 % interval of {@code pearson} begins (Fisher's transformation); empty with too few points
 * @param upper where it ends
 */
public record Correlation(
        int points,
        int groups,
        double pearson,
        double spearman,
        double slope,
        double pValue,
        OptionalDouble lower,
        OptionalDouble upper) {

    /** Permutations that a p-value is counted over. */
    public static final int PERMUTATIONS = 10_000;

    /** Normal quantile of a two-sided interval of 95 %. */
    private static final double Z95 = 1.959964;

    private static final int LOST_TO_FISHER = 3;
    private static final double EQUAL = 1e-12;

    /**
     * One group.
     *
     * @param x positive numbers
     * @param y as many positive numbers
     */
    public record Group(double[] x, double[] y) {

        /** Copies both. */
        public Group {
            if (x.length != y.length) {
                throw new IllegalArgumentException(x.length + " x and " + y.length + " y");
            }
            x = x.clone();
            y = y.clone();
        }

        @Override
        public double[] x() {
            return x.clone();
        }

        @Override
        public double[] y() {
            return y.clone();
        }

        /** Whether it can tell what goes with x. */
        boolean varies() {
            double[] centred = centred(x);
            return product(centred, centred) > EQUAL;
        }
    }

    /**
     * Correlates.
     *
     * @param groups groups; those with fewer than two points, or with one x for all, do not count
     * @param seed for the permutations
     * @return nothing if one of the quantities does not vary within any group
     */
    public static Optional<Correlation> of(List<Group> groups, long seed) {
        List<Group> varying = groups.stream().filter(Group::varies).toList();
        double[][] x = varying.stream().map(group -> centred(group.x)).toArray(double[][]::new);
        double[][] y = varying.stream().map(group -> centred(group.y)).toArray(double[][]::new);
        double[] allX = joined(x);
        double[] allY = joined(y);
        double varianceX = product(allX, allX);
        double varianceY = product(allY, allY);
        if (varianceX <= EQUAL || varianceY <= EQUAL) {
            return Optional.empty();
        }
        double covariance = product(allX, allY);
        double pearson = clamped(covariance / Math.sqrt(varianceX * varianceY));
        int freedom = allX.length - (x.length - 1) - LOST_TO_FISHER;
        return Optional.of(new Correlation(
                allX.length,
                x.length,
                pearson,
                clamped(pearson(ranks(allX), ranks(allY))),
                covariance / varianceX,
                pValue(x, y, Math.abs(covariance), seed),
                freedom > 0 ? OptionalDouble.of(interval(pearson, freedom, -Z95)) : OptionalDouble.empty(),
                freedom > 0 ? OptionalDouble.of(interval(pearson, freedom, Z95)) : OptionalDouble.empty()));
    }

    private static double interval(double pearson, int freedom, double quantile) {
        double z = 0.5 * Math.log((1 + pearson) / (1 - pearson));
        return Double.isInfinite(z) ? pearson : Math.tanh(z + quantile / Math.sqrt(freedom));
    }

    private static double clamped(double correlation) {
        return Math.max(-1, Math.min(1, correlation));
    }

    /** The variances stay, so comparing covariances is enough. The order that there is counts as one of the permutations. */
    private static double pValue(double[][] x, double[][] y, double covariance, long seed) {
        Random random = new Random(seed);
        int asFar = 1;
        for (int i = 0; i < PERMUTATIONS; i++) {
            double permuted = 0;
            for (int g = 0; g < x.length; g++) {
                double[] shuffled = y[g];
                for (int j = shuffled.length - 1; j > 0; j--) {
                    int other = random.nextInt(j + 1);
                    double swap = shuffled[j];
                    shuffled[j] = shuffled[other];
                    shuffled[other] = swap;
                }
                permuted += product(x[g], shuffled);
            }
            if (Math.abs(permuted) >= covariance * (1 - 1e-9)) {
                asFar++;
            }
        }
        return (double) asFar / (PERMUTATIONS + 1);
    }

    /** Logarithms less their mean. */
    static double[] centred(double[] values) {
        double[] logs = Arrays.stream(values).map(Math::log).toArray();
        double mean = Arrays.stream(logs).average().orElse(0);
        return Arrays.stream(logs).map(log -> log - mean).toArray();
    }

    private static double[] joined(double[][] parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double product(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double[] dx = Arrays.stream(x).map(value -> value - meanX).toArray();
        double[] dy = Arrays.stream(y).map(value -> value - meanY).toArray();
        return product(dx, dy) / Math.sqrt(product(dx, dx) * product(dy, dy));
    }

    /** Equal numbers share the mean of their ranks. */
    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && values[order[to]] - values[order[from]] <= EQUAL) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
