package org.qeperf.runtime.artifact;

import java.util.Arrays;
import java.util.Locale;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.train.Algorithm.Inputs;

/**
 * How raw rows become what a regressor sees, and back. Rows are standardised (logarithms where the schema asks for them,
 * then mean 0 and deviation 1) or raw. The target is divided by its normaliser; this share or its logarithm is then
 * shifted and scaled. Logarithms and exponentials are those of {@link StrictMath}, the same on every machine. Immutable.
 */
public final class Preparation {

    /** What of the target a regressor learns. */
    public enum TargetForm {
        /** The logarithm of the target over its normaliser, so that a regressor's errors are relative. */
        LOGARITHM,
        /** The target over its normaliser, so that a regressor's errors are absolute. */
        IDENTITY;

        /**
         * How manifests write it.
         *
         * @return {@code logarithm} or {@code identity}
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Inputs inputs;
    private final TargetForm targetForm;
    private final boolean[] logarithmic;
    private final double[] mean;
    private final double[] deviation;
    private final double targetMean;
    private final double targetDeviation;
    private final Normalizer normalizer;

    private Preparation(
            Inputs inputs,
            FeatureSchema schema,
            double[] mean,
            double[] deviation,
            TargetForm targetForm,
            double targetMean,
            double targetDeviation,
            Normalizer normalizer) {
        int n = schema.size();
        if (mean.length != n || deviation.length != n) {
            throw new IllegalArgumentException(
                    "a preparation of " + mean.length + " columns for schema " + schema.name());
        }
        this.inputs = inputs;
        this.targetForm = targetForm;
        this.logarithmic = new boolean[n];
        for (int i = 0; i < n; i++) {
            logarithmic[i] =
                    inputs == Inputs.STANDARDIZED && schema.features().get(i).scale() == Scale.LOG;
            if (!(deviation[i] > 0) || !Double.isFinite(deviation[i]) || !Double.isFinite(mean[i])) {
                throw new IllegalArgumentException(
                        "column " + i + " has mean " + mean[i] + ", deviation " + deviation[i]);
            }
            if (inputs == Inputs.RAW && (mean[i] != 0 || deviation[i] != 1)) {
                throw new IllegalArgumentException("column " + i + " of raw rows has mean " + mean[i] + ", deviation "
                        + deviation[i] + "; expected 0 and 1");
            }
        }
        if (!(targetDeviation > 0) || !Double.isFinite(targetDeviation) || !Double.isFinite(targetMean)) {
            throw new IllegalArgumentException("target mean " + targetMean + ", deviation " + targetDeviation);
        }
        normalizer.requireInputs(n);
        this.mean = mean.clone();
        this.deviation = deviation.clone();
        this.targetMean = targetMean;
        this.targetDeviation = targetDeviation;
        this.normalizer = normalizer;
    }

    /**
     * Any form of rows with any form of the target.
     *
     * @param schema the columns
     * @param inputs the form of the rows
     * @param mean mean of each column after its logarithm, 0 for raw rows; copied
     * @param deviation standard deviation of each column, positive, 1 for raw rows; copied
     * @param targetForm what of the target a regressor learns
     * @param targetMean what is subtracted from that
     * @param targetDeviation what it is then divided by, positive
     * @param normalizer what the target is divided by first
     * @return a preparation
     */
    public static Preparation of(
            FeatureSchema schema,
            Inputs inputs,
            double[] mean,
            double[] deviation,
            TargetForm targetForm,
            double targetMean,
            double targetDeviation,
            Normalizer normalizer) {
        return new Preparation(inputs, schema, mean, deviation, targetForm, targetMean, targetDeviation, normalizer);
    }

    /**
     * Standardised rows and the standardised logarithm of the target.
     *
     * @param schema the columns
     * @param mean mean of each column after its logarithm; copied
     * @param deviation standard deviation of each column, positive; copied
     * @param targetMean mean of the target's logarithm
     * @param targetDeviation standard deviation of the target's logarithm, positive
     * @param normalizer what the target is divided by
     * @return a preparation
     */
    public static Preparation standardized(
            FeatureSchema schema,
            double[] mean,
            double[] deviation,
            double targetMean,
            double targetDeviation,
            Normalizer normalizer) {
        return new Preparation(
                Inputs.STANDARDIZED,
                schema,
                mean,
                deviation,
                TargetForm.LOGARITHM,
                targetMean,
                targetDeviation,
                normalizer);
    }

