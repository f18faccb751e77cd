package org.qeperf.train.automl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far predictions are from measurements. Predictions may be anything, measurements are not 0.
 *
 * @param rows number of rows
 * @param mape mean of {@code |predicted - measured| / |measured|}
 * @param medianApe median of the same
 * @param rmse root of the mean square error, in the unit of the target
 * @param mae mean absolute error, in the unit of the target
 * @param r2 coefficient of determination: 1 minus the sum of squared errors over that of the mean of the measurements; 0 where
 *     all measurements are equal
 * @param r2Log the same of the logarithms; {@code NaN} unless all are positive
 */
public record Accuracy(int rows, double mape, double medianApe, double rmse, double mae, double r2, double r2Log) {

    /**
     * Compares.
     *
     * @param measured at least one number, none 0
     * @param predicted as many
     * @return the figures
     */
    public static Accuracy of(double[] measured, double[] predicted) {
        int n = measured.length;
        if (n == 0 || predicted.length != n) {
            throw new IllegalArgumentException(predicted.length + " predictions for " + n + " measurements");
        }
        double[] relative = new double[n];
        double absolute = 0;
        double squares = 0;
        double percent = 0;
        for (int i = 0; i < n; i++) {
            double error = predicted[i] - measured[i];
            relative[i] = Math.abs(error) / Math.abs(measured[i]);
            percent += relative[i];
            absolute += Math.abs(error);
            squares += error * error;
        }
        Arrays.sort(relative);
        double median = (relative[(n - 1) / 2] + relative[n / 2]) / 2;
        return new Accuracy(
                n,
                percent / n,
                median,
                Math.sqrt(squares / n),
                absolute / n,
                determination(measured, predicted),
                determination(logarithms(measured), logarithms(predicted)));
    }

    private static double determination(double[] measured, double[] predicted) {
        double mean = Arrays.stream(measured).average().orElseThrow();
        double squares = 0;
        double total = 0;
        for (int i = 0; i < measured.length; i++) {
            squares += (predicted[i] - measured[i]) * (predicted[i] - measured[i]);
            total += (measured[i] - mean) * (measured[i] - mean);
        }
        return total > 0 ? 1 - squares / total : Double.isNaN(total) ? Double.NaN : 0;
    }

    private static double[] logarithms(double[] values) {
        return Arrays.stream(values)
                .map(x -> x > 0 ? StrictMath.log(x) : Double.NaN)
                .toArray();
    }

    /**
     * The figures by name.
     *
     * @return a new map in the order of the components
     */
    public Map<String, Double> asMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put("rows", (double) rows);
        map.put("mape", mape);
        map.put("median_ape", medianApe);
        map.put("rmse", rmse);
        map.put("mae", mae);
        map.put("r2", r2);
        map.put("r2_log", r2Log);
        return map;
    }
}
