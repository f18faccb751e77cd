package org.qeperf.train.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.ProviderException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;

/** Trains and measures the models of a stage. */
final class StageRunner {

    private final ComparisonData data;
    private final RegressorCatalogue catalogue;
    private final long seed;

    StageRunner(ComparisonData data, RegressorCatalogue catalogue, long seed) {
        this.data = data;
        this.catalogue = catalogue;
        this.seed = seed;
    }

    StageResult run(ComparisonPlan.Stage stage, Progress progress) {
        Dataset rows = data.basis(stage.basis());
        List<Split> splits = stage.division().of(rows, seed);
        List<ModelScore> scores = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>();
        for (Candidate candidate : stage.candidates()) {
            try {
                scores.add(measure(stage, candidate, rows, splits, progress));
            } catch (ProviderException | TrainingException e) {
                failures.put(candidate.name(), String.valueOf(e.getMessage()));
            }
        }
        return new StageResult(
                stage,
                rows.schema().features().stream().map(FeatureSpec::name).toList(),
                splits.stream().mapToInt(split -> split.test().length).sum(),
                splits.stream()
                        .mapToInt(split -> split.rowsOfKnownSystems(rows))
                        .sum(),
                scores,
                failures);
    }

    private ModelScore measure(
            ComparisonPlan.Stage stage, Candidate candidate, Dataset rows, List<Split> splits, Progress progress) {
        Recipe recipe = Recipe.of(
                catalogue, rows.schema(), candidate.normalizer(), candidate.algorithm(), candidate.settings());
        Fitter fitter = new Fitter(recipe, seed);
        int[] tested = splits.stream()
                .flatMapToInt(split -> Arrays.stream(split.test()))
                .toArray();
        double[] measured =
                Arrays.stream(tested).mapToDouble(row -> rows.targets()[row]).toArray();
        double[] predicted = new double[tested.length];
        List<Insight> insights = List.of();
        int next = 0;
        for (int fit = 0; fit < splits.size(); fit++) {
            progress.report(stage.name() + ": " + candidate.name() + ", fit", fit, splits.size());
            FittedModel fitted = fitter.fit(rows, splits.get(fit).training(), Progress.SILENT);
            insights = fitted.trained().insights();
            for (int row : splits.get(fit).test()) {
                predicted[next] = fitted.predict(rows, row);
                next++;
            }
        }
        ModelScore.Points normalized = new ModelScore.Points(
                data.normalized(stage.basis(), tested, measured), data.normalized(stage.basis(), tested, predicted));
        return new ModelScore(
                candidate,
                Errors.of(normalized.measured(), normalized.predicted()),
                Errors.of(
                        data.seconds(stage.basis(), tested, measured), data.seconds(stage.basis(), tested, predicted)),
                normalized,
                splits.size() == 1 ? insights : List.of());
    }
}
