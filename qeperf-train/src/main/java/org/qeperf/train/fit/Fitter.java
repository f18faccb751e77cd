package org.qeperf.train.fit;

import java.util.List;
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
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Samples;

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
        return fit(data.samples().subset(rows), progress);
    }

    /**
     * Fits.
     *
     * @param samples the rows to learn from
     * @param progress hears about the steps of the training
     * @return the fitted model
     * @throws TrainingException if the rows cannot be learnt from
     */
    public FittedModel fit(Samples samples, Progress progress) {
        Preparation preparation = preparation(samples, normalizer(samples));
        Recipe.Step step = recipe.model();
        return new FittedModel(
                preparation, step.provider().train(spec(step), prepared(preparation, samples), progress));
    }

    /**
     * Carries a fit on, in the form that it has.
     *
     * @param earlier what was fitted before
     * @param samples the rows to learn from
     * @param progress hears about the steps of the training
     * @return the model that has learnt more
     * @throws TrainingException if the rows cannot be learnt from
     */
    public FittedModel resume(FittedModel earlier, Samples samples, Progress progress) {
        Recipe.Step step = recipe.model();
        TrainingSet set = prepared(earlier.preparation(), samples);
        return new FittedModel(
                earlier.preparation(), step.provider().resume(spec(step), set, earlier.trained(), progress));
    }

    private TrainingSpec spec(Recipe.Step step) {
        return new TrainingSpec(step.algorithm().name(), step.hyperparameters(), seed);
    }

    private Normalizer normalizer(Samples samples) {
        if (recipe.law().isPresent()) {
            Recipe.Step law = recipe.law().get();
            Preparation raw = Preparation.raw(samples.schema(), Normalizer.NONE);
            TrainedRegressor fitted = law.provider().train(spec(law), prepared(raw, samples), Progress.SILENT);
            return Normalizer.law(law.id(), FittedModel.portable(fitted.regressor(), law.id()));
        }
        return recipe.feature()
                .map(f -> Normalizer.feature(samples.schema(), f))
                .orElse(Normalizer.NONE);
    }

    private static TrainingSet prepared(Preparation preparation, Samples samples) {
        int columns = samples.schema().size();
        double[] inputs = new double[samples.rows().length];
        double[] targets = new double[samples.size()];
        double[] scratch = new double[preparation.scratchLength()];
        for (int i = 0; i < targets.length; i++) {
            preparation.prepare(samples.rows(), i * columns, inputs, i * columns);
            targets[i] = preparation.prepareTarget(samples.targets()[i], samples.rows(), i * columns, scratch);
        }
        List<String> names =
                samples.schema().features().stream().map(FeatureSpec::name).toList();
        return new TrainingSet(names, inputs, targets, samples.parts(), samples.weights());
    }

    private Preparation preparation(Samples samples, Normalizer normalizer) {
        Form form = recipe.form();
        if (form.equals(Form.of(Inputs.RAW))) {
            return Preparation.raw(samples.schema(), normalizer);
        }
        double[][] columns = columns(samples, form.rows());
        double[] target = target(samples, normalizer);
        return Preparation.of(
                samples.schema(), form.rows(), columns[0], columns[1], form.target(), target[0], target[1], normalizer);
    }

    /** Mean and deviation of each column, 0 and 1 for columns that stay as they are. */
    private static double[][] columns(Samples samples, Inputs inputs) {
        FeatureSchema schema = samples.schema();
        int columns = schema.size();
        double[][] moments = new double[2][columns];
        double[] values = new double[samples.size()];
        for (int c = 0; c < columns; c++) {
            moments[1][c] = 1;
            if (inputs == Inputs.STANDARDIZED) {
                boolean logarithmic = schema.features().get(c).scale() == Scale.LOG;
                for (int i = 0; i < values.length; i++) {
                    double x = samples.rows()[i * columns + c];
                    values[i] = logarithmic ? StrictMath.log1p(x) : x;
                }
                moments[0][c] = mean(values);
                moments[1][c] = deviation(values, moments[0][c]);
            }
        }
        return moments;
    }

    private double[] target(Samples samples, Normalizer normalizer) {
        Preparation share = Preparation.raw(samples.schema(), normalizer);
        double[] scratch = new double[share.scratchLength()];
        double[] values = new double[samples.size()];
        boolean logarithm = recipe.form().target() == TargetForm.LOGARITHM;
        for (int i = 0; i < values.length; i++) {
            double value = share.prepareTarget(
                    samples.targets()[i], samples.rows(), i * samples.schema().size(), scratch);
            values[i] = logarithm ? StrictMath.log(value) : value;
        }
        double mean = mean(values);
        if (!Double.isFinite(mean)) {
            throw new TrainingException("the target"
                    + (normalizer.name().isEmpty() ? "" : " or its normaliser " + normalizer.name())
                    + " is not positive in every row; expected positive numbers");
        }
        return new double[] {mean, deviation(values, mean)};
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
        return deviation > 1e-9 * Math.abs(mean) ? deviation : 1;
    }
}
