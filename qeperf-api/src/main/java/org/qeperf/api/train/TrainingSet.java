package org.qeperf.api.train;

import org.qeperf.api.TrainingException;

/**
 * Rows to learn from. Columns and target come standardised (mean 0, deviation 1 over these rows), logarithms taken where
 * the schema asks for them, so a back-end need not scale anything.
 *
 * <p>The arrays are shared, not copied: nobody may modify them while a training runs.
 */
public final class TrainingSet {

    private final int columns;
    private final double[] rows;
    private final double[] targets;

    /**
     * Wraps the arrays.
     *
     * @param columns length of a row, at least 1
     * @param rows {@code targets.length x columns} finite numbers, row-major; kept
     * @param targets one finite number for each row; kept
     * @throws TrainingException if there are no rows or a number is not finite
     * @throws IllegalArgumentException if the lengths do not fit
     */
    public TrainingSet(int columns, double[] rows, double[] targets) {
        if (columns < 1 || (long) columns * targets.length != rows.length) {
            throw new IllegalArgumentException(
                    rows.length + " numbers are not " + targets.length + " rows of " + columns);
        }
        if (targets.length == 0) {
            throw new TrainingException("there is no row to learn from");
        }
        requireFinite(rows, "a feature");
        requireFinite(targets, "a target");
        this.columns = columns;
        this.rows = rows;
        this.targets = targets;
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
        return columns;
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

    private static void requireFinite(double[] values, String what) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new TrainingException(what + " is " + value + "; expected finite numbers only");
            }
        }
    }
}
