package org.qeperf.train.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.evaluate.CrossValidation;
import org.qeperf.train.fit.FittedModel;

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
        PlannedModel.modelId(plan);
        Path file = output(planFile, plan);
        requireCode(plan, extractor);
        TrainPlanReader.check(planFile, extractor, catalogue);
        RunSet runs = RunSet.read(planFile.resolveSibling(plan.runs()));
        PlannedModel made = PlannedModel.of(plan, runs, extractor, catalogue, LocalDate.now(ZoneOffset.UTC), progress);
        AtomicFile.write(file, made.artifact());
        return new TrainingRun(plan, made.data(), made.validation(), made.fitted(), made.model(), file);
    }

    private static Path output(Path planFile, TrainPlan plan) {
        Path file = planFile.resolveSibling(plan.output()).normalize();
        if (!plan.output().endsWith(ModelShelf.ENDING) || Files.isDirectory(file)) {
            throw new TrainingException("the plan's output is " + InputException.quote(plan.output())
                    + "; expected a file that ends with " + ModelShelf.ENDING);
        }
        return file;
    }

    private static void requireCode(TrainPlan plan, FeatureExtractor extractor) {
        if (!plan.code().equals(extractor.code())) {
            throw new TrainingException("the plan is for runs of " + InputException.quote(plan.code())
                    + "; expected those of " + extractor.code());
        }
    }
}
