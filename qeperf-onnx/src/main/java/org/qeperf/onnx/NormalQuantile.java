package org.qeperf.onnx;

/** Quantiles of the standard normal distribution. */
final class NormalQuantile {

    private static final int MOST_STEPS = 100;
    private static final double SMALL_STEP = 1e-13;

    private NormalQuantile() {}

    /**
     * The number that a normal variable stays below with a probability. Newton's method on a concave function comes from one
     * side.
     *
     * @param probability from 0.5 to below 1
     */
    static double of(double probability) {
        double x = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            double step = (probability - 0.5) / density - integral(x);
            x += step;
            if (step < SMALL_STEP) {
                break;
            }
        }
        return x;
    }

    /** The integral of the density from 0 to a number, over the density there: Marsaglia, Journal of Statistical Software 11 (2004) 4. */
    private static double integral(double x) {
        double sum = x;
        double term = x;
        for (int i = 3; term > sum * 1e-17; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return sum;
    }
}
