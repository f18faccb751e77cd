package org.qeperf.train.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Errors of rows that do not count alike. */
final class WeightedErrors {

    /** How many quantiles stand for errors with weights. */
    private static final int QUANTILES = 999;

    private WeightedErrors() {}

    /**
     * Errors that count alike and are spread as the given ones: these themselves where their weights are equal. The row to be
     * predicted has the mean weight, and nothing is known of its error, so what lies beyond the given ones counts as the
     * largest: with equal weights, the {@code ceil((n + 1) a)}-th smallest error stands at level {@code a}.
     */
    static double[] alike(double[] errors, double[] weights) {
        if (Arrays.stream(weights).allMatch(w -> w == weights[0])) {
            return errors.clone();
        }
        Integer[] order = IntStream.range(0, errors.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(errors[a], errors[b]));
        double known = Arrays.stream(weights).sum();
        double total = known + known / weights.length;
        double[] alike = new double[QUANTILES];
        double sum = 0;
        int at = 0;
        for (int i = 0; i < order.length; i++) {
            sum += weights[order[i]];
            while (at < QUANTILES && (i == order.length - 1 || (at + 1) * total <= sum * (QUANTILES + 1))) {
                alike[at++] = errors[order[i]];
            }
        }
        return alike;
    }
}
