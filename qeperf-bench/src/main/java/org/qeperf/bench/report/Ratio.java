package org.qeperf.bench.report;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times as long one benchmark takes as another. The interval comes from the means' standard errors, as relative
 * errors of a quotient, with Welch's degrees of freedom.
 *
 * @param value the quotient of the means
 * @param low lower end of the interval
 * @param high upper end
 */
public record Ratio(double value, double low, double high) {

    /** How sure the interval is: as JMH's. */
    public static final double LEVEL = 0.999;

    private static final double WIDEST = 1e4;

    /**
     * Compares.
     *
     * @param slower seconds of what stands above the line, two numbers or more
     * @param faster seconds of what stands below it, two numbers or more
     * @return the ratio
     */
    public static Ratio of(double[] slower, double[] faster) {
        double value = mean(slower) / mean(faster);
        double first = relativeVariance(slower);
        double second = relativeVariance(faster);
        double sum = first + second;
        if (sum == 0) {
            return new Ratio(value, value, value);
        }
        double freedom = sum * sum / (first * first / (slower.length - 1) + second * second / (faster.length - 1));
        double width = TDistribution.of(freedom).inverseCumulativeProbability((1 + LEVEL) / 2) * Math.sqrt(sum);
        return new Ratio(value, value * Math.exp(-width), value * Math.exp(width));
    }

    /** The interval as text; words where it says nothing, as after two short iterations. */
    String interval() {
        return high > WIDEST * low ? "not known" : Units.digits(low) + " to " + Units.digits(high);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Of the mean: the squared standard error over the squared mean. */
    private static double relativeVariance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1) / values.length / (mean * mean);
    }
}
