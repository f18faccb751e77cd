package org.qeperf.runtime.artifact;

import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec.Scale;

/**
 * How raw rows become what a regressor sees, and back: logarithms where the schema asks for them, then mean 0 and
 * deviation 1; the target divided by its normaliser, its logarithm standardised. Immutable.
 */
public final class Preparation {

    private final boolean[] logarithmic;
    private final double[] mean;
    private final double[] deviation;
    private final double targetMean;
    private final double targetDeviation;
    private final int normalizer;

    /**
     * Creates a preparation.
     *
     * @param schema the columns
     * @param mean mean of each column after its logarithm; copied
     * @param deviation standard deviation of each column, positive; copied
     * @param targetMean mean of the target's logarithm
     * @param targetDeviation standard deviation of the target's logarithm, positive
     * @param normalizer index of the feature that the target is divided by, or -1
     */
    public Preparation(
            FeatureSchema schema,
            double[] mean,
            double[] deviation,
            double targetMean,
            double targetDeviation,
            int normalizer) {
        int n = schema.size();
        if (mean.length != n || deviation.length != n || normalizer < -1 || normalizer >= n) {
            throw new IllegalArgumentException(
                    "a preparation of " + mean.length + " columns for schema " + schema.name());
        }
        this.logarithmic = new boolean[n];
        for (int i = 0; i < n; i++) {
            logarithmic[i] = schema.features().get(i).scale() == Scale.LOG;
            if (!(deviation[i] > 0) || !Double.isFinite(deviation[i]) || !Double.isFinite(mean[i])) {
                throw new IllegalArgumentException(
                        "column " + i + " has mean " + mean[i] + ", deviation " + deviation[i]);
            }
        }
        if (!(targetDeviation > 0) || !Double.isFinite(targetDeviation) || !Double.isFinite(targetMean)) {
            throw new IllegalArgumentException("target mean " + targetMean + ", deviation " + targetDeviation);
        }
        this.mean = mean.clone();
        this.deviation = deviation.clone();
        this.targetMean = targetMean;
        this.targetDeviation = targetDeviation;
        this.normalizer = normalizer;
    }

    /**
     * Prepares one row.
     *
     * @param raw array that holds the row; not modified
     * @param offset index of its first element
     * @param out receives as many numbers as there are columns; modified
     * @param outOffset index of the first of them
     */
    public void prepare(double[] raw, int offset, double[] out, int outOffset) {
        for (int i = 0; i < mean.length; i++) {
            double x = raw[offset + i];
            out[outOffset + i] = ((logarithmic[i] ? Math.log1p(x) : x) - mean[i]) / deviation[i];
        }
    }

    /**
     * What a regressor should learn for a row.
     *
     * @param target the measured target, positive
     * @param raw array that holds the raw row
     * @param offset index of its first element
     * @return the standardised logarithm
     */
    public double prepareTarget(double target, double[] raw, int offset) {
        return (Math.log(target / scale(raw, offset)) - targetMean) / targetDeviation;
    }

    /**
     * What a regressor's value means for a row.
     *
     * @param value the regressor's value
     * @param raw array that holds the raw row
     * @param offset index of its first element
     * @return the target in its unit
     */
    public double restoreTarget(double value, double[] raw, int offset) {
        return Math.exp(value * targetDeviation + targetMean) * scale(raw, offset);
    }

    private double scale(double[] raw, int offset) {
        return normalizer < 0 ? 1 : raw[offset + normalizer];
    }

    /** Whether a column is seen through its logarithm and so must not be negative. */
    boolean isLogarithmic(int column) {
        return logarithmic[column];
    }

    /** The numbers of the columns: means, then deviations. */
    double[][] columns() {
        return new double[][] {mean.clone(), deviation.clone()};
    }

    /** Mean and deviation of the target. */
    double[] target() {
        return new double[] {targetMean, targetDeviation};
    }
}
