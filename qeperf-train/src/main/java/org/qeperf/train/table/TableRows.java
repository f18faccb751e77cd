package org.qeperf.train.table;

import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.table.TableFeatures;

/** Rows of a table as a trained model reads them. Immutable. */
public final class TableRows {

    private final int count;
    private final double[] matrix;
    private final double[] targets;

    private TableRows(int count, double[] matrix, double[] targets) {
        this.count = count;
        this.matrix = matrix;
        this.targets = targets;
    }

    /**
     * Makes the features of a model of another table, whose columns may be more and in another order.
     *
     * @param table a table with the columns that the features read
     * @param features of the model
     * @return the rows
     * @throws InputException if a column is not there, or a cell is not what the features read
     * @throws TrainingException if the rows have more than 100 million features
     */
    public static TableRows of(Table table, TableFeatures features) {
        TermValues values = new TermValues(table, features.columns());
        double[] matrix = values.matrix(features.terms());
        values.firstNotFinite(matrix, features.terms()).ifPresent(found -> {
            throw found.inUse(table);
        });
        double[] targets = table.has(features.target()) ? Levels.numbers(table, features.target()) : new double[0];
        return new TableRows(table.rows(), matrix, targets);
    }

    /**
     * Number of rows.
     *
     * @return at least 1
     */
    public int count() {
        return count;
    }

    /**
     * The features.
     *
     * @return a new array, one row after the other
     */
    public double[] matrix() {
        return matrix.clone();
    }

    /**
     * What was measured.
     *
     * @return a new array, one number for each row; empty if the table has no column of the target's name
     */
    public Optional<double[]> targets() {
        return targets.length == 0 ? Optional.empty() : Optional.of(targets.clone());
    }
}
