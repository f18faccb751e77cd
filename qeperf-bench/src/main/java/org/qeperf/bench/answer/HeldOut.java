package org.qeperf.bench.answer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.train.Progress;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.SeenRange;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.data.Samples;
import org.qeperf.train.evaluate.CrossValidation;
import org.qeperf.train.evaluate.ErrorGroups;
import org.qeperf.train.evaluate.SystemFolds;
import org.qeperf.train.evaluate.Widening;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.plan.TrainPlan;

/**
 * Predictions of one target by models that have not seen the systems of their runs, with intervals from the errors of other
 * systems. Folds are those that training with the plan makes.
 */
final class HeldOut {

    private final Material material;
    private final Dataset data;
    private final Grouping grouping;
    private final SystemFolds folds;
    private final Fitter fitter;
    private final CrossValidation validation;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, PredictionInterval> intervals = new HashMap<>();

    private HeldOut(Material material, TrainPlan plan) {
        this.material = material;
        this.data = material.data(plan);
        this.grouping = Grouping.of(data, plan.group());
        this.folds = SystemFolds.of(grouping, plan.folds(), plan.seed());
        this.fitter = material.fitter(plan);
        CrossValidation plain = CrossValidation.run(data, grouping, folds, fitter, material.progress());
        this.validation = plain.widened(data, Widening.slope(data, fitter, plain, material.progress()));
        for (int row = 0; row < data.size(); row++) {
            rows.put(data.runs().get(row).id(), row);
        }
    }

    static HeldOut of(Material material, RunTarget target) {
        return new HeldOut(material, material.plan(target));
    }

    Dataset data() {
        return data;
    }

    SystemFolds folds() {
        return folds;
    }

    Fitter fitter() {
        return fitter;
    }

    CrossValidation validation() {
        return validation;
    }

    boolean has(RunRecord run) {
        return rows.containsKey(run.id());
    }

    /** The prediction for a run that shows the target. */
    Prediction of(RunRecord run) {
        Integer row = rows.get(run.id());
        if (row == null) {
            throw new IllegalArgumentException("run " + run.id() + " is none of the rows");
        }
        return prediction(run, validation.predictions()[row], validation.distances()[row]);
    }

    /** The predictions for any runs with counts, layout, machine and system, by their id. */
    Map<String, Prediction> all(List<RunRecord> runs) {
        Map<String, Prediction> predictions = new HashMap<>();
        runs.stream().filter(this::has).forEach(run -> predictions.put(run.id(), of(run)));
        List<RunRecord> others = runs.stream().filter(run -> !has(run)).toList();
        Set<String> known = new HashSet<>(grouping.groups());
        for (int fold = 0; fold < folds.count(); fold++) {
            int number = fold;
            Set<String> heldOut = new HashSet<>();
            Arrays.stream(folds.heldOut(fold)).mapToObj(grouping.groups()::get).forEach(heldOut::add);
            // No model has seen a system of which there is no row, so the first does.
            List<RunRecord> own = others.stream()
                    .filter(run -> heldOut.contains(system(run)) || number == 0 && !known.contains(system(run)))
                    .toList();
            if (!own.isEmpty()) {
                predict(own, folds.training(fold), predictions);
            }
        }
        return predictions;
    }

    private void predict(List<RunRecord> runs, int[] training, Map<String, Prediction> into) {
        Samples seen = data.samples().weighted(grouping.weights()).subset(training);
        FittedModel fitted = fitter.fit(seen, Progress.SILENT);
        double[][] range = seen.range();
        SeenRange seenRange = new SeenRange(data.schema(), range[0], range[1]);
        for (RunRecord run : runs) {
            double[] row = material.row(run, data.schema());
            double distance = SeenRange.distance(seenRange.outside(row));
            into.put(run.id(), prediction(run, fitted.predict(row, 0), distance));
        }
    }

    private Prediction prediction(RunRecord run, double value, double distance) {
        PredictionInterval interval = intervals.computeIfAbsent(system(run), this::withoutSystem);
        return new Prediction(data.target().target(), value, interval.about(value, distance), List.of());
    }

    private PredictionInterval withoutSystem(String system) {
        int[] others = IntStream.range(0, data.size())
                .filter(row -> !grouping.groups().get(row).equals(system))
                .toArray();
        return ErrorGroups.interval(
                Numbers.pick(validation.predictions(), others),
                Numbers.pick(validation.absoluteLogErrors(data), others),
                Numbers.pick(validation.distances(), others),
                Numbers.pick(grouping.weights(), others),
                validation.slope());
    }

    private static String system(RunRecord run) {
        return run.system().orElseThrow();
    }

    /** Predictions of every row of a data set by models that have not seen its fold. */
    static double[] predictions(Dataset data, SystemFolds folds, Fitter fitter) {
        double[] predictions = new double[data.size()];
        for (int fold = 0; fold < folds.count(); fold++) {
            FittedModel fitted = fitter.fit(data, folds.training(fold), Progress.SILENT);
            for (int row : folds.heldOut(fold)) {
                predictions[row] = fitted.predict(data, row);
            }
        }
        return predictions;
    }
}
