package org.qeperf.bench.answer;

import java.nio.file.Path;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;
import org.qeperf.train.plan.TrainPlan;

/**
 * What everything is measured on.
 *
 * @param folder holds a plan for each target
 * @param runs the runs of the plans
 * @param extractor makes rows of runs
 * @param catalogue the training back-ends at hand
 * @param progress hears what is being done
 */
record Material(Path folder, RunSet runs, FeatureExtractor extractor, RegressorCatalogue catalogue, Progress progress) {

    static Material of(Path folder, Progress progress) {
        TrainPlan plan = TrainPlan.read(planFile(folder, RunTarget.SECONDS_PER_SCF_ITERATION));
        RunSet runs = RunSet.read(folder.resolve(plan.runs()));
        return new Material(folder, runs, Extractors.find(plan.code()), RegressorCatalogue.load(), progress);
    }

    private static Path planFile(Path folder, RunTarget target) {
        return folder.resolve(target.target().name() + ".yaml");
    }

    TrainPlan plan(RunTarget target) {
        return TrainPlan.read(planFile(folder, target));
    }

    Dataset data(TrainPlan plan) {
        return data(plan.cleaning(), plan.target(), plan.schema());
    }

    Dataset data(String cleaning, RunTarget target, String schema) {
        return Dataset.of(runs, Cleaning.find(cleaning), target, extractor, schema(schema));
    }

    Fitter fitter(TrainPlan plan) {
        return new Fitter(
                Recipe.of(
                        catalogue, schema(plan.schema()), plan.normalizer(), plan.algorithm(), plan.hyperparameters()),
                plan.seed());
    }

    FeatureSchema schema(String name) {
        return extractor.schemas().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a run consists of. */
    Workload workload(RunRecord run) {
        return extractor.restore(run.counts().known().orElseThrow());
    }

    /** The row of a run with counts, layout and machine. */
    double[] row(RunRecord run, FeatureSchema schema) {
        FeatureVector row = workload(run)
                .features(
                        schema,
                        run.place().nearestLayout().orElseThrow(),
                        run.place().machine().orElseThrow());
        return row.toArray();
    }
}
