package org.qeperf.bench.answer;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Figures of arrays. */
final class Numbers {

    private Numbers() {}

    /** Linear interpolation between order statistics; {@code NaN} of nothing. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** The share that does not exceed a limit; {@code NaN} of nothing. */
    static double shareUpTo(double[] values, double limit) {
        return values.length == 0
                ? Double.NaN
                : (double) Arrays.stream(values).filter(x -> x <= limit).count() / values.length;
    }

    static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    /** {@code |predicted - measured| / measured} of each. */
    static double[] relativeErrors(double[] measured, double[] predicted) {
        return IntStream.range(0, measured.length)
                .mapToDouble(i -> Math.abs(predicted[i] - measured[i]) / measured[i])
                .toArray();
    }

    /** The variance of the logarithms, all of them taken as they are. */
    static double logVariance(double[] values) {
        double mean = Arrays.stream(values).map(Math::log).average().orElseThrow();
        return Arrays.stream(values)
                .map(x -> (Math.log(x) - mean) * (Math.log(x) - mean))
                .average()
                .orElseThrow();
    }
}
