package org.qeperf.train.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.ModelShelf;
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
 * What became of a plan: its errors on unseen systems, then a model of all rows, written to its file.
 *
 * @param plan the plan
 * @param data the rows
 * @param validation predictions of models that had not seen the row's system
 * @param fitted the model of all rows
 * @param model the same in the form that is written
 * @param file where it was written
 */
public record TrainingRun(
        TrainPlan plan, Dataset data, CrossValidation validation, FittedModel fitted, PortableModel model, Path file) {

    private static final int VERIFICATION_ROWS = 10;

    /**
     * Carries a plan out.
     *
     * @param planFile the YAML file
     * @param extractor makes rows of runs
     * @param catalogue the training back-ends at hand
     * @param progress hears about the folds done
     * @return what became of it
     * @throws org.qeperf.api.QePerfException if the plan, its runs or its algorithm cannot be used
     */
    public static TrainingRun carryOut(
            Path planFile, FeatureExtractor extractor, RegressorCatalogue catalogue, Progress progress) {
        TrainPlan plan = TrainPlan.read(planFile);
        ModelId id = modelId(plan);
        Path file = output(planFile, plan);
        requireCode(plan, extractor);
        TrainPlanReader.check(planFile, extractor, catalogue);
        FeatureSchema schema = schema(plan, extractor);
        Fitter fitter = new Fitter(
                Recipe.of(catalogue, schema, plan.normalizer(), plan.algorithm(), plan.hyperparameters()), plan.seed());
        Cleaning cleaning = Cleaning.find(plan.cleaning());
        RunSet runs = RunSet.read(planFile.resolveSibling(plan.runs()));
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
                provenance(plan, fitter.recipe(), runs, data, validation));
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
        AtomicFile.write(file, ArtifactWriter.toBytes(model, data.samples().spread(VERIFICATION_ROWS)));
        return new TrainingRun(plan, data, validation, fitted, model, file);
    }

    private static Path output(Path planFile, TrainPlan plan) {
        Path file = planFile.resolveSibling(plan.output()).normalize();
        if (!plan.output().endsWith(ModelShelf.ENDING) || Files.isDirectory(file)) {
            throw new TrainingException("the plan's output is " + InputException.quote(plan.output())
                    + "; expected a file that ends with " + ModelShelf.ENDING);
        }
        return file;
    }

    private static ModelId modelId(TrainPlan plan) {
        try {
            return new ModelId(plan.model().name(), plan.model().version());
        } catch (IllegalArgumentException e) {
            throw new TrainingException("the plan names a model that cannot be named so: " + e.getMessage());
        }
    }

    private static void requireCode(TrainPlan plan, FeatureExtractor extractor) {
        if (!plan.code().equals(extractor.code())) {
            throw new TrainingException("the plan is for runs of " + InputException.quote(plan.code())
                    + "; expected those of " + extractor.code());
        }
    }

    private static FeatureSchema schema(TrainPlan plan, FeatureExtractor extractor) {
        return extractor.schemas().stream()
                .filter(schema -> schema.name().equals(plan.schema()))
                .findFirst()
                .orElseThrow();
    }

    private static Manifest.Training provenance(
            TrainPlan plan, Recipe recipe, RunSet runs, Dataset data, CrossValidation validation) {
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
                LocalDate.now(ZoneOffset.UTC).toString(),
                versions,
                metrics);
    }

    private static List<Insight> insights(FittedModel fitted, CrossValidation validation) {
        List<Insight> insights = new ArrayList<>(fitted.trained().insights());
        insights.add(new Insight(Insight.PERMUTATION_IMPORTANCE, validation.permutationImportance()));
        return insights;
    }
}
