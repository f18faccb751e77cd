package org.qeperf.bench.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;

/**
 * How far measurements of the same run are apart.
 *
 * @param groups number of runs made more than once
 * @param runs how many runs these are together
 * @param deviation pooled standard deviation of the logarithms of what was measured
 */
record Repeats(int groups, int runs, double deviation) {

    /** Half of a normal distribution lies within so many standard deviations. */
    private static final double QUARTILE = 0.674490;

    /** Runs with the same counts in the same layout. */
    static Repeats of(Dataset data) {
        Map<List<Object>, double[]> groups = new LinkedHashMap<>();
        for (int row = 0; row < data.size(); row++) {
            RunRecord run = data.runs().get(row);
            List<Object> same =
                    List.of(run.counts().known().orElseThrow(), run.place().layout(), run.system());
            double value = data.targets()[row];
            groups.merge(
                    same,
                    new double[] {value},
                    (a, b) -> IntStream.range(0, a.length + 1)
                            .mapToDouble(i -> i < a.length ? a[i] : b[0])
                            .toArray());
        }
        return of(List.copyOf(groups.values()));
    }

    /** Groups of positive measurements; groups of one tell nothing. */
    static Repeats of(List<double[]> measurements) {
        List<double[]> repeated =
                measurements.stream().filter(group -> group.length > 1).toList();
        int runs = repeated.stream().mapToInt(group -> group.length).sum();
        double squares = repeated.stream()
                .mapToDouble(group -> group.length * Numbers.logVariance(group))
                .sum();
        int freedom = runs - repeated.size();
        return new Repeats(repeated.size(), runs, freedom == 0 ? Double.NaN : Math.sqrt(squares / freedom));
    }

    /** The coefficient of determination of the logarithms that a model without any error of its own would have. */
    double ceiling(double[] measured) {
        return 1 - deviation * deviation / Numbers.logVariance(measured);
    }

    /** The median error that such a model would have: that of a normal distribution. */
    double medianError() {
        return deviation * QUARTILE;
    }
}
