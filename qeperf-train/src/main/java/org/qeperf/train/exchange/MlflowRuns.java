package org.qeperf.train.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.LeaderboardRow;
import org.qeperf.train.compare.Comparison;
import org.qeperf.train.compare.ModelScore;
import org.qeperf.train.compare.StageResult;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.evaluate.ErrorReport;
import org.qeperf.train.evaluate.SystemFolds;
import org.qeperf.train.exchange.MlflowRun.Metric;
import org.qeperf.train.plan.TrainingRun;

/** Makes runs of MLflow of what was trained and compared. */
public final class MlflowRuns {

    private MlflowRuns() {}

    /**
     * A model file alone: the choices and errors that its manifest tells.
     *
     * @param model the model
     * @param made when it was made or registered
     * @param note where it comes from, for people
     * @return the run
     */
    public static MlflowRun model(MlflowModel model, Instant made, String note) {
        Manifest manifest = model.manifest();
        List<Metric> metrics = new ArrayList<>();
        add(metrics, "", 0, manifest.training().metrics());
        return new MlflowRun(
                manifest.name() + "@" + manifest.version(),
                made,
                made,
                params(manifest),
                metrics,
                tags(manifest, note),
                Optional.of(model));
    }

    /**
     * The training of a plan: its errors on unseen systems, overall and with the number of the fold as step, those of the baselines, and the
     * model of all rows.
     *
     * @param run the training
     * @param started when it began
     * @param ended when it ended
     * @return the run
     */
    public static MlflowRun training(TrainingRun run, Instant started, Instant ended) {
        Manifest manifest = run.model().manifest();
        List<Metric> metrics = new ArrayList<>();
        run.validation()
                .reports()
                .forEach((name, report) -> add(metrics, name.equals("model") ? "" : name + ".", 0, report.asMap()));
        add(metrics, "", 0, run.validation().intervals().asMap());
        SystemFolds folds = SystemFolds.of(
                run.validation().grouping(), run.plan().folds(), run.plan().seed());
        for (int fold = 0; fold < folds.count(); fold++) {
            add(metrics, "fold.", fold, errors(run.data(), run.validation().predictions(), folds.heldOut(fold)));
        }
        return new MlflowRun(
                run.model().model().toString(),
                started,
                ended,
                params(manifest),
                metrics,
                tags(manifest, ""),
                Optional.of(MlflowModel.of(run.model(), run.file())));
    }

    /**
     * A model measured on data.
     *
     * @param manifest of the model
     * @param model the model with its file, where it has one
     * @param data name of the data
     * @param errors its errors, by name
     * @param started when it began
     * @param ended when it ended
     * @return the run
     */
    public static MlflowRun evaluation(
            Manifest manifest,
            Optional<MlflowModel> model,
            String data,
            Map<String, Double> errors,
            Instant started,
            Instant ended) {
        List<Metric> metrics = new ArrayList<>();
        add(metrics, "", 0, errors);
        Map<String, String> tags = new LinkedHashMap<>(tags(manifest, ""));
        tags.put("qeperf.evaluated_on", data);
        String name = manifest.name() + "@" + manifest.version() + " on " + data;
        return new MlflowRun(name, started, ended, params(manifest), metrics, tags, model);
    }

    private static Map<String, Double> errors(Dataset data, double[] predictions, int[] rows) {
        return ErrorReport.of(
                        Arrays.stream(rows)
                                .mapToDouble(row -> data.targets()[row])
                                .toArray(),
                        Arrays.stream(rows).mapToDouble(row -> predictions[row]).toArray())
                .asMap();
    }

    /**
     * A comparison: a run for each stage and model.
     *
     * @param comparison the comparison
     * @param started when it began
     * @param ended when it ended
     * @return the runs in order
     */
    public static List<MlflowRun> comparison(Comparison comparison, Instant started, Instant ended) {
        List<MlflowRun> runs = new ArrayList<>();
        for (StageResult stage : comparison.stages()) {
            for (ModelScore score : stage.scores()) {
                runs.add(score(comparison, stage, score, started, ended));
            }
        }
        return runs;
    }

