package org.qeperf.train.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.qeperf.api.train.Progress;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.SeenRange;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Samples;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;

/**
 * By how much intervals must grow with the distance from what a model has seen. For each of the most important features the
 * tenth of the rows with its largest values is held out, then the tenth with its smallest, and models are fitted to the rows of
 * groups that have none of them. An end that leaves less than half of the rows is left out. The slope is the smallest with which
 * the interval at 90 % holds nine of ten of these rows.
 */
public final class Widening {

    /** Features whose ends are held out. */
    private static final int FEATURES = 3;

    /** Share of the rows that is held out at each end. */
    private static final double SHARE = 0.1;

    private static final double LEVEL = CrossValidation.LEVEL;

    /** With it, a row a tenth of a range away has the widest interval there is. */
    private static final double STEEPEST = 100;

    /** What counts as the error of a prediction that is no positive number: a factor of a thousand. */
    private static final double WORST_LOG_ERROR = StrictMath.log(1000);

    private final Dataset data;
    private final Samples samples;
    private final List<String> groups;
    private final Fitter fitter;
    private final PredictionInterval interval;
    private final List<Double> slopes = new ArrayList<>();

    private Widening(Dataset data, Fitter fitter, CrossValidation validation) {
        this.data = data;
        this.groups = validation.grouping().groups();
        this.fitter = fitter;
        int[] inside = IntStream.range(0, data.size())
                .filter(row -> validation.distances()[row] == 0)
                .toArray();
        int[] rows =
                inside.length > 0 ? inside : IntStream.range(0, data.size()).toArray();
        double[] errors = validation.absoluteLogErrors(data);
        double[] weights = validation.grouping().weights();
        this.samples = data.samples().weighted(weights);
        this.interval = ErrorGroups.interval(
                Arrays.stream(rows)
                        .mapToDouble(row -> validation.predictions()[row])
                        .toArray(),
                Arrays.stream(rows).mapToDouble(row -> errors[row]).toArray(),
                new double[rows.length],
                Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray(),
                0);
    }

    /**
     * Measures the slope.
     *
     * @param data the rows
     * @param fitter fits a model on the rows that are not held out
     * @param validation errors on unseen systems, and how important features are
     * @param progress hears about the fits done
     * @return a number from 0 to 100
     * @throws org.qeperf.api.TrainingException if what is left cannot be learnt from
     */
    public static double slope(Dataset data, Fitter fitter, CrossValidation validation, Progress progress) {
        double[] importance = validation.permutationImportance();
        int[] features = IntStream.range(0, importance.length)
                .filter(feature -> importance[feature] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(importance[b], importance[a]))
                .limit(FEATURES)
                .mapToInt(Integer::intValue)
                .toArray();
        Widening widening = new Widening(data, fitter, validation);
        for (int i = 0; i < features.length; i++) {
            progress.report("end", 2 * i, 2 * features.length);
            widening.add(features[i], 1);
            progress.report("end", 2 * i + 1, 2 * features.length);
            widening.add(features[i], -1);
        }
        progress.report("end", 2 * features.length, 2 * features.length);
        return widening.slope();
    }

    /** Holds one end of a feature out: the largest values of the feature times the sign. */
    private void add(int feature, int sign) {
        int columns = data.schema().size();
        double[] values = IntStream.range(0, data.size())
                .mapToDouble(row -> sign * data.rows()[row * columns + feature])
                .toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double end = sorted[sorted.length - 1 - (int) (SHARE * sorted.length)];
        int[] rest = rest(values, end, groups);
        if (rest.length == values.length || 2 * rest.length < values.length) {
            return;
        }
        Samples left = samples.subset(rest);
        FittedModel fitted = fitter.fit(left, Progress.SILENT);
        double[][] range = left.range();
        SeenRange seen = new SeenRange(data.schema(), range[0], range[1]);
        for (int row = 0; row < values.length; row++) {
            if (values[row] > end) {
                double[] features = Arrays.copyOfRange(data.rows(), row * columns, (row + 1) * columns);
                double distance = SeenRange.distance(seen.outside(features));
                if (distance > 0) {
                    slopes.add(needed(fitted.predict(features, 0), data.targets()[row], distance));
                }
            }
        }
    }

    /** Rows of the groups that have no value beyond the end. */
    static int[] rest(double[] values, double end, List<String> groups) {
        Set<String> heldOut = new HashSet<>();
        for (int row = 0; row < values.length; row++) {
            if (values[row] > end) {
                heldOut.add(groups.get(row));
            }
        }
        return IntStream.range(0, values.length)
                .filter(row -> !heldOut.contains(groups.get(row)))
                .toArray();
    }

    /** The slope with which the interval just holds what was measured. */
    private double needed(double predicted, double measured, double distance) {
        double ratio = measured / predicted;
        double error = ratio > 0 && Double.isFinite(ratio) ? Math.abs(StrictMath.log(ratio)) : WORST_LOG_ERROR;
        double inside = Math.log(interval.about(predicted, 0).factor(LEVEL));
        return error <= inside ? 0 : Math.min(STEEPEST, (error / inside - 1) / distance);
    }

    private double slope() {
        double[] sorted =
                slopes.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int rank = (int) Math.ceil((sorted.length + 1) * LEVEL);
        return sorted.length == 0 ? 0 : sorted[Math.min(rank, sorted.length) - 1];
    }
}
