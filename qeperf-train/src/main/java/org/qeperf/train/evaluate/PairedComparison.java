package org.qeperf.train.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;

/**
 * Two models on the same runs. Runs of a system are alike, so besides the test over runs there is one over systems, each of which counts
 * once, with the median of its runs' differences.
 *
 * @param target what both predict
 * @param runs how many runs both were asked about
 * @param first one model
 * @param second the other
 * @param overRuns signed-rank test of the differences of the absolute logarithms of measured over predicted
 * @param overSystems the same of the medians of systems
 * @param systems one by one, in alphabetical order
 * @param dropped number of runs left out, by reason
 */
public record PairedComparison(
        RunTarget target,
        int runs,
        Side first,
        Side second,
        SignedRank overRuns,
        SignedRank overSystems,
        List<SystemErrors> systems,
        Map<String, Integer> dropped) {

    private static final double CLOSE = 0.25;

    /**
     * A model's errors.
     *
     * @param model the model
     * @param errors how far it is off
     * @param within25 share of runs predicted within 25 %
     * @param coverage share of runs inside the interval of {@link Prediction#LEVEL}
     */
    public record Side(ModelId model, ErrorReport errors, double within25, double coverage) {}

    /**
     * A system's errors.
     *
     * @param system its name
     * @param runs how many of its runs
     * @param first median factor of the first model
     * @param second median factor of the second model
     */
    public record SystemErrors(String system, int runs, double first, double second) {}

    /** Copies the collections. */
    public PairedComparison {
        systems = List.copyOf(systems);
        dropped = new TreeMap<>(dropped);
    }

    /**
     * Compares.
     *
     * @param set the runs
     * @param cleaning decides which to keep
     * @param extractor makes rows of their counts
     * @param first one model
     * @param second the other, of the same target
     * @return the comparison
     * @throws TrainingException if they predict different quantities, or no run can be used for both
     */
    public static PairedComparison of(
            RunSet set, Cleaning cleaning, FeatureExtractor extractor, PortableModel first, PortableModel second) {
        if (!first.target().equals(second.target())) {
            throw new TrainingException("model " + first.model() + " predicts "
                    + first.target().name() + " and model " + second.model() + " predicts "
                    + second.target().name() + "; expected two of one target");
        }
        RunTarget target = RunTarget.find(first.target().name());
        Dataset one = Dataset.of(set, cleaning, target, extractor, first.schema());
        Dataset two = first.schema().equals(second.schema())
                ? one
                : Dataset.of(set, cleaning, target, extractor, second.schema());
        Map<String, Integer> rowOfTwo = new HashMap<>();
        for (int row = 0; row < two.size(); row++) {
            rowOfTwo.put(two.runs().get(row).id(), row);
        }
        List<RunRecord> runs = new ArrayList<>();
        List<Prediction> ofFirst = new ArrayList<>();
        List<Prediction> ofSecond = new ArrayList<>();
        Map<String, Integer> dropped = new TreeMap<>(one.dropped());
        for (int row = 0; row < one.size(); row++) {
            Integer other = rowOfTwo.get(one.runs().get(row).id());
            if (other == null) {
                dropped.merge("no row of schema " + second.schema().name(), 1, Integer::sum);
                continue;
            }
            runs.add(one.runs().get(row));
            ofFirst.add(first.predict(row(one, row)));
            ofSecond.add(second.predict(row(two, other)));
        }
        if (runs.isEmpty()) {
            throw new TrainingException("no run of " + set.name() + " can be used for both models: " + dropped);
        }
        double[] measured =
                runs.stream().mapToDouble(run -> target.of(run).orElseThrow()).toArray();
        return of(target, runs, Asked.of(first, ofFirst, measured), Asked.of(second, ofSecond, measured), dropped);
    }

    private static FeatureVector row(Dataset data, int row) {
        int columns = data.schema().size();
        return new FeatureVector(data.schema(), Arrays.copyOfRange(data.rows(), row * columns, (row + 1) * columns));
    }

    /** What came of asking a model, and the absolute logarithm of measured over predicted of each run. */
    private record Asked(Side side, double[] logFactors) {

        static Asked of(PortableModel model, List<Prediction> predictions, double[] measured) {
            double[] values =
                    predictions.stream().mapToDouble(Prediction::value).toArray();
            double[] logFactors = new double[measured.length];
            double close = 0;
            double covered = 0;
            for (int i = 0; i < measured.length; i++) {
                Interval interval = predictions.get(i).interval();
                logFactors[i] = Math.abs(Math.log(measured[i] / values[i]));
                close += Math.abs(values[i] - measured[i]) <= CLOSE * measured[i] ? 1 : 0;
                covered += measured[i] >= interval.lower() && measured[i] <= interval.upper() ? 1 : 0;
            }
            ErrorReport errors = ErrorReport.of(measured, values);
            return new Asked(
                    new Side(model.model(), errors, close / measured.length, covered / measured.length), logFactors);
        }
    }

    private static PairedComparison of(
            RunTarget target, List<RunRecord> runs, Asked first, Asked second, Map<String, Integer> dropped) {
        double[] differences = new double[runs.size()];
        Map<String, List<Integer>> bySystem = new TreeMap<>();
        for (int i = 0; i < differences.length; i++) {
            differences[i] = first.logFactors()[i] - second.logFactors()[i];
            bySystem.computeIfAbsent(runs.get(i).system().orElse("-"), s -> new ArrayList<>())
                    .add(i);
        }
        List<SystemErrors> systems = new ArrayList<>();
        double[] medians = new double[bySystem.size()];
        bySystem.forEach((system, rows) -> {
            medians[systems.size()] = median(differences, rows);
            systems.add(new SystemErrors(
                    system,
                    rows.size(),
                    Math.exp(median(first.logFactors(), rows)),
                    Math.exp(median(second.logFactors(), rows))));
        });
        return new PairedComparison(
                target,
                runs.size(),
                first.side(),
                second.side(),
                SignedRank.of(differences),
                SignedRank.of(medians),
                systems,
                dropped);
    }

    private static double median(double[] values, List<Integer> rows) {
        double[] sorted = rows.stream().mapToDouble(row -> values[row]).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
