package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.calibrate.SiteEvaluation;
import org.qeperf.train.calibrate.SiteEvaluation.Score;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.CleaningRule;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.PublicRuns;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;

/** Scores a model of the time of an iteration on a table in the form of the public runs. */
record RunEvaluation(PortableModel model, Dataset data, SiteEvaluation result, int calibrate, Optional<String> group) {

    private static final String REPOSITORY = "repository";

    static RunEvaluation of(
            PortableModel model,
            Path table,
            FeatureExtractor extractor,
            int calibrate,
            Optional<String> group,
            long seed) {
        List<RunRecord> runs = PublicRuns.read(table);
        Path name = table.getFileName();
        Dataset data = Dataset.of(
                new RunSet(String.valueOf(name), "", runs),
                rules(runs),
                RunTarget.SECONDS_PER_SCF_ITERATION,
                extractor,
                model.schema());
        // The column is called repo, the label that the import makes of it is not.
        String by = group.map(g -> g.equals("repo") ? REPOSITORY : g).orElse(REPOSITORY);
        SiteEvaluation result = SiteEvaluation.of(model, data, Grouping.of(data, by), calibrate, seed);
        return new RunEvaluation(model, data, result, calibrate, group);
    }

    /** Rows marked as too many alike are left out only where others are not. */
    private static Cleaning rules(List<RunRecord> runs) {
        boolean mixed = runs.stream()
                        .map(run -> run.labels().getOrDefault("balanced", ""))
                        .distinct()
                        .count()
                > 1;
        return new Cleaning(
                "evaluate",
                Cleaning.find(Cleaning.ANY_MACHINE).rules().stream()
                        .filter(rule -> rule != CleaningRule.OUTCOME && (mixed || rule != CleaningRule.BALANCED))
                        .toList());
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("model", model.model().toString());
        document.put("target", model.target().name());
        figures(document, result.rows());
        document.put("calibrated_on", calibrate);
        data.dropped().forEach(document.putObject("left_out")::put);
        ObjectNode small = document.putObject("groups_too_small");
        result.small().forEach(small::put);
        if (group.isPresent()) {
            ObjectNode groups = document.putObject("groups");
            result.groups().forEach((name, score) -> figures(groups.putObject(name), score));
        }
        return document;
    }

    private static void figures(ObjectNode document, Score score) {
        document.put("rows", score.count())
                .put("median_factor", score.errors().medianFactor())
                .put("p90_factor", score.errors().factor90())
                .put("within_2x", score.errors().withinTwo());
        score.coverage().forEach((level, share) -> document.put("coverage_" + Math.round(100 * level), share));
        document.put("interval_90_factor", score.factor90());
    }

    void print(PrintWriter out) {
        out.println(model.model() + (calibrate > 0 ? ", calibrated on " + calibrate + " rows of each group" : ""));
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "", "rows", "median factor", "90 % below", "within 2x", "80 %", "90 %", "95 %", "90 % interval"));
        table.add(line("all", result.rows()));
        if (group.isPresent()) {
            result.groups().forEach((name, score) -> table.add(line(name, score)));
        }
        FormatOption.print(table, out);
        out.println("80 %, 90 %, 95 %: share of rows inside the interval that promises so much");
        result.small()
                .forEach((name, rows) -> out.println(
                        "not scored, too small to calibrate on: " + name + ", " + Quantities.counted(rows, "row")));
        data.dropped().forEach((reason, rows) -> out.println("left out: " + rows + " " + reason));
    }

    private static List<String> line(String name, Score score) {
        List<String> line = new ArrayList<>(List.of(
                name,
                Integer.toString(score.count()),
                format("%.2f", score.errors().medianFactor()),
                format("%.2f", score.errors().factor90()),
                format("%.0f %%", 100 * score.errors().withinTwo())));
        for (Map.Entry<Double, Double> entry : score.coverage().entrySet()) {
            line.add(format("%.0f %%", 100 * entry.getValue()));
        }
        line.add(format("x%.2f", score.factor90()));
        return line;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
