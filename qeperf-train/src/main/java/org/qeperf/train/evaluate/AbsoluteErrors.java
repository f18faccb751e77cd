package org.qeperf.train.evaluate;

/**
 * How far predictions are from measurements, in the unit of the measurements. Large ones decide all three figures;
 * {@link ErrorReport} holds those in which small ones count as much.
 *
 * @param rmse root of the mean square error
 * @param mae mean absolute error
 * @param r2 coefficient of determination: 1 minus the sum of squared errors over that of a constant, the mean of the
 *     measurements
 */
public record AbsoluteErrors(double rmse, double mae, double r2) {

    /**
     * Compares.
     *
     * @param measured at least one number
     * @param predicted as many
     * @return the figures
     */
    public static AbsoluteErrors of(double[] measured, double[] predicted) {
        int n = measured.length;
        double mean = 0;
        for (double x : measured) {
            mean += x / n;
        }
        double squares = 0;
        double absolute = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            double error = predicted[i] - measured[i];
            squares += error * error;
            absolute += Math.abs(error);
            total += (measured[i] - mean) * (measured[i] - mean);
        }
        return new AbsoluteErrors(Math.sqrt(squares / n), absolute / n, total > 0 ? 1 - squares / total : 0);
    }
}
