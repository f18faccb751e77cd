package org.qeperf.train.fit;

import java.util.Optional;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue.Choice;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.train.data.Dataset;

/**
 * Fits one algorithm: means and deviations come from the training rows alone.
 *
 * @param choice the algorithm and its provider
 * @param hyperparameters its settings
 * @param normalizer feature that the target is divided by, if any
 * @param seed where all randomness comes from
 */
public record Fitter(Choice choice, Hyperparameters hyperparameters, Optional<String> normalizer, long seed) {

    /**
     * Fits on some rows of a data set.
     *
     * @param data the data set
     * @param rows indices of the rows to learn from
     * @param progress hears about the steps of the training
     * @return the fitted model
     * @throws TrainingException if the rows cannot be learnt from
     */
    public FittedModel fit(Dataset data, int[] rows, Progress progress) {
        Preparation preparation = preparation(data, rows);
        int columns = data.schema().size();
        double[] inputs = new double[rows.length * columns];
        double[] targets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            preparation.prepare(data.rows(), rows[i] * columns, inputs, i * columns);
            targets[i] = preparation.prepareTarget(data.targets()[rows[i]], data.rows(), rows[i] * columns);
        }
        TrainingSpec spec = new TrainingSpec(choice.algorithm().name(), hyperparameters, seed);
        TrainedRegressor trained = choice.provider().train(spec, new TrainingSet(columns, inputs, targets), progress);
        return new FittedModel(preparation, trained);
    }

    private Preparation preparation(Dataset data, int[] rows) {
        FeatureSchema schema = data.schema();
        int columns = schema.size();
        int scale = normalizer.map(schema::indexOf).orElse(-1);
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        double[] values = new double[rows.length];
        for (int c = 0; c < columns; c++) {
            boolean logarithmic = schema.features().get(c).scale() == Scale.LOG;
            for (int i = 0; i < rows.length; i++) {
                double x = data.rows()[rows[i] * columns + c];
                values[i] = logarithmic ? Math.log1p(x) : x;
            }
            mean[c] = mean(values);
            deviation[c] = deviation(values, mean[c]);
        }
        for (int i = 0; i < rows.length; i++) {
            double divisor = scale < 0 ? 1 : data.rows()[rows[i] * columns + scale];
            values[i] = Math.log(data.targets()[rows[i]] / divisor);
        }
        double targetMean = mean(values);
        if (!Double.isFinite(targetMean)) {
            throw new TrainingException("the target or its normaliser is not positive in every row");
        }
        return new Preparation(schema, mean, deviation, targetMean, deviation(values, targetMean), scale);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double x : values) {
            sum += x;
        }
        return sum / values.length;
    }

    /** The standard deviation, or 1 for a column that does not change. */
    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double x : values) {
            sum += (x - mean) * (x - mean);
        }
        double deviation = Math.sqrt(sum / values.length);
        return deviation > 1e-9 * Math.max(1, Math.abs(mean)) ? deviation : 1;
    }
}
