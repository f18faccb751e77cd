package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan.CsvFile;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan.RunFile;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.data.Samples;
import org.qeperf.train.evaluate.ClosedFormLaw;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.table.Features;
import org.qeperf.train.table.Selection;
import org.qeperf.train.table.Table;
import org.qeperf.train.validate.RowValues;
import org.qeperf.train.validate.Validation;

/** Reads what a plan says to learn from. */
final class ProblemReader {

    private static final String CLOSED_FORM = "closed-form law";

    private ProblemReader() {}

    static Problem read(AutoMlPlan plan) {
        return plan.data() instanceof RunFile runs ? runs(runs, plan) : table((CsvFile) plan.data(), plan);
    }

    private static Problem table(CsvFile data, AutoMlPlan plan) {
        Table read = Table.read(data.file());
        List<String> held = groupColumns(plan);
        Selection selection = read.select(data.columns().without(held), data.target());
        Table table = selection.kept();
        double[] targets = table.numbers(data.target());
        for (int row = 0; row < targets.length; row++) {
            if (!(targets[row] > 0)) {
                throw new InputException(
                        table.place(row, data.target()),
                        "",
                        "the target is " + targets[row],
                        "positive numbers only, such as times: errors are shares of them");
            }
        }
        List<FeatureSet> features = new ArrayList<>();
        TrainingException refused = null;
        List<String> notes = new ArrayList<>(read.notes());
        held.forEach(column ->
                notes.add("column " + InputException.quote(column) + " is not learnt from: its groups are held out"));
        for (FeaturePlan choice : plan.features()) {
            try {
                TableFeatures made = Features.of(table, data.target(), choice);
                features.add(new FeatureSet(
                        choice.name(),
                        new Samples(made.schema(), Features.matrix(table, made), targets, Map.of()),
                        Optional.of(made)));
            } catch (TrainingException e) {
                // Another choice may do.
                refused = e;
                notes.add("features '" + choice.name() + "' are not tried: " + e.getMessage());
            }
        }
        if (features.isEmpty()) {
            throw refused == null ? new TrainingException("the plan has no choice of features; expected one") : refused;
        }
        Map<String, Integer> dropped = new LinkedHashMap<>();
        if (read.rows() > table.rows()) {
            dropped.put("skip_rows", read.rows() - table.rows());
        }
        return new Problem(
                table.name(),
                table.sha256(),
                data.target(),
                "",
                different(features),
                RowValues.of(selection.all()),
                Map.of(),
                dropped,
                notes);
    }

    /** What groups go by says nothing of the groups that a model has not seen. */
    private static List<String> groupColumns(AutoMlPlan plan) {
        return Stream.of(plan.test(), plan.selection())
                .filter(Validation.Groups.class::isInstance)
                .map(division -> ((Validation.Groups) division).column())
                .distinct()
                .toList();
    }

    /** Choices that make the same features are one. */
    private static List<FeatureSet> different(List<FeatureSet> features) {
        List<FeatureSet> different = new ArrayList<>();
        for (FeatureSet set : features) {
            if (different.stream()
                    .noneMatch(other ->
                            other.samples().schema().equals(set.samples().schema()))) {
                different.add(set);
            }
        }
        return different;
    }

    private static Problem runs(RunFile data, AutoMlPlan plan) {
        if (plan.columnSelection().isPresent()) {
            throw new TrainingException(
                    "features of runs are those of their schema; expected no feature_selection in a plan for runs");
        }
        FeatureExtractor extractor = Extractors.find(data.code());
        RunSet runs = RunSet.read(data.file());
        Cleaning cleaning = Cleaning.find(data.cleaning());
        List<FeatureSet> features = new ArrayList<>();
        Dataset rows = null;
        for (String name : data.schemas()) {
            FeatureSchema schema = extractor.schemas().stream()
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TrainingException(
                            "there is no schema " + InputException.quote(name) + " for " + extractor.code()));
            Dataset dataset = Dataset.of(runs, cleaning, RunTarget.SECONDS_PER_SCF_ITERATION, extractor, schema);
            if (rows != null && !rows.runs().equals(dataset.runs())) {
                throw new TrainingException("not every run has rows of all schemas of the plan; expected one schema");
            }
            rows = dataset;
            features.add(new FeatureSet(name, dataset.samples(), Optional.empty()));
        }
        if (rows == null) {
            throw new TrainingException("the plan names no schema; expected one");
        }
        double[] law = rows.runs().stream().mapToDouble(ClosedFormLaw::seconds).toArray();
        return new Problem(
                runs.name(),
                runs.sha256(),
                Target.SECONDS_PER_SCF_ITERATION.name(),
                Target.SECONDS_PER_SCF_ITERATION.unit(),
                features,
                new RowValues(rows.size(), numbers(rows), labels(rows.runs())),
                Map.of(CLOSED_FORM, law),
                rows.dropped(),
                List.of());
    }

    private static Map<String, double[]> numbers(Dataset rows) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        int columns = rows.schema().size();
        for (int c = 0; c < columns; c++) {
            double[] values = new double[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.rows()[i * columns + c];
            }
            numbers.put(rows.schema().features().get(c).name(), values);
        }
        return numbers;
    }

    private static Map<String, String[]> labels(List<RunRecord> runs) {
        Map<String, String[]> labels = new LinkedHashMap<>();
        labels.put("system", runs.stream().map(run -> run.system().orElse("")).toArray(String[]::new));
        labels.put(
                "machine",
                runs.stream()
                        .map(run -> run.place().machine().map(m -> m.name()).orElse(""))
                        .toArray(String[]::new));
        return labels;
    }
}
