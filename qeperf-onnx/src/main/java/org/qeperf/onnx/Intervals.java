package org.qeperf.onnx;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.qeperf.api.predict.Uncertainty;
import org.qeperf.runtime.artifact.PredictionInterval;

/**
 * Intervals as metadata hold them: for each group of predicted values the factors at the levels 0.01, 0.02 to 0.99, and a
 * slope of the widening ({@link PredictionInterval}). Between two levels the logarithm of the factor is interpolated, beyond the last it stays.
 *
 * @param bounds predicted values between the groups, ascending; shared, not to be modified
 * @param factors {@value #LEVELS} factors for each group; shared, not to be modified
 * @param slope by how much intervals grow with the distance of their rows
 */
record Intervals(double[] bounds, List<double[]> factors, double slope) {

    /** The number of levels. */
    static final int LEVELS = 99;

    /** The most groups that are read. */
    static final int MOST_GROUPS = 100;

    /** How many levels there are in 1. */
    private static final double STEPS = 100;

    Intervals {
        for (int i = 1; i < bounds.length; i++) {
            if (bounds[i] <= bounds[i - 1]) {
                throw new IllegalArgumentException(
                        "groups of intervals end at " + bounds[i] + " after " + bounds[i - 1]);
            }
        }
        for (double[] group : factors) {
            for (int i = 0; i < group.length; i++) {
                double least = i > 0 ? group[i - 1] : 1;
                if (!(group[i] >= least)) {
                    throw new IllegalArgumentException("a factor " + group[i] + " after " + least);
                }
            }
        }
        if (!(slope >= 0)) {
            throw new IllegalArgumentException("a slope of intervals of " + slope);
        }
        factors = List.copyOf(factors);
    }

    /** Those of a model. */
    static Intervals of(PredictionInterval interval) {
        List<double[]> factors = interval.errors().stream()
                .map(PredictionInterval::new)
                .map(group -> IntStream.rangeClosed(1, LEVELS)
                        .mapToDouble(i -> group.factor(i / STEPS))
                        .toArray())
                .toList();
        return new Intervals(interval.bounds(), factors, interval.slope());
    }

    /** Those of a file that tells one factor at one level: errors are taken for normally distributed. */
    static Intervals of(double level, double factor) {
        double deviation = Math.log(factor) / NormalQuantile.of((1 + level) / 2);
        double[] factors = IntStream.rangeClosed(1, LEVELS)
                .mapToDouble(i -> Math.exp(deviation * NormalQuantile.of((1 + i / STEPS) / 2)))
                .toArray();
        return new Intervals(new double[0], List.of(factors), 0);
    }

    /** The uncertainty of a prediction for a row at a distance from what the model has seen. */
    Uncertainty about(double prediction, double distance) {
        int group = 0;
        while (group < bounds.length && prediction >= bounds[group]) {
            group++;
        }
        double widening = PredictionInterval.widening(slope, distance);
        return new Factors(DoubleStream.of(factors.get(group))
                .map(factor -> widening * Math.log(factor))
                .boxed()
                .toList());
    }

    /**
     * Factors at all levels.
     *
     * @param logarithms of the factors at the {@value #LEVELS} levels
     */
    private record Factors(List<Double> logarithms) implements Uncertainty {
        @Override
        public double factor(double level) {
            double at = Math.max(0, Math.min(level * STEPS - 1, LEVELS - 1));
            int low = (int) at;
            int high = Math.min(low + 1, LEVELS - 1);
            double logarithm = logarithms.get(low) + (at - low) * (logarithms.get(high) - logarithms.get(low));
            return Math.exp(logarithm);
        }
    }
}