    /**
     * Rows and target as they are.
     *
     * @param schema the columns
     * @param normalizer what the target is divided by
     * @return a preparation
     */
    public static Preparation raw(FeatureSchema schema, Normalizer normalizer) {
        double[] ones = new double[schema.size()];
        Arrays.fill(ones, 1);
        return new Preparation(
                Inputs.RAW, schema, new double[schema.size()], ones, TargetForm.IDENTITY, 0, 1, normalizer);
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
        if (inputs == Inputs.RAW) {
            System.arraycopy(raw, offset, out, outOffset, mean.length);
            return;
        }
        for (int i = 0; i < mean.length; i++) {
            out[outOffset + i] = prepare(i, raw[offset + i]);
        }
    }

    /**
     * Prepares one number. The larger it is, the larger the result.
     *
     * @param column index of its column
     * @param x the raw number
     * @return what a regressor sees of it
     */
    public double prepare(int column, double x) {
        return ((logarithmic[column] ? StrictMath.log1p(x) : x) - mean[column]) / deviation[column];
    }

    /**
     * What a regressor should learn for a row.
     *
     * @param target the measured target; positive for the logarithm
     * @param raw array that holds the raw row
     * @param offset index of its first element
     * @param scratch at least {@link #scratchLength()} elements; modified
     * @return the target over its normaliser, or the logarithm of that, shifted and scaled
     */
    public double prepareTarget(double target, double[] raw, int offset, double[] scratch) {
        double share = target / normalizer.of(raw, offset, scratch);
        double form = targetForm == TargetForm.LOGARITHM ? StrictMath.log(share) : share;
        return (form - targetMean) / targetDeviation;
    }

    /**
     * What a regressor's value means for a row.
     *
     * @param value the regressor's value
     * @param raw array that holds the raw row
     * @param offset index of its first element
     * @param scratch at least {@link #scratchLength()} elements; modified
     * @return the target in its unit
     */
    public double restoreTarget(double value, double[] raw, int offset, double[] scratch) {
        double form = value * targetDeviation + targetMean;
        double share = targetForm == TargetForm.LOGARITHM ? StrictMath.exp(form) : form;
        return share * normalizer.of(raw, offset, scratch);
    }

    /**
     * What a change of a regressor's value does to the target of a row.
     *
     * @param change what is added to the regressor's value
     * @param raw array that holds the raw row
     * @param offset index of its first element
     * @param scratch at least {@link #scratchLength()} elements; modified
     * @return the factor that the target changes by where its logarithm is learnt, else what is added to it
     */
    public double restoreChange(double change, double[] raw, int offset, double[] scratch) {
        return targetForm == TargetForm.LOGARITHM
                ? StrictMath.exp(change * targetDeviation)
                : change * targetDeviation * normalizer.of(raw, offset, scratch);
    }

    /**
     * Length of the scratch array for the target.
     *
     * @return number of elements, possibly 0
     */
    public int scratchLength() {
        return normalizer.scratchLength();
    }

    /**
     * What the target is divided by.
     *
     * @return the normaliser
     */
    public Normalizer normalizer() {
        return normalizer;
    }

    /**
     * The form of the rows.
     *
     * @return standardised or raw
     */
    public Inputs inputs() {
        return inputs;
    }

    /**
     * The form of the target.
     *
     * @return what of it a regressor learns
     */
    public TargetForm targetForm() {
        return targetForm;
    }

    /**
     * The form of the rows, as manifests write it.
     *
     * @return {@code standardized} or {@code raw}
     */
    public String word() {
        return inputs.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a column is seen through its logarithm and so must not be negative.
     *
     * @param column index of the column
     * @return false for raw rows
     */
    public boolean isLogarithmic(int column) {
        return logarithmic[column];
    }

    /** 1 for each column that is seen through its logarithm, else 0. */
    short[] logarithmic() {
        short[] flags = new short[logarithmic.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = (short) (logarithmic[i] ? 1 : 0);
        }
        return flags;
    }

    /**
     * What the columns are standardised with.
     *
     * @return two new arrays: means, then deviations; 0 and 1 for raw rows
     */
    public double[][] columns() {
        return new double[][] {mean.clone(), deviation.clone()};
    }

    /**
     * What the target, or its logarithm, is shifted and scaled with.
     *
     * @return a new array: mean and deviation
     */
    public double[] target() {
        return new double[] {targetMean, targetDeviation};
    }
}
