package org.qeperf.runtime.artifact;

import java.util.Arrays;
import java.util.List;
import org.qeperf.api.predict.Uncertainty;

/**
 * Intervals from the errors that models made on systems they had not seen: the absolute logarithms of measured over
 * predicted. A prediction {@code p} at level {@code a} lies between {@code p / q} and {@code p q}, where {@code log q} is
 * the {@code ceil((n + 1) a)}-th smallest of the n errors (the quantile of split conformal prediction, Lei et al., Journal of the American
 * Statistical Association 113 (2018) 1094, section 2.2).
 *
 * <p>Small and large runs err differently, so errors stand in groups by the predicted value, and a prediction is judged by
 * its own group (Mondrian conformal prediction: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World (2005), section
 * 4.5; with predictions as categories: Boström and Johansson, Proceedings of Machine Learning Research 128 (2020) 114).
 *
 * <p>Outside of what the model has seen, {@code log q} is multiplied by the widening {@code 1 + slope d}, where {@code d}
 * is the distance of the row ({@link SeenRange}). Errors of such rows are divided by it before they come into a group
 * (normalised conformal prediction: Papadopoulos, Gammerman and Vovk, AIA 2008, 64). Immutable.
 */
public final class PredictionInterval implements Uncertainty {

    /** The most groups that a file may have. */
    static final int MOST_GROUPS = 100;

    /** The most that an interval is widened by: a factor of 2 becomes one of 1024, which says that nothing is known. */
    private static final double WIDEST = 10;

    private final double[] bounds;
    private final double[][] errors;
    private final double[][] factors;
    private final double[] all;
    private final double slope;

    /**
     * Takes errors as one group, without widening.
     *
     * @param absoluteLogErrors at least one, finite, not negative; copied
     */
    public PredictionInterval(double[] absoluteLogErrors) {
        this(new double[0], List.of(absoluteLogErrors), 0);
    }

    /**
     * Takes groups of errors.
     *
     * @param bounds predicted values between the groups, finite, ascending, one less than groups; a prediction that is
     *     equal to a bound belongs to the group above it; copied
     * @param absoluteLogErrors at least one for each group, finite, not negative, divided by the widening of their rows;
     *     copied
     * @param slope by how much an interval grows with the distance of its row, finite, not negative
     * @throws IllegalArgumentException if they are not so
     */
    public PredictionInterval(double[] bounds, List<double[]> absoluteLogErrors, double slope) {
        if (absoluteLogErrors.size() != bounds.length + 1 || bounds.length >= MOST_GROUPS) {
            throw new IllegalArgumentException(
                    bounds.length + " bounds between " + absoluteLogErrors.size() + " groups of errors");
        }
        for (int i = 0; i < bounds.length; i++) {
            if (!Double.isFinite(bounds[i]) || i > 0 && bounds[i] <= bounds[i - 1]) {
                throw new IllegalArgumentException("groups end at " + bounds[i]
                        + (i > 0 ? " after " + bounds[i - 1] : "") + "; expected finite numbers that ascend");
            }
        }
        requireSlope(slope);
        this.bounds = bounds.clone();
        this.errors = absoluteLogErrors.stream().map(PredictionInterval::sorted).toArray(double[][]::new);
        this.factors =
                Arrays.stream(errors).map(PredictionInterval::exponentials).toArray(double[][]::new);
        this.all =
                Arrays.stream(errors).flatMapToDouble(Arrays::stream).sorted().toArray();
        this.slope = slope;
    }

    private static double[] exponentials(double[] errors) {
        return Arrays.stream(errors).map(Math::exp).toArray();
    }

    private static void requireSlope(double slope) {
        if (!(slope >= 0) || Double.isInfinite(slope)) {
            throw new IllegalArgumentException(
                    "the slope of the widening is " + slope + "; expected a number that is not negative");
        }
    }

    private static double[] sorted(double[] given) {
        if (given.length == 0) {
            throw new IllegalArgumentException("an interval needs errors to learn from");
        }
        double[] errors = given.clone();
        Arrays.sort(errors);
        if (!(errors[0] >= 0) || !Double.isFinite(errors[errors.length - 1])) {
            throw new IllegalArgumentException("errors from " + errors[0] + " to " + errors[errors.length - 1]);
        }
        return errors;
    }

    /**
     * The uncertainty of a prediction.
     *
     * @param prediction the predicted value
     * @param distance how far its row lies outside of what the model has seen, at least 0
     * @return factors of its group, widened; equal to all that give the same factors
     */
    public Uncertainty about(double prediction, double distance) {
        int group = group(prediction);
        return new ErrorQuantiles(errors[group], factors[group], widening(slope, distance));
    }

    /** From the errors of all groups, without widening: for whoever asks without a prediction. */
    @Override
    public double factor(double level) {
        return Math.exp(all[ErrorQuantiles.place(all, level)]);
    }

    /**
     * What the logarithm of a factor is multiplied by.
     *
     * @param slope how much it grows with the distance
     * @param distance how far a row lies outside of what the model has seen
     * @return 1 for a distance of 0, at most 10
     */
    public static double widening(double slope, double distance) {
        // A distance can be infinite where a column hardly changed.
        return slope == 0 ? 1 : Math.min(WIDEST, 1 + slope * distance);
    }

    private int group(double prediction) {
        int group = 0;
        while (group < bounds.length && prediction >= bounds[group]) {
            group++;
        }
        return group;
    }

    /**
     * Where groups of predicted values end.
     *
     * @return a new array in ascending order, one number less than there are groups
     */
    public double[] bounds() {
        return bounds.clone();
    }

    /**
     * By how much an interval grows with the distance of its row.
     *
     * @return 0 where it does not
     */
    public double slope() {
        return slope;
    }

    /**
     * The errors of each group, in ascending order.
     *
     * @return new arrays, one for each group
     */
    public List<double[]> errors() {
        return Arrays.stream(errors).map(double[]::clone).toList();
    }
}
