package org.qeperf.api.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;

/**
 * Rows to learn from, in the form that {@link Algorithm#inputs()} asks for. Standardised ones have mean 0 and deviation 1
 * over these rows, so a back-end need not scale anything; raw ones are in the units of the schema.
 *
 * <p>The arrays are shared, not copied: nobody may modify them while a training runs.
 */
public final class TrainingSet {

    private final List<String> names;
    private final double[] rows;
    private final double[] targets;
    private final Map<String, double[]> parts;
    private final double[] weights;

    /**
     * Wraps the arrays. Columns are named {@code x0}, {@code x1} and so on.
     *
     * @param columns length of a row, at least 1
     * @param rows {@code targets.length x columns} finite numbers, row-major; kept
     * @param targets one finite number for each row; kept
     * @throws TrainingException if there are no rows or a number is not finite
     * @throws IllegalArgumentException if the lengths do not fit
     */
    public TrainingSet(int columns, double[] rows, double[] targets) {
        this(IntStream.range(0, columns).mapToObj(i -> "x" + i).toList(), rows, targets, Map.of());
    }

    /**
     * Wraps the arrays.
     *
     * @param names one for each column, at least one
     * @param rows {@code targets.length x names.size()} finite numbers, row-major; kept
     * @param targets one finite number for each row; kept
     * @param parts columns that stand for a part of the target, with what is known of that part: one number for each row,
     *     in the unit of raw targets, {@code NaN} where it is not known; the arrays are kept
     * @throws TrainingException if there are no rows or a number is not finite
     * @throws IllegalArgumentException if the lengths do not fit or a part belongs to no column
     */
    public TrainingSet(List<String> names, double[] rows, double[] targets, Map<String, double[]> parts) {
        this(names, rows, targets, parts, ones(targets.length));
    }

    /**
     * Wraps the arrays, with rows that do not count alike.
     *
     * @param names one for each column, at least one
     * @param rows {@code targets.length x names.size()} finite numbers, row-major; kept
     * @param targets one finite number for each row; kept
     * @param parts as for rows that count alike
     * @param weights what each row counts, positive; kept. Not every algorithm heeds them
     * @throws TrainingException if there are no rows or a number is not finite
     * @throws IllegalArgumentException if the lengths do not fit, a part belongs to no column or a weight is not positive
     */
    public TrainingSet(
            List<String> names, double[] rows, double[] targets, Map<String, double[]> parts, double[] weights) {
        if (names.isEmpty() || (long) names.size() * targets.length != rows.length) {
            throw new IllegalArgumentException(
                    rows.length + " numbers are not " + targets.length + " rows of " + names.size());
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a column stands twice in " + names);
        }
        if (targets.length == 0) {
            throw new TrainingException("there is no row to learn from");
        }
        requireFinite(rows, "a feature");
        requireFinite(targets, "a target");
        parts.forEach((name, seconds) -> {
            if (!names.contains(name) || seconds.length != targets.length) {
                throw new IllegalArgumentException("a part '" + name + "' of " + seconds.length + " numbers for "
                        + targets.length + " rows of " + names);
            }
            for (double known : seconds) {
                if (Double.isInfinite(known)) {
                    throw new TrainingException("what is known of part '" + name + "' is " + known
                            + "; expected finite numbers, or NaN where it is not known");
                }
            }
        });
        if (weights.length != targets.length
                || Arrays.stream(weights).anyMatch(w -> !(w > 0) || Double.isInfinite(w))) {
            throw new IllegalArgumentException(
                    weights.length + " weights for " + targets.length + " rows; expected a positive number for each");
        }
        this.names = List.copyOf(names);
        this.rows = rows;
        this.targets = targets;
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        this.weights = weights;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Number of rows.
     *
     * @return at least 1
     */
    public int size() {
        return targets.length;
    }

    /**
     * Length of a row.
     *
     * @return at least 1
     */
    public int columns() {
        return names.size();
    }

    /**
     * Names of the columns.
     *
     * @return one for each column, in order
     */
    public List<String> names() {
        return names;
    }

    /**
     * All rows.
     *
     * @return the shared array, {@code size() x columns()}, row-major; not to be modified
     */
    public double[] rows() {
        return rows;
    }

    /**
     * All targets.
     *
     * @return the shared array, {@code size()} long; not to be modified
     */
    public double[] targets() {
        return targets;
    }

    /**
     * Columns that stand for a part of the target, such as the work of one kernel, with what is known of that part.
     *
     * @return column name to shared array: one number for each row, {@code NaN} where it is not known
     */
    public Map<String, double[]> parts() {
        return parts;
    }

    /**
     * What each row counts.
     *
     * @return the shared array, {@code size()} positive numbers; not to be modified
     */
    public double[] weights() {
        return weights;
    }

    private static void requireFinite(double[] values, String what) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new TrainingException(what + " is " + value + "; expected finite numbers only");
            }
        }
    }
}
