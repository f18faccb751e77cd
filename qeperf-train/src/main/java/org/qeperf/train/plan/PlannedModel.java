package org.qeperf.train.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.evaluate.CrossValidation;
import org.qeperf.train.evaluate.SystemFolds;
import org.qeperf.train.evaluate.Widening;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;

/**
 * The model of a plan, from runs at hand: its errors on unseen systems, then a model of all rows.
 *
 * @param data the rows
 * @param validation predictions of models that had not seen the row's system
 * @param fitted the model of all rows
 * @param model the same in the form that is written
 */
public record PlannedModel(Dataset data, CrossValidation validation, FittedModel fitted, PortableModel model) {

    private static final int VERIFICATION_ROWS = 10;

    /**
     * Trains.
     *
     * @param plan what to train; where its runs come from and where the model goes is not looked at
     * @param runs the runs
     * @param extractor makes rows of runs
     * @param catalogue the training back-ends at hand
     * @param date the date of the model
     * @param progress hears about the folds done
     * @return the model with its errors
     * @throws org.qeperf.api.QePerfException if the plan, the runs or the algorithm cannot be used
     */
    public static PlannedModel of(
            TrainPlan plan,
            RunSet runs,
            FeatureExtractor extractor,
            RegressorCatalogue catalogue,
            LocalDate date,
            Progress progress) {
        ModelId id = modelId(plan);
        FeatureSchema schema = schema(plan, extractor);
        Fitter fitter = new Fitter(
                Recipe.of(catalogue, schema, plan.normalizer(), plan.algorithm(), plan.hyperparameters()), plan.seed());
        Cleaning cleaning = Cleaning.find(plan.cleaning());
        Dataset data = Dataset.of(runs, cleaning, plan.target(), extractor, schema);
        Grouping grouping = Grouping.of(data, plan.group());
        SystemFolds folds = SystemFolds.of(grouping, plan.folds(), plan.seed());
        CrossValidation plain = CrossValidation.run(data, grouping, folds, fitter, progress);
        CrossValidation validation = plain.widened(data, Widening.slope(data, fitter, plain, progress));
        FittedModel fitted = fitter.fit(data.samples().weighted(grouping.weights()), Progress.SILENT);
        PortableRegressor regressor = FittedModel.portable(fitted.trained().regressor(), plan.algorithm());
        Manifest manifest = new Manifest(
                Manifest.CURRENT_FORMAT,
                id.name(),
                id.version(),
                plan.algorithm(),
                fitter.recipe().model().hyperparameters().asMap(),
                plan.code(),
                schema.name(),
                schema.fingerprint(),
                plan.target().target().name(),
                plan.target().target().unit(),
                fitted.preparation().word(),
                fitted.preparation().targetForm().word(),
                plan.normalizer(),
                fitted.preparation().normalizer().description(),
                Manifest.Function.of(regressor),
                provenance(plan, fitter.recipe(), runs, data, validation, date));
        double[][] range = data.samples().range();
        PortableModel model = new PortableModel(
                manifest,
                schema,
                fitted.preparation(),
                regressor,
                validation.interval(data),
                range[0],
                range[1],
                insights(fitted, validation));
        return new PlannedModel(data, validation, fitted, model);
    }

    /**
     * The file of the model.
     *
     * @return its bytes
     */
    public byte[] artifact() {
        return ArtifactWriter.toBytes(model, data.samples().spread(VERIFICATION_ROWS));
    }

    static ModelId modelId(TrainPlan plan) {
        try {
            return new ModelId(plan.model().name(), plan.model().version());
        } catch (IllegalArgumentException e) {
            throw new TrainingException("the plan names a model that cannot be named so: " + e.getMessage());
        }
    }

    private static FeatureSchema schema(TrainPlan plan, FeatureExtractor extractor) {
        return extractor.schemas().stream()
                .filter(schema -> schema.name().equals(plan.schema()))
                .findFirst()
                .orElseThrow();
    }

    private static Manifest.Training provenance(
            TrainPlan plan, Recipe recipe, RunSet runs, Dataset data, CrossValidation validation, LocalDate date) {
        Map<String, String> versions = new LinkedHashMap<>();
        // Of what decides the result: the same plan makes the same file on another Java.
        recipe.law().ifPresent(law -> versions.putAll(law.provider().versions()));
        versions.putAll(recipe.model().provider().versions());
        Map<String, Double> metrics = new LinkedHashMap<>(validation.model().asMap());
        metrics.putAll(validation.intervals().asMap());
        return new Manifest.Training(
                runs.name(),
                runs.sha256(),
                data.size(),
                data.systems(),
                String.format(Locale.ROOT, "%d folds, each %s in one fold", plan.folds(), plan.group()),
                plan.seed(),
                date.toString(),
                versions,
                metrics);
    }

    private static List<Insight> insights(FittedModel fitted, CrossValidation validation) {
        List<Insight> insights = new ArrayList<>(fitted.trained().insights());
        insights.add(new Insight(Insight.PERMUTATION_IMPORTANCE, validation.permutationImportance()));
        return insights;
    }
}
