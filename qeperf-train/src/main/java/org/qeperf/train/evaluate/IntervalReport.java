package org.qeperf.train.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.train.data.Grouping;

/**
 * How often intervals hold what was measured, and how wide they are. Each group of rows, such as those of a physical system, is judged by the
 * errors of all others.
 *
 * @param levels one entry for each of {@link #LEVELS}, in this order
 */
public record IntervalReport(List<Level> levels) {

    /** The levels that are looked at. */
    public static final List<Double> LEVELS = List.of(0.8, 0.9, 0.95);

    /** Copies the list. */
    public IntervalReport {
        levels = List.copyOf(levels);
    }

    /**
     * Intervals at one level.
     *
     * @param level how often they should hold what was measured
     * @param coverage share of the rows that they hold
     * @param meanLogFactor mean of the logarithms of their factors: half of their width on a logarithmic scale
     * @param constantLogFactor logarithm of the one factor that holds as many of the rows. Found by looking at the rows
     *     themselves, so nobody could have known it before
     */
    public record Level(double level, double coverage, double meanLogFactor, double constantLogFactor) {}

    /**
     * Measures.
     *
     * @param grouping the group of each row
     * @param predictions of models that had not seen the group
     * @param errors absolute logarithms of measured over predicted
     * @param distances of the rows from what the models had seen
     * @param slope by how much intervals grow with the distance
     * @return the report
     */
    public static IntervalReport of(
            Grouping grouping, double[] predictions, double[] errors, double[] distances, double slope) {
        return new IntervalReport(LEVELS.stream()
                .map(level -> level(level, errors, logFactors(grouping, predictions, errors, distances, slope, level)))
                .toList());
    }

    /**
     * The interval of each row, from the errors of other groups than its own.
     *
     * @param grouping the group of each row
     * @param predictions of models that had not seen the group
     * @param errors absolute logarithms of measured over predicted
     * @param distances of the rows from what the models had seen
     * @param slope by how much intervals grow with the distance
     * @param level how often they should hold what was measured
     * @return logarithms of the intervals' factors
     */
    public static double[] logFactors(
            Grouping grouping, double[] predictions, double[] errors, double[] distances, double slope, double level) {
        List<String> groups = grouping.groups();
        double[] logFactors = new double[errors.length];
        for (String group : groups.stream().distinct().toList()) {
            int[] others = rows(groups, group, false);
            PredictionInterval interval = GroupIntervals.of(
                    grouping.subset(others),
                    pick(predictions, others),
                    pick(errors, others),
                    pick(distances, others),
                    slope);
            for (int row : rows(groups, group, true)) {
                logFactors[row] = Math.log(
                        interval.about(predictions[row], distances[row]).factor(level));
            }
        }
        return logFactors;
    }

    /**
     * Judges intervals of any kind.
     *
     * @param level how often they should hold what was measured
     * @param errors absolute logarithms of measured over predicted, at least one
     * @param logFactors logarithms of the intervals' factors, as many
     * @return what they hold and how wide they are
     */
    public static Level level(double level, double[] errors, double[] logFactors) {
        int covered = 0;
        double sum = 0;
        for (int row = 0; row < errors.length; row++) {
            covered += errors[row] <= logFactors[row] ? 1 : 0;
            sum += logFactors[row];
        }
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        double constant = covered == 0 ? 0 : sorted[covered - 1];
        return new Level(level, (double) covered / errors.length, sum / errors.length, constant);
    }

    private static int[] rows(List<String> groups, String group, boolean own) {
        int[] rows = new int[groups.size()];
        int n = 0;
        for (int row = 0; row < rows.length; row++) {
            if (groups.get(row).equals(group) == own) {
                rows[n++] = row;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    /**
     * One of the levels.
     *
     * @param level one of {@link #LEVELS}
     * @return its figures
     */
    public Level at(double level) {
        return levels.get(LEVELS.indexOf(level));
    }

    /**
     * The coverages as manifests name them.
     *
     * @return a new map, {@code coverage_80} and so on
     */
    public Map<String, Double> asMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        levels.forEach(one -> map.put(String.format(Locale.ROOT, "coverage_%.0f", 100 * one.level()), one.coverage()));
        return map;
    }
}