    private static MlflowRun score(
            Comparison comparison, StageResult stage, ModelScore score, Instant started, Instant ended) {
        Map<String, String> params = new LinkedHashMap<>();
        score.candidate().settings().forEach((name, value) -> params.put("hyperparameter." + name, value));
        params.put("algorithm", score.candidate().algorithm());
        params.put("normalizer", score.candidate().normalizer());
        params.put("schema", stage.stage().basis().schema());
        params.put("target", stage.stage().basis().target());
        params.put("split", stage.stage().division().label());
        params.put("seed", Long.toString(comparison.seed()));
        params.put("cleaning", comparison.data().rules());
        List<Metric> metrics = new ArrayList<>();
        metrics.add(new Metric("test_rows", 0, stage.rows()));
        add(metrics, "normalized.", 0, score.normalized().relative().asMap());
        add(metrics, "seconds.", 0, score.seconds().relative().asMap());
        metrics.add(
                new Metric("normalized.rmse", 0, score.normalized().absolute().rmse()));
        metrics.add(
                new Metric("normalized.mae", 0, score.normalized().absolute().mae()));
        metrics.add(new Metric("normalized.r2", 0, score.normalized().absolute().r2()));
        metrics.add(new Metric("seconds.rmse", 0, score.seconds().absolute().rmse()));
        metrics.add(new Metric("seconds.mae", 0, score.seconds().absolute().mae()));
        metrics.add(new Metric("seconds.r2", 0, score.seconds().absolute().r2()));
        Map<String, String> tags = Map.of(
                "qeperf.protocol", comparison.protocol(),
                "qeperf.dataset", comparison.data().file(),
                "qeperf.dataset_sha256", comparison.data().sha256());
        String name = stage.stage().name() + ", " + score.candidate().name();
        return new MlflowRun(name, started, ended, params, metrics, tags, Optional.empty());
    }

    /**
     * A search: a run for each technique that was measured, with the model at the one that won.
     *
     * @param result what came of the search
     * @param best the model written, with its file
     * @param started when it began
     * @param ended when it ended
     * @return the runs, the best first
     */
    public static List<MlflowRun> search(AutoMlResult result, MlflowModel best, Instant started, Instant ended) {
        List<MlflowRun> runs = new ArrayList<>();
        for (LeaderboardRow row : result.leaderboard()) {
            if (row.kind() == LeaderboardRow.Kind.REFUSED) {
                continue;
            }
            Map<String, String> params = new LinkedHashMap<>();
            row.values().forEach((name, value) -> params.put("hyperparameter." + name, value));
            params.put("algorithm", row.algorithm());
            params.put("target", result.target());
            List<Metric> metrics = new ArrayList<>();
            metrics.add(new Metric("validation_mape", 0, row.validationMape()));
            metrics.add(new Metric("trials", 0, row.trials()));
            metrics.add(new Metric("failed_trials", 0, row.failed()));
            metrics.add(new Metric("search_seconds", 0, row.seconds()));
            row.test().ifPresent(accuracy -> add(metrics, "test.", 0, accuracy.asMap()));
            boolean won = row.equals(result.best());
            runs.add(new MlflowRun(
                    row.technique(),
                    started,
                    ended,
                    params,
                    metrics,
                    won ? tags(best.manifest(), "") : Map.of("qeperf.dataset", result.source()),
                    won ? Optional.of(best) : Optional.empty()));
        }
        return runs;
    }

    private static void add(List<Metric> metrics, String prefix, int step, Map<String, Double> values) {
        values.forEach((name, value) -> metrics.add(new Metric(prefix + name, step, value)));
    }

    private static Map<String, String> params(Manifest manifest) {
        Map<String, String> params = new LinkedHashMap<>();
        manifest.hyperparameters().forEach((name, value) -> params.put("hyperparameter." + name, value));
        params.put("algorithm", manifest.algorithm());
        params.put("schema", manifest.schema());
        params.put("target", manifest.target());
        params.put("normalizer", manifest.normalizer());
        params.put("seed", Long.toString(manifest.training().seed()));
        params.put("split", manifest.training().split());
        params.put("rows", Integer.toString(manifest.training().rows()));
        params.put("systems", Integer.toString(manifest.training().systems()));
        return params;
    }

    private static Map<String, String> tags(Manifest manifest, String note) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("qeperf.model", manifest.name() + "@" + manifest.version());
        tags.put("qeperf.code", manifest.code());
        tags.put("qeperf.dataset", manifest.training().dataset());
        tags.put("qeperf.dataset_sha256", manifest.training().datasetSha256());
        manifest.training().versions().forEach((name, version) -> tags.put("qeperf.version." + name, version));
        if (!note.isEmpty()) {
            tags.put("mlflow.note.content", note);
        }
        return tags;
    }
}
