package org.qeperf.train.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.qeperf.train.automl.Accuracy;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.Importance;
import org.qeperf.train.automl.LeaderboardRow;
import org.qeperf.train.automl.Predictions;
import org.qeperf.train.automl.Trial;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan;
import org.qeperf.train.automl.plan.TechniquePlan;

/** All numbers of a result as one tree. What is no finite number is null. */
final class ReportJson {

    static final String FORMAT = "qeperf-automl-report/1";

    private ReportJson() {}

    static ObjectNode document(AutoMlResult result) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("format", FORMAT);
        ObjectNode model = document.putObject("model")
                .put("name", result.plan().model().name())
                .put("version", result.plan().model().version())
                .put("technique", result.best().technique())
                .put("algorithm", result.best().algorithm())
                .put("rows", result.modelRows());
        ArrayNode features = model.putArray("features");
        result.model().schema().features().forEach(feature -> features.add(feature.name()));
        ObjectNode data = document.putObject("data")
                .put("source", result.source())
                .put("target", result.target())
                .put("unit", result.unit())
                .put("rows", result.rows())
                .put("rows_searched", result.rowsSearched());
        new TreeMap<>(result.dropped()).forEach(data.putObject("dropped")::put);
        plan(document.putObject("plan"), result.plan());
        row(document.putObject("best"), result.best());
        ArrayNode leaderboard = document.putArray("leaderboard");
        ArrayNode without = document.putArray("without_result");
        result.leaderboard()
                .forEach(row -> row((Double.isNaN(row.validationMape()) ? without : leaderboard).addObject(), row));
        ArrayNode trials = document.putArray("trials");
        result.trials().forEach(trial -> trial(trials.addObject(), trial));
        predictions(document, "validation", Optional.of(result.validation()));
        predictions(document, "test", result.test());
        ArrayNode curve = document.putArray("learning_curve");
        new TreeMap<>(result.learningCurve())
                .forEach((rows, mape) -> number(curve.addObject().put("rows", rows), "mape", mape));
        importance(document.putArray("importance"), result.importance());
        document.put("formula", result.formula().orElse(null));
        history(document.putArray("search_history"), result.trials());
        number(document, "seconds", result.seconds());
        result.notes().forEach(document.putArray("notes")::add);
        return document;
    }

    private static void plan(ObjectNode node, AutoMlPlan plan) {
        if (plan.data() instanceof DataPlan.CsvFile csv) {
            node.put("data", csv.file().toString());
        } else if (plan.data() instanceof DataPlan.RunFile runs) {
            node.put("data", runs.file().toString())
                    .put("cleaning", runs.cleaning())
                    .put("code", runs.code());
        }
        node.put("test", Wording.test(plan.test())).put("selection", Wording.division(plan.selection()));
        ObjectNode search = node.putObject("search")
                .put("method", plan.search().method())
                .put("trials", plan.search().trials());
        number(search, "seconds", plan.search().seconds().orElse(Double.NaN));
        number(search, "latency_us", plan.search().latencyMicroseconds().orElse(Double.NaN));
        ArrayNode techniques = node.putArray("techniques");
        plan.techniques().stream().map(TechniquePlan::name).forEach(techniques::add);
        node.put("runs", plan.runs()).put("seed", plan.seed()).put("refit", plan.refit());
        plan.notes().forEach(node.putArray("notes")::add);
    }

    private static void row(ObjectNode node, LeaderboardRow row) {
        node.put("technique", row.technique())
                .put("kind", Wording.kind(row.kind()))
                .put("algorithm", row.algorithm());
        row.values().forEach(node.putObject("values")::put);
        number(node, "validation_mape", row.validationMape());
        if (row.test().isPresent()) {
            accuracy(node.putObject("test"), row.test().get());
        } else {
            node.putNull("test");
        }
        number(node, "seconds", row.seconds());
        node.put("trials", row.trials()).put("failed", row.failed());
        number(node, "latency_us", row.latencyMicroseconds());
        node.put("reason", row.reason());
    }

    private static void accuracy(ObjectNode node, Accuracy accuracy) {
        accuracy.asMap().forEach((name, value) -> number(node, name, value));
        node.put("rows", accuracy.rows());
    }

    private static void trial(ObjectNode node, Trial trial) {
        node.put("round", trial.round()).put("technique", trial.technique()).put("number", trial.number());
        trial.values().forEach(node.putObject("values")::put);
        number(node, "share", trial.share());
        node.putNull("parent");
        trial.parent().ifPresent(parent -> node.put("parent", parent));
        number(node, "validation_mape", trial.error());
        numbers(node.putArray("fold_mapes"), trial.foldErrors());
        number(node, "seconds", trial.seconds());
        number(node, "latency_us", trial.latencyMicroseconds());
        node.put("reason", trial.reason());
    }

    private static void predictions(ObjectNode document, String name, Optional<Predictions> optional) {
        if (optional.isEmpty()) {
            document.putNull(name);
            return;
        }
        Predictions predictions = optional.get();
        ObjectNode node = document.putObject(name);
        if (predictions.measured().length > 0) {
            accuracy(node.putObject("accuracy"), Accuracy.of(predictions.measured(), predictions.predicted()));
        } else {
            node.putNull("accuracy");
        }
        slices(node.putArray("by_magnitude"), Slice.byMagnitude(predictions), false);
        slices(node.putArray("by_group"), Slice.byGroup(predictions), true);
        numbers(node.putArray("measured"), predictions.measured());
        numbers(node.putArray("predicted"), predictions.predicted());
        node.put("group_column", predictions.groupColumn());
        predictions.groups().forEach(node.putArray("groups")::add);
    }

    private static void slices(ArrayNode array, List<Slice> slices, boolean groups) {
        for (Slice slice : slices) {
            ObjectNode node = array.addObject();
            if (groups) {
                node.put("group", slice.name());
            }
            number(node, "least", slice.least());
            number(node, "most", slice.most());
            number(node, "median", slice.typical());
            node.put("rows", slice.rows());
            number(node, "median_ratio", slice.ratio());
            number(node, "mape", slice.mape());
            number(node, "median_ape", slice.medianApe());
            ArrayNode errors = node.putArray("error_quantiles");
            numbers(
                    errors,
                    slice.errors().stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static void importance(ArrayNode array, List<Importance> all) {
        for (Importance importance : all) {
            ObjectNode node =
                    array.addObject().put("method", importance.method()).put("meaning", importance.meaning());
            ArrayNode values = node.putArray("values");
            importance
                    .values()
                    .forEach((feature, value) -> number(values.addObject().put("feature", feature), "value", value));
        }
    }

    private static void history(ArrayNode array, List<Trial> trials) {
        for (Step step : Step.of(trials)) {
            ObjectNode node = array.addObject()
                    .put("place", step.place())
                    .put("round", step.trial().round())
                    .put("technique", step.trial().technique())
                    .put("number", step.trial().number());
            number(node, "share", step.trial().share());
            number(node, "validation_mape", step.trial().error());
            number(node, "best_so_far", step.best());
        }
    }

    private static void numbers(ArrayNode array, double[] values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.addNull();
            }
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
