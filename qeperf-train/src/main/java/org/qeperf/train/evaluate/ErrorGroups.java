package org.qeperf.train.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.qeperf.runtime.artifact.PredictionInterval;

/** Makes intervals of errors: groups of equal size by the predicted value. */
public final class ErrorGroups {

    /**
     * The fewest errors of one of several groups: levels up to 60/61 have a quantile, and the share that the one at 90 %
     * covers has a standard deviation of 0.04.
     */
    static final int FEWEST = 60;

    private static final int MOST = 3;

    private ErrorGroups() {}

    /**
     * Makes an interval.
     *
     * @param predictions what was predicted, finite, at least one
     * @param errors absolute logarithms of measured over predicted
     * @param distances how far the rows lay outside of what the models had seen
     * @param weights what each row counts, positive
     * @param slope by how much the interval grows with the distance of its row
     * @return an interval of three groups, or fewer where one would have too few errors
     */
    public static PredictionInterval interval(
            double[] predictions, double[] errors, double[] distances, double[] weights, double slope) {
        int[] order = IntStream.range(0, predictions.length)
                .boxed()
                .sorted((a, b) -> Double.compare(predictions[a], predictions[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Integer> starts = starts(order, predictions);
        List<double[]> groups = new ArrayList<>();
        for (int group = 0; group < starts.size(); group++) {
            int end = group + 1 < starts.size() ? starts.get(group + 1) : order.length;
            int[] rows = Arrays.copyOfRange(order, starts.get(group), end);
            groups.add(WeightedErrors.alike(
                    Arrays.stream(rows)
                            .mapToDouble(row -> errors[row] / PredictionInterval.widening(slope, distances[row]))
                            .toArray(),
                    Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray()));
        }
        double[] bounds = starts.stream()
                .skip(1)
                .mapToDouble(start -> predictions[order[start]])
                .toArray();
        return new PredictionInterval(bounds, groups, slope);
    }

    /** Where groups begin among the rows in the order of their predictions; equal predictions belong to one group. */
    private static List<Integer> starts(int[] order, double[] predictions) {
        int n = order.length;
        int groups = Math.max(1, Math.min(MOST, n / FEWEST));
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int group = 1; group < groups; group++) {
            int start = (int) ((long) group * n / groups);
            while (start < n && predictions[order[start]] == predictions[order[start - 1]]) {
                start++;
            }
            if (start - starts.get(starts.size() - 1) >= FEWEST && n - start >= FEWEST) {
                starts.add(start);
            }
        }
        return starts;
    }
}
