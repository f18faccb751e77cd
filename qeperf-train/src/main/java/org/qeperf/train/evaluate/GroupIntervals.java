package org.qeperf.train.evaluate;

import java.util.Arrays;
import java.util.List;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.train.data.Grouping;

/**
 * Intervals from errors of rows that count as their groups say: from those of physical systems by the predicted value, from
 * those of other groups, such as the runs of one place, all together, lest one place stands for all runs of a length.
 */
final class GroupIntervals {

    private GroupIntervals() {}

    static PredictionInterval of(
            Grouping grouping, double[] predictions, double[] errors, double[] distances, double slope) {
        if (grouping.by().equals(Grouping.SYSTEM)) {
            return ErrorGroups.interval(predictions, errors, distances, grouping.weights(), slope);
        }
        double[] narrow = new double[errors.length];
        Arrays.setAll(narrow, row -> errors[row] / PredictionInterval.widening(slope, distances[row]));
        return new PredictionInterval(new double[0], List.of(WeightedErrors.alike(narrow, grouping.weights())), slope);
    }
}
