package org.qeperf.train.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.train.data.Dataset;

/**
 * Fits a recipe: first the law that the target is divided by, if there is one, then means and deviations, then the
 * regressor, all from the training rows alone.
 *
 * @param recipe what to fit
 * @param seed where all randomness comes from
 */
public record Fitter(Recipe recipe, long seed) {

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
        Normalizer normalizer = normalizer(data, rows);
        Preparation preparation = recipe.model().algorithm().inputs() == Inputs.RAW
                ? Preparation.raw(data.schema(), normalizer)
                : standardized(data, rows, normalizer);
        return new FittedModel(preparation, train(recipe.model(), preparation, data, rows, progress));
    }

    private Normalizer normalizer(Dataset data, int[] rows) {
        if (recipe.law().isPresent()) {
            Recipe.Step law = recipe.law().get();
            Preparation raw = Preparation.raw(data.schema(), Normalizer.NONE);
            return Normalizer.law(
                    law.id(),
                    FittedModel.portable(
                            train(law, raw, data, rows, Progress.SILENT).regressor(), law.id()));
        }
        return recipe.feature().map(f -> Normalizer.feature(data.schema(), f)).orElse(Normalizer.NONE);
    }

    private TrainedRegressor train(
            Recipe.Step step, Preparation preparation, Dataset data, int[] rows, Progress progress) {
        int columns = data.schema().size();
        double[] inputs = new double[rows.length * columns];
        double[] targets = new double[rows.length];
        double[] scratch = new double[preparation.scratchLength()];
        for (int i = 0; i < rows.length; i++) {
            preparation.prepare(data.rows(), rows[i] * columns, inputs, i * columns);
            targets[i] = preparation.prepareTarget(data.targets()[rows[i]], data.rows(), rows[i] * columns, scratch);
        }
        List<String> names =
                data.schema().features().stream().map(FeatureSpec::name).toList();
        TrainingSpec spec = new TrainingSpec(step.algorithm().name(), step.hyperparameters(), seed);
        return step.provider().train(spec, new TrainingSet(names, inputs, targets, parts(data, rows)), progress);
    }

    private static Map<String, double[]> parts(Dataset data, int[] rows) {
        Map<String, double[]> parts = new LinkedHashMap<>();
        data.kernelSeconds().forEach((column, seconds) -> {
            double[] chosen = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                chosen[i] = seconds[rows[i]];
            }
            parts.put(column, chosen);
        });
        return parts;
    }

    private static Preparation standardized(Dataset data, int[] rows, Normalizer normalizer) {
        FeatureSchema schema = data.schema();
        int columns = schema.size();
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        double[] values = new double[rows.length];
        for (int c = 0; c < columns; c++) {
            boolean logarithmic = schema.features().get(c).scale() == Scale.LOG;
            for (int i = 0; i < rows.length; i++) {
                double x = data.rows()[rows[i] * columns + c];
                values[i] = logarithmic ? StrictMath.log1p(x) : x;
            }
            mean[c] = mean(values);
            deviation[c] = deviation(values, mean[c]);
        }
        Preparation share = Preparation.raw(schema, normalizer);
        double[] scratch = new double[share.scratchLength()];
        for (int i = 0; i < rows.length; i++) {
            values[i] = StrictMath.log(
                    share.prepareTarget(data.targets()[rows[i]], data.rows(), rows[i] * columns, scratch));
        }
        double targetMean = mean(values);
        if (!Double.isFinite(targetMean)) {
            throw new TrainingException("the target"
                    + (normalizer.name().isEmpty() ? "" : " or its normaliser " + normalizer.name())
                    + " is not positive in every row; expected positive numbers");
        }
        return Preparation.standardized(schema, mean, deviation, targetMean, deviation(values, targetMean), normalizer);
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
