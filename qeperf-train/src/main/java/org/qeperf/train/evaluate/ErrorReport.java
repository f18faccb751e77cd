package org.qeperf.train.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far predictions are from measurements.
 *
 * @param mape mean absolute percentage error, as a fraction
 * @param medianError median of {@code |predicted - measured| / measured}
 * @param medianFactor median of the factor between predicted and measured, at least 1
 * @param factor90 the factor that 90 % of the rows stay below
 * @param withinTwo share of rows predicted within a factor of two
 * @param r2Log coefficient of determination of the logarithms; 0 where all measurements are equal
 */
public record ErrorReport(
        double mape, double medianError, double medianFactor, double factor90, double withinTwo, double r2Log) {

    /**
     * Compares.
     *
     * @param measured positive numbers
     * @param predicted positive numbers, as many
     * @return the report
     */
    public static ErrorReport of(double[] measured, double[] predicted) {
        int n = measured.length;
        double[] relative = new double[n];
        double[] logFactor = new double[n];
        double meanLog = Arrays.stream(measured).map(Math::log).average().orElseThrow();
        double residual = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            relative[i] = Math.abs(predicted[i] - measured[i]) / measured[i];
            double error = Math.log(predicted[i] / measured[i]);
            logFactor[i] = Math.abs(error);
            residual += error * error;
            total += Math.pow(Math.log(measured[i]) - meanLog, 2);
        }
        double within = Arrays.stream(logFactor).filter(x -> x <= Math.log(2)).count();
        return new ErrorReport(
                Arrays.stream(relative).average().orElseThrow(),
                quantile(relative, 0.5),
                Math.exp(quantile(logFactor, 0.5)),
                Math.exp(quantile(logFactor, 0.9)),
                within / n,
                total > 0 ? 1 - residual / total : 0);
    }

    /**
     * The figures by name.
     *
     * @return a new map in the order of the components
     */
    public Map<String, Double> asMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put("mape", mape);
        map.put("median_error", medianError);
        map.put("median_factor", medianFactor);
        map.put("factor_90", factor90);
        map.put("within_2x", withinTwo);
        map.put("r2_log", r2Log);
        return map;
    }

    /** Linear interpolation between order statistics. */
    private static double quantile(double[] values, double p) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = p * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
