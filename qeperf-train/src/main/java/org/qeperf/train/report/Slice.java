package org.qeperf.train.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.qeperf.train.automl.Predictions;

/**
 * How predictions do on some of the rows.
 *
 * @param name the group; empty for a range of magnitudes
 * @param least smallest measurement, by magnitude
 * @param most largest measurement, by magnitude
 * @param typical the median measurement
 * @param rows number of rows
 * @param ratio median of predicted over measured: above 1 where predictions are too large
 * @param mape mean of {@code |predicted - measured| / |measured|}
 * @param medianApe median of the same
 * @param errors the smallest, 5 %, 25 %, 50 %, 75 %, 95 % and the largest of {@code (predicted - measured) / |measured|}
 */
record Slice(
        String name,
        double least,
        double most,
        double typical,
        int rows,
        double ratio,
        double mape,
        double medianApe,
        List<Double> errors) {

    static final List<Double> LEVELS = List.of(0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0);

    private static final int PARTS = 10;

    /** The rows in up to ten parts of the same size, the smallest measurements first. */
    static List<Slice> byMagnitude(Predictions predictions) {
        double[] measured = predictions.measured();
        int[] order = IntStream.range(0, measured.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(measured[i])))
                .mapToInt(Integer::intValue)
                .toArray();
        int parts = Math.min(PARTS, order.length);
        List<Slice> slices = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int first = (int) ((long) part * order.length / parts);
            int end = (int) ((part + 1L) * order.length / parts);
            slices.add(of("", predictions, Arrays.copyOfRange(order, first, end)));
        }
        return slices;
    }

    /** The rows of each group, in the order of the groups' names; nothing without groups. */
    static List<Slice> byGroup(Predictions predictions) {
        Map<String, List<Integer>> rows = new TreeMap<>();
        for (int i = 0; i < predictions.groups().size(); i++) {
            rows.computeIfAbsent(predictions.groups().get(i), name -> new ArrayList<>())
                    .add(i);
        }
        List<Slice> slices = new ArrayList<>();
        rows.forEach((name, indices) -> slices.add(of(
                name, predictions, indices.stream().mapToInt(Integer::intValue).toArray())));
        return slices;
    }

    private static Slice of(String name, Predictions predictions, int[] rows) {
        double[] measured = new double[rows.length];
        double[] sizes = new double[rows.length];
        double[] ratios = new double[rows.length];
        double[] errors = new double[rows.length];
        double[] absolute = new double[rows.length];
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double truth = predictions.measured()[rows[i]];
            double guess = predictions.predicted()[rows[i]];
            measured[i] = truth;
            sizes[i] = Math.abs(truth);
            ratios[i] = guess / truth;
            errors[i] = (guess - truth) / Math.abs(truth);
            absolute[i] = Math.abs(errors[i]);
            sum += absolute[i];
        }
        for (double[] values : List.of(measured, sizes, ratios, errors, absolute)) {
            Arrays.sort(values);
        }
        return new Slice(
                name,
                sizes[0],
                sizes[rows.length - 1],
                quantile(measured, 0.5),
                rows.length,
                quantile(ratios, 0.5),
                sum / rows.length,
                quantile(absolute, 0.5),
                LEVELS.stream().map(level -> quantile(errors, level)).toList());
    }

    /** Between the two nearest of sorted numbers. */
    private static double quantile(double[] sorted, double level) {
        double place = level * (sorted.length - 1);
        int below = (int) place;
        double share = place - below;
        return share == 0 ? sorted[below] : (1 - share) * sorted[below] + share * sorted[below + 1];
    }
}
