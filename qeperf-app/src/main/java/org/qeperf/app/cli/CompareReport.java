package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.compare.Candidate;
import org.qeperf.train.compare.Comparison;
import org.qeperf.train.compare.Errors;
import org.qeperf.train.compare.ModelScore;
import org.qeperf.train.compare.StageResult;
import org.qeperf.train.evaluate.AbsoluteErrors;

/** A comparison in a document or in tables. */
final class CompareReport {

    private CompareReport() {}

    static ObjectNode document(Comparison comparison, List<Path> files) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("protocol", comparison.protocol()).put("seed", comparison.seed());
        Comparison.Data data = comparison.data();
        ObjectNode about = document.putObject("data")
                .put("file", data.file())
                .put("sha256", data.sha256())
                .put("rules", data.rules())
                .put("rows", data.rows())
                .put("systems", data.systems());
        data.dropped().forEach(about.putObject("dropped")::put);
        about.put("without_n_betas", data.withoutBetas());
        models(document.putArray("models"), comparison.first());
        ArrayNode stages = document.putArray("stages");
        for (StageResult stage : comparison.stages()) {
            ObjectNode node = stages.addObject()
                    .put("name", stage.stage().name())
                    .put("schema", stage.stage().basis().schema())
                    .put("target", stage.stage().basis().target())
                    .put("split", stage.stage().division().label())
                    .put("test_rows", stage.rows())
                    .put("test_rows_of_known_systems", stage.knownRows());
            models(node.putArray("models"), stage);
            failures(node.putArray("not_measured"), stage.failures());
        }
        failures(document.putArray("not_measured"), comparison.failures());
        ArrayNode figures = document.putArray("figures");
        files.forEach(file -> figures.add(file.toString()));
        return document;
    }

    private static void models(ArrayNode models, StageResult stage) {
        for (ModelScore score : stage.scores()) {
            Candidate candidate = score.candidate();
            ObjectNode node = models.addObject().put("name", candidate.name()).put("algorithm", candidate.algorithm());
            node.put("normalizer", candidate.normalizer());
            candidate.settings().forEach(node.putObject("hyperparameters")::put);
            absolute(node, score.normalized().absolute());
            node.put("median_ape", score.normalized().relative().medianError())
                    .put("mape", score.normalized().relative().mape())
                    .put("r2_log", score.normalized().relative().r2Log());
            ObjectNode seconds = node.putObject("seconds");
            absolute(seconds, score.seconds().absolute());
            seconds.put("r2_log", score.seconds().relative().r2Log());
            candidate.published().ifPresent(published -> absolute(node.putObject("thesis_other_data"), published));
        }
    }

    private static void absolute(ObjectNode node, AbsoluteErrors errors) {
        node.put("rmse", errors.rmse()).put("mae", errors.mae()).put("r2", errors.r2());
    }

    private static void failures(ArrayNode array, Map<String, String> failures) {
        failures.forEach((name, reason) -> array.addObject().put("name", name).put("reason", reason));
    }

    static void print(Comparison comparison, List<Path> files, PrintWriter out) {
        Comparison.Data data = comparison.data();
        out.println(data.file() + ": " + Quantities.counted(data.rows(), "row") + " of "
                + Quantities.counted(data.systems(), "system") + "; left out: " + data.dropped());
        if (data.withoutBetas()) {
            out.println("no run tells n_betas, so this feature of the thesis is the same in every row");
        }
        StageResult first = comparison.first();
        out.println();
        out.println("the thesis's protocol, seed " + comparison.seed() + ": " + first.rows() + " of " + data.rows()
                + " rows held out at random, " + first.knownRows() + " of them of systems that are also learnt from");
        FormatOption.print(published(first), out);
        out.println();
        out.println("what changes with the split, then with features and target");
        FormatOption.print(steps(comparison), out);
        if (!comparison.failures().isEmpty()) {
            out.println();
            comparison.failures().forEach((name, reason) -> out.println("not measured: " + name + ": " + reason));
        }
        if (!files.isEmpty()) {
            out.println();
            files.forEach(file -> out.println("written to " + file));
        }
    }

    /** Table 2 of the thesis. */
    private static List<List<String>> published(StageResult stage) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "normalised time, s", "RMSE", "MAE", "R2", "median APE", "thesis, other data: RMSE", "MAE", "R2"));
        for (ModelScore score : stage.scores()) {
            List<String> cells = new ArrayList<>(List.of(score.candidate().name()));
            cells.addAll(cells(score.normalized().absolute()));
            cells.add(percent(score.normalized().relative().medianError()));
            score.candidate().published().ifPresent(published -> cells.addAll(cells(published)));
            table.add(cells);
        }
        return table;
    }

    private static List<List<String>> steps(Comparison comparison) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "features, split",
                "model",
                "median APE",
                "MAPE",
                "normalised: RMSE",
                "MAE",
                "R2",
                "R2(log)",
                "seconds: RMSE",
                "MAE",
                "R2",
                "R2(log)"));
        for (StageResult stage : comparison.stages()) {
            String name = stage.stage().basis().schema() + ", "
                    + stage.stage().division().label();
            for (ModelScore score : stage.scores()) {
                List<String> cells = new ArrayList<>(List.of(
                        name,
                        score.candidate().name(),
                        percent(score.seconds().relative().medianError()),
                        percent(score.seconds().relative().mape())));
                for (Errors errors : List.of(score.normalized(), score.seconds())) {
                    cells.addAll(cells(errors.absolute()));
                    cells.add(format("%.3f", errors.relative().r2Log()));
                }
                table.add(cells);
                name = "";
            }
        }
        return table;
    }

    private static List<String> cells(AbsoluteErrors errors) {
        return List.of(format("%.3e", errors.rmse()), format("%.3e", errors.mae()), format("%.3f", errors.r2()));
    }

    private static String percent(double share) {
        return format("%.1f %%", 100 * share);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
