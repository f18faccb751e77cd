package org.qeperf.train.loop;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A distribution of a positive quantity, as a table of quantiles. Between them and beyond, the logarithm of the quantity is linear in
 * the logarithm of the odds, as in a log-logistic distribution. Immutable.
 */
final class Distribution {

    /** What is kept of a predictive distribution; models cannot tell what happens more seldom than in one of a thousand runs. */
    private static final List<Double> SHARES =
            List.of(0.001, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.999);

    private static final double MEDIAN = 0.5;

    /** The 0.95 quantile of the standard normal distribution. */
    private static final double NORMAL_95 = 1.6448536269514722;

    /** No chance is smaller: the tails are a guess. */
    private static final double LEAST_CHANCE = 1e-4;

    private final double[] shares;
    private final double[] values;

    private Distribution(double[] shares, double[] values) {
        this.shares = shares;
        this.values = values;
    }

    /** The table of a function from share to quantity. */
    static Distribution of(DoubleUnaryOperator quantile) {
        double[] values = SHARES.stream()
                .mapToDouble(share -> quantile.applyAsDouble(share))
                .toArray();
        return of(SHARES, Arrays.stream(values).boxed().toList());
    }

    /**
     * A table.
     *
     * @throws IllegalArgumentException if shares are not ascending between 0 and 1, or values not positive and ascending
     */
    static Distribution of(List<Double> shares, List<Double> values) {
        double share = 0;
        double value = Double.MIN_VALUE;
        if (shares.size() != values.size() || shares.size() < 2) {
            throw new IllegalArgumentException(shares.size() + " shares and " + values.size() + " values");
        }
        for (int i = 0; i < shares.size(); i++) {
            if (!(shares.get(i) > share && shares.get(i) < 1)
                    || !(values.get(i) >= value && Double.isFinite(values.get(i)))) {
                throw new IllegalArgumentException("quantile " + values.get(i) + " at " + shares.get(i));
            }
            share = shares.get(i);
            value = values.get(i);
        }
        return new Distribution(
                shares.stream().mapToDouble(d -> d).toArray(),
                values.stream().mapToDouble(d -> d).toArray());
    }

    List<Double> shares() {
        return Arrays.stream(shares).boxed().toList();
    }

    List<Double> values() {
        return Arrays.stream(values).boxed().toList();
    }

    /** The quantity that this share stays below. */
    double quantile(double share) {
        int right = 1;
        while (right < shares.length - 1 && shares[right] < share) {
            right++;
        }
        double low = logOdds(shares[right - 1]);
        double high = logOdds(shares[right]);
        double at = (logOdds(Math.min(1 - LEAST_CHANCE, Math.max(LEAST_CHANCE, share))) - low) / (high - low);
        return Math.exp(Math.log(values[right - 1]) + at * Math.log(values[right] / values[right - 1]));
    }

    /** The share that exceeds a quantity. */
    double above(double quantity) {
        if (!(quantity > 0)) {
            return 1 - LEAST_CHANCE;
        }
        int right = 1;
        while (right < values.length - 1 && values[right] < quantity) {
            right++;
        }
        double width = Math.log(values[right] / values[right - 1]);
        double from = Math.log(quantity / values[right - 1]);
        double share;
        if (width > 0) {
            double low = logOdds(shares[right - 1]);
            double odds = low + from / width * (logOdds(shares[right]) - low);
            share = 1 / (1 + Math.exp(-odds));
        } else {
            share = from < 0 ? 0 : 1;
        }
        return Math.min(1 - LEAST_CHANCE, Math.max(LEAST_CHANCE, 1 - share));
    }

    /** The quantity that this share of those that exceed another stays below. */
    double quantileAbove(double share, double quantity) {
        return quantile(1 - (1 - share) * above(quantity));
    }

    double median() {
        return quantile(MEDIAN);
    }

    /** The standard deviation of the logarithm, of the normal distribution with the same middle 90 %. */
    double logSpread() {
        return Math.log(quantile(0.95) / quantile(0.05)) / (2 * NORMAL_95);
    }

    /** The same with its logarithm shifted, and its spread around the median so many times as wide. */
    Distribution shifted(double shift, double stretch) {
        double median = median();
        double[] others = new double[values.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = median * Math.exp(shift + stretch * Math.log(values[i] / median));
        }
        return new Distribution(shares, others);
    }

    private static double logOdds(double share) {
        return Math.log(share / (1 - share));
    }
}
