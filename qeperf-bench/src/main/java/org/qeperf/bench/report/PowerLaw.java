package org.qeperf.bench.report;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * {@code y = factor x^exponent} by ordinary least squares on logarithms, with the interval of the exponent from the t
 * distribution with two degrees of freedom fewer than points.
 *
 * @param exponent the slope of the logarithms
 * @param low lower end of the exponent's interval
 * @param high upper end
 * @param factor y at x = 1
 * @param last the slope between the two largest x, where what does not grow counts least
 */
public record PowerLaw(double exponent, double low, double high, double factor, double last) {

    /** How sure the interval is. */
    public static final double LEVEL = 0.95;

    private static final int FEWEST = 3;

    /**
     * Fits.
     *
     * @param x positive numbers in ascending order, at least three
     * @param y as many positive numbers
     * @return the power
     * @throws IllegalArgumentException if there are fewer points or they do not ascend
     */
    public static PowerLaw fit(double[] x, double[] y) {
        int count = x.length;
        if (count < FEWEST || y.length != count) {
            throw new IllegalArgumentException(
                    count + " sizes and " + y.length + " times; expected as many, at least " + FEWEST);
        }
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < count; i++) {
            if (!(x[i] > 0) || !(y[i] > 0) || i > 0 && x[i] <= x[i - 1]) {
                throw new IllegalArgumentException("size " + x[i] + " with time " + y[i]
                        + "; expected positive numbers, sizes in ascending order");
            }
            meanX += Math.log(x[i]) / count;
            meanY += Math.log(y[i]) / count;
        }
        double squares = 0;
        double products = 0;
        for (int i = 0; i < count; i++) {
            double dx = Math.log(x[i]) - meanX;
            squares += dx * dx;
            products += dx * (Math.log(y[i]) - meanY);
        }
        double exponent = products / squares;
        double residual = 0;
        for (int i = 0; i < count; i++) {
            residual += Math.pow(Math.log(y[i]) - meanY - exponent * (Math.log(x[i]) - meanX), 2);
        }
        double t = TDistribution.of(count - 2).inverseCumulativeProbability((1 + LEVEL) / 2);
        double width = t * Math.sqrt(residual / (count - 2) / squares);
        double last = Math.log(y[count - 1] / y[count - 2]) / Math.log(x[count - 1] / x[count - 2]);
        return new PowerLaw(exponent, exponent - width, exponent + width, Math.exp(meanY - exponent * meanX), last);
    }

    /**
     * The fitted line.
     *
     * @param x a positive number
     * @return y there
     */
    public double at(double x) {
        return factor * Math.pow(x, exponent);
    }
}
