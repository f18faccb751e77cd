package org.qeperf.train.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.Samples;
import org.qeperf.train.evaluate.ErrorReport;

/**
 * How well a model does on runs that it has not learnt from, as it is or calibrated on a few runs of each group.
 *
 * @param rows the rows that were scored
 * @param groups their groups, by name
 * @param small rows of groups too small to calibrate on and score, which are not among the scored ones, by group
 */
public record SiteEvaluation(Score rows, Map<String, Score> groups, Map<String, Integer> small) {

    /** The levels of the intervals. */
    private static final List<Double> LEVELS = List.of(0.8, 0.9, 0.95);

    /** Copies the maps. */
    public SiteEvaluation {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        small = Collections.unmodifiableMap(new LinkedHashMap<>(small));
    }

    /**
     * Figures of some rows.
     *
     * @param count how many
     * @param errors how far predictions were from measurements
     * @param coverage share of rows inside the interval, by what it promises
     * @param logErrors logarithms of measured over predicted, one for each row; shared, not to be modified
     * @param factor90 geometric mean of the factors that the intervals at 90 % reached to
     */
    public record Score(
            int count, ErrorReport errors, Map<Double, Double> coverage, double[] logErrors, double factor90) {}

    /** Measured and predicted values of rows with the models that predicted them. */
    private static final class Sheet {
        private final List<Double> measured = new ArrayList<>();
        private final List<Double> predicted = new ArrayList<>();
        private final Map<Double, Integer> covered = new TreeMap<>();
        private double logFactors;

        void add(PortableModel model, double[] row, double target) {
            Prediction prediction = model.predict(new FeatureVector(model.schema(), row));
            double value = prediction.value();
            measured.add(target);
            predicted.add(value);
            for (double level : LEVELS) {
                boolean inside = Math.abs(Math.log(target / value))
                        <= Math.log(prediction.uncertainty().factor(level));
                covered.merge(level, inside ? 1 : 0, Integer::sum);
            }
            logFactors += Math.log(prediction.uncertainty().factor(Prediction.LEVEL));
        }

        Score score() {
            int n = measured.size();
            Map<Double, Double> coverage = new TreeMap<>();
            covered.forEach((level, count) -> coverage.put(level, (double) count / n));
            return new Score(
                    n,
                    ErrorReport.of(
                            measured.stream().mapToDouble(x -> x).toArray(),
                            predicted.stream().mapToDouble(x -> x).toArray()),
                    coverage,
                    IntStream.range(0, n)
                            .mapToDouble(i -> Math.log(measured.get(i) / predicted.get(i)))
                            .toArray(),
                    Math.exp(logFactors / n));
        }
    }

    /**
     * Scores a model as it is.
     *
     * @param model the model
     * @param data rows in its schema
     * @param grouping the group of each row
     * @return the figures
     */
    public static SiteEvaluation of(PortableModel model, Dataset data, Grouping grouping) {
        return of(model, data, grouping, 0, 0);
    }

    /**
     * Scores a model that is calibrated on a few rows of each group, on the other rows of the group.
     *
     * @param model the model
     * @param data rows in its schema
     * @param grouping the group of each row
     * @param runs how many rows to calibrate on, drawn at random; 0 for none
     * @param seed of the draws
     * @return the figures; groups that have no rows beyond those are left out of them
     * @throws TrainingException if no row is left to score
     */
    public static SiteEvaluation of(PortableModel model, Dataset data, Grouping grouping, int runs, long seed) {
        Map<String, List<Integer>> rowsOfGroup = new TreeMap<>();
        for (int i = 0; i < data.size(); i++) {
            rowsOfGroup
                    .computeIfAbsent(grouping.groups().get(i), group -> new ArrayList<>())
                    .add(i);
        }
        Samples samples = data.samples();
        int columns = data.schema().size();
        Random random = new Random(seed);
        Sheet all = new Sheet();
        Map<String, Score> scores = new LinkedHashMap<>();
        Map<String, Integer> small = new LinkedHashMap<>();
        rowsOfGroup.forEach((group, rows) -> {
            if (rows.size() <= runs) {
                small.put(group, rows.size());
                return;
            }
            Collections.shuffle(rows, random);
            PortableModel used = model;
            if (runs > 0) {
                int[] chosen = rows.subList(0, runs).stream().mapToInt(i -> i).toArray();
                used = Calibration.of(model, samples.subset(chosen)).model(new ModelId("calibrated", "1"), group, "");
            }
            Sheet own = new Sheet();
            for (int row : rows.subList(runs, rows.size())) {
                double[] values = Arrays.copyOfRange(data.rows(), row * columns, (row + 1) * columns);
                own.add(used, values, data.targets()[row]);
                all.add(used, values, data.targets()[row]);
            }
            scores.put(group, own.score());
        });
        if (scores.isEmpty()) {
            throw new TrainingException("no group has more than the " + runs + " rows to calibrate on");
        }
        return new SiteEvaluation(all.score(), scores, small);
    }
}
