package org.qeperf.models.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.LinearFunction;

/**
 * Rows and targets less their means: a fit of these needs no intercept, and its intercept for the rows themselves is free of
 * any penalty.
 *
 * @param rows one row for each target; not modified
 * @param targets less their mean; not modified
 * @param means of the columns
 * @param targetMean of the targets
 */
record Centred(DMatrixRMaj rows, double[] targets, double[] means, double targetMean) {

    /** A column that varies by less than this share of its numbers is constant, and what is left of it is rounding. */
    private static final double ROUNDING = 1e-13;

    static Centred of(TrainingSet data) {
        int n = data.size();
        int columns = data.columns();
        DMatrixRMaj rows = new DMatrixRMaj(n, columns);
        double[] means = new double[columns];
        double[] values = new double[n];
        for (int c = 0; c < columns; c++) {
            for (int i = 0; i < n; i++) {
                values[i] = data.rows()[i * columns + c];
            }
            means[c] = centre(values);
            for (int i = 0; i < n; i++) {
                rows.data[i * columns + c] = values[i];
            }
        }
        double[] targets = data.targets().clone();
        double targetMean = centre(targets);
        return new Centred(rows, targets, means, targetMean);
    }

    /** Takes the mean away and gives it back. */
    private static double centre(double[] values) {
        double sum = 0;
        double largest = 0;
        for (double x : values) {
            sum += x;
            largest = Math.max(largest, Math.abs(x));
        }
        double mean = sum / values.length;
        boolean constant = true;
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
            constant &= Math.abs(values[i]) <= ROUNDING * largest;
        }
        if (constant) {
            Arrays.fill(values, 0);
        }
        return mean;
    }

    int size() {
        return targets.length;
    }

    int columns() {
        return means.length;
    }

    /** The function of the rows as they were given that has these slopes. */
    TrainedRegressor linear(double[] slopes, List<Insight> more) {
        double intercept = targetMean;
        for (int c = 0; c < slopes.length; c++) {
            intercept -= slopes[c] * means[c];
        }
        List<Insight> insights = new ArrayList<>();
        insights.add(new Insight(Insight.COEFFICIENTS, slopes));
        insights.add(new Insight(Insight.INTERCEPT, new double[] {intercept}));
        insights.addAll(more);
        return new TrainedRegressor(new LinearFunction(intercept, slopes), insights);
    }
}
