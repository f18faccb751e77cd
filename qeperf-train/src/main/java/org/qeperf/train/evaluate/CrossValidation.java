package org.qeperf.train.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.train.Progress;
import org.qeperf.runtime.artifact.PredictionInterval;
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
 * @param reports errors of the model and of the baselines, by name
 * @param permutationImportance one number for each feature, see {@link PermutationImportance}
 * @param grouping the group of each row
 * @param coverage share of rows inside the interval at 90 %, each interval made from the errors of other systems
 */
public record CrossValidation(
        double[] predictions,
        Map<String, ErrorReport> reports,
        double[] permutationImportance,
        Grouping grouping,
        double coverage) {

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
            for (int row : folds.heldOut(fold)) {
                model[row] = fitted.predict(data, row);
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
                model, reports, importance.values(), grouping, coverage(data, grouping, model, LEVEL));
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
     * Errors that count alike and are spread as those of the rows, which count as their groups say.
     *
     * @param data the rows
     * @return absolute logarithms of measured over predicted
     */
    public double[] spreadOfErrors(Dataset data) {
        return WeightedErrors.alike(absoluteLogErrors(data), grouping.weights());
    }

    /**
     * Share of rows inside the interval, each interval made from the errors of other groups.
     *
     * @param data the rows
     * @param level what the interval promises
     * @return from 0 to 1
     */
    public double coverage(Dataset data, double level) {
        return coverage(data, grouping, predictions, level);
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

    /** Each group is judged by an interval made from the errors of all other groups. */
    private static double coverage(Dataset data, Grouping grouping, double[] predictions, double level) {
        double[] errors = errors(data, predictions);
        double[] weights = grouping.weights();
        List<String> systems = grouping.groups();
        int covered = 0;
        for (String system : systems.stream().distinct().toList()) {
            int[] others = IntStream.range(0, errors.length)
                    .filter(i -> !systems.get(i).equals(system))
                    .toArray();
            double[] alike = WeightedErrors.alike(
                    Arrays.stream(others).mapToDouble(i -> errors[i]).toArray(),
                    Arrays.stream(others).mapToDouble(i -> weights[i]).toArray());
            double limit = Math.log(new PredictionInterval(alike).factor(level));
            covered += (int) IntStream.range(0, errors.length)
                    .filter(i -> systems.get(i).equals(system) && errors[i] <= limit)
                    .count();
        }
        return (double) covered / errors.length;
    }
}
