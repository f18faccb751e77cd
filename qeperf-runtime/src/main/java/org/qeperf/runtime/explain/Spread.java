package org.qeperf.runtime.explain;

import java.util.Arrays;
import java.util.Optional;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.score.PortableRegressor;

/**
 * How far the members of a model are apart. Not a prediction interval: it leaves out what no member can know.
 *
 * @param source what the members are
 * @param members how many there are
 * @param lower one member in ten says less, in the unit of the target
 * @param median half of the members say less
 * @param upper one member in ten says more
 * @param meanLog mean of the natural logarithms of what the members say
 * @param deviationLog standard deviation of these logarithms
 */
public record Spread(
        Source source, int members, double lower, double median, double upper, double meanLog, double deviationLog) {

    /** What disagrees. */
    public enum Source {
        /** The trees of a forest. */
        TREES,
        /** Passes through a network, each with other hidden units left out. */
        DROPOUT,
        /** The models that an average is made of. */
        MEMBERS
    }

    /**
     * The spread of one prediction.
     *
     * @param model any model
     * @param features a row of its schema
     * @return empty if it has no members, or one of them says what is not positive
     */
    public static Optional<Spread> of(PortableModel model, FeatureVector features) {
        return of(model.preparation(), model.regressor(), features.toArray());
    }

    /**
     * The spread of one prediction.
     *
     * @param preparation how the row becomes inputs
     * @param regressor the trained function
     * @param raw the row; not modified
     * @return empty if the function has no members, or one of them says what is not positive
     */
    public static Optional<Spread> of(Preparation preparation, PortableRegressor regressor, double[] raw) {
        double[] row = new double[raw.length];
        preparation.prepare(raw, 0, row, 0);
        return Members.of(regressor, row).flatMap(members -> spread(members, preparation, raw));
    }

    private static Optional<Spread> spread(Members members, Preparation preparation, double[] raw) {
        double[] values = members.values();
        int n = values.length;
        double[] scratch = new double[preparation.scratchLength()];
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            values[i] = preparation.restoreTarget(values[i], raw, 0, scratch);
            if (!(values[i] > 0) || Double.isInfinite(values[i])) {
                return Optional.empty();
            }
            double log = StrictMath.log(values[i]);
            double change = log - mean;
            mean += change / (i + 1);
            squares += change * (log - mean);
        }
        Arrays.sort(values);
        return Optional.of(new Spread(
                members.source(),
                n,
                quantile(values, 0.1),
                quantile(values, 0.5),
                quantile(values, 0.9),
                mean,
                Math.sqrt(squares / (n - 1))));
    }

    private static double quantile(double[] sorted, double level) {
        return sorted[(int) Math.round(level * (sorted.length - 1))];
    }
}
