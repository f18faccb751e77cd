package org.qeperf.train.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.train.Progress;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.SeenRange;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.data.Samples;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;

/**
 * Predictions of every row by models that have not seen its system, beside the baselines.
 *
 * @param predictions one for each row
 * @param distances how far each row lies outside of what its model has seen, see {@link SeenRange}
 * @param reports errors of the model and of the baselines, by name
 * @param permutationImportance one number for each feature, see {@link PermutationImportance}
 * @param grouping the group of each row
 * @param slope by how much intervals grow with the distance of their rows
 * @param intervals how often intervals hold what was measured
 */
public record CrossValidation(
        double[] predictions,
        double[] distances,
        Map<String, ErrorReport> reports,
        double[] permutationImportance,
        Grouping grouping,
        double slope,
        IntervalReport intervals) {

    /** The level at which coverage is measured. */
    public static final double LEVEL = Prediction.LEVEL;

    /** The name of the model in {@link #reports()}. */
    public static final String MODEL = "model";

    /**
     * Measures.
     *
     * @param data the rows
     * @param folds their division by system
     * @param fitter fits a model on the rows of the other folds
     * @param progress hears about the folds done
     * @return predictions and errors
     * @throws TrainingException if a fold cannot be learnt from, or its model predicts what is no time
     */
    public static CrossValidation run(Dataset data, SystemFolds folds, Fitter fitter, Progress progress) {
        return run(data, Grouping.of(data, Grouping.SYSTEM), folds, fitter, progress);
    }

    /**
     * Measures, with rows that count as their groups say.
     *
     * @param data the rows
     * @param grouping the group of each row
     * @param folds their division by group
     * @param fitter fits a model on the rows of the other folds
     * @param progress hears about the folds done
     * @return predictions and errors
     * @throws TrainingException if a fold cannot be learnt from, or its model predicts what is no time
     */
    public static CrossValidation run(
            Dataset data, Grouping grouping, SystemFolds folds, Fitter fitter, Progress progress) {
        Samples samples = data.samples().weighted(grouping.weights());
        int n = data.size();
        double[] model = new double[n];
        double[] distances = new double[n];
        double[] mean = new double[n];
        double[] law = new double[n];
        double[] scaledLaw = new double[n];
        boolean hasLaw = data.target() == RunTarget.SECONDS_PER_SCF_ITERATION;
        for (int row = 0; row < n; row++) {
            law[row] = !hasLaw ? 1 : ClosedFormLaw.seconds(data.runs().get(row));
        }
        PermutationImportance importance = new PermutationImportance(data, fitter.seed());
        for (int fold = 0; fold < folds.count(); fold++) {
            progress.report("fold", fold, folds.count());
            int[] training = folds.training(fold);
            FittedModel fitted = fitter.fit(samples.subset(training), Progress.SILENT);
            double typical = Math.exp(Arrays.stream(training)
                    .mapToDouble(r -> Math.log(data.targets()[r]))
                    .average()
                    .orElseThrow());
            double offset = Math.exp(Arrays.stream(training)
                    .mapToDouble(r -> Math.log(data.targets()[r] / law[r]))
                    .average()
                    .orElseThrow());
            SeenRange seen = seen(data, training);
            for (int row : folds.heldOut(fold)) {
                model[row] = fitted.predict(data, row);
                distances[row] = distance(data, row, seen);
                mean[row] = typical;
                scaledLaw[row] = law[row] * offset;
            }
            importance.add(fitted, folds.heldOut(fold));
        }
        progress.report("fold", folds.count(), folds.count());
        Map<String, ErrorReport> reports = new LinkedHashMap<>();
        reports.put(MODEL, ErrorReport.of(data.targets(), model));
        if (hasLaw) {
            reports.put("closed-form law, scaled to this machine", ErrorReport.of(data.targets(), scaledLaw));
            reports.put("closed-form law", ErrorReport.of(data.targets(), law));
        }
        reports.put("mean", ErrorReport.of(data.targets(), mean));
        return new CrossValidation(
                model,
                distances,
                reports,
                importance.values(),
                grouping,
                0,
                IntervalReport.of(grouping, model, errors(data, model), distances, 0));
    }

    private static SeenRange seen(Dataset data, int[] training) {
        double[][] range = data.samples().subset(training).range();
        return new SeenRange(data.schema(), range[0], range[1]);
    }

    private static double distance(Dataset data, int row, SeenRange seen) {
        int columns = data.schema().size();
        return SeenRange.distance(seen.outside(Arrays.copyOfRange(data.rows(), row * columns, (row + 1) * columns)));
    }

    /**
     * The same with intervals that grow with the distance of their rows.
     *
     * @param data the rows
     * @param by by how much, see {@link Widening}
     * @return a new cross-validation
     */
    public CrossValidation widened(Dataset data, double by) {
        return new CrossValidation(
                predictions,
                distances,
                reports,
                permutationImportance,
                grouping,
                by,
                IntervalReport.of(grouping, predictions, absoluteLogErrors(data), distances, by));
    }

    /**
     * The intervals of a model that was made as these were.
     *
     * @param data the rows
     * @return intervals from all errors, which count as the groups of their rows say
     */
    public PredictionInterval interval(Dataset data) {
        return GroupIntervals.of(grouping, predictions, absoluteLogErrors(data), distances, slope);
    }

    /**
     * How often the interval at 90 % holds what was measured.
     *
     * @return share of the rows
     */
    public double coverage() {
        return intervals.at(LEVEL).coverage();
    }

    /**
     * The errors of the model.
     *
     * @return its report
     */
    public ErrorReport model() {
        return Objects.requireNonNull(reports.get(MODEL));
    }

    /**
     * The absolute logarithms of measured over predicted.
     *
     * @param data the rows
     * @return one number for each row
     */
    public double[] absoluteLogErrors(Dataset data) {
        return errors(data, predictions);
    }

    /**
     * The errors of the model in each group.
     *
     * @param data the rows
     * @return by group, in alphabetical order
     */
    public Map<String, ErrorReport> byGroup(Dataset data) {
        Map<String, ErrorReport> reports = new TreeMap<>();
        for (String group : new TreeSet<>(grouping.groups())) {
            int[] rows = IntStream.range(0, predictions.length)
                    .filter(i -> grouping.groups().get(i).equals(group))
                    .toArray();
            reports.put(
                    group,
                    ErrorReport.of(
                            Arrays.stream(rows)
                                    .mapToDouble(i -> data.targets()[i])
                                    .toArray(),
                            Arrays.stream(rows).mapToDouble(i -> predictions[i]).toArray()));
        }
        return reports;
    }

    private static double[] errors(Dataset data, double[] predictions) {
        return IntStream.range(0, predictions.length)
                .mapToDouble(i -> Math.abs(Math.log(data.targets()[i] / predictions[i])))
                .toArray();
    }
}
