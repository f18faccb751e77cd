package org.qeperf.runtime.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;

/**
 * Makes the features of a model of the cells of a table's row. Immutable and safe for concurrent use.
 *
 * <p>A row of cells has one number for each column: the number in the cell, or the index of the word among the column's
 * levels.
 */
public final class TableFeatures {

    /** The name of the schema of every such model; its columns differ from model to model. */
    public static final String SCHEMA = "table";

    private final String target;
    private final List<TableColumn> columns;
    private final List<Term> terms;
    private final FeatureSchema schema;
    private final Map<String, Integer> positions;

    /**
     * Puts features together.
     *
     * @param target name of the column that is predicted
     * @param columns the columns that are read, each name once
     * @param terms the features, at least one
     * @throws IllegalArgumentException if a feature reads a column that is not there or is of the other kind
     */
    public TableFeatures(String target, List<TableColumn> columns, List<Term> terms) {
        TableColumn.requireName(target);
        this.target = target;
        this.columns = List.copyOf(columns);
        this.terms = List.copyOf(terms);
        this.positions = new HashMap<>();
        for (TableColumn column : columns) {
            if (positions.put(column.name(), positions.size()) != null) {
                throw new IllegalArgumentException("column '" + column.name() + "' stands twice");
            }
        }
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("there is no feature");
        }
        terms.forEach(term -> term.factors().forEach(this::requireReadable));
        this.schema = new FeatureSchema(
                SCHEMA,
                terms.stream()
                        .map(term -> new FeatureSpec(
                                term.name(), "1", "made of a table", "the table", FeatureSpec.Scale.LINEAR))
                        .toList());
    }

    private void requireReadable(Factor factor) {
        Integer position = positions.get(factor.column());
        boolean readable = position != null
                && (factor instanceof Factor.Is is
                        ? columns.get(position).levels().contains(is.level())
                        : !columns.get(position).isWords());
        if (!readable) {
            throw new IllegalArgumentException(
                    "a feature reads column '" + factor.column() + "', which is not there or " + "is of another kind");
        }
    }

    /**
     * The column that is predicted.
     *
     * @return its name
     */
    public String target() {
        return target;
    }

    /**
     * The columns that are read.
     *
     * @return an unmodifiable list
     */
    public List<TableColumn> columns() {
        return columns;
    }

    /**
     * The features.
     *
     * @return an unmodifiable list
     */
    public List<Term> terms() {
        return terms;
    }

    /**
     * The schema of the rows made.
     *
     * @return named {@link #SCHEMA}, with one column for each feature
     */
    public FeatureSchema schema() {
        return schema;
    }

    /**
     * Makes one row.
     *
     * @param cells one number for each column, see the class
     * @return a new array, one number for each feature; not finite where a cell has no logarithm or inverse
     */
    public double[] row(double[] cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        double[] row = new double[terms.size()];
        for (int i = 0; i < row.length; i++) {
            double product = 1;
            for (Factor factor : terms.get(i).factors()) {
                product *= value(factor, cells);
            }
            row[i] = product;
        }
        return row;
    }

    private double value(Factor factor, double[] cells) {
        int position = positions.getOrDefault(factor.column(), -1);
        double cell = cells[position];
        if (factor instanceof Factor.Power power) {
            return power.exponent() == 1 ? cell : StrictMath.pow(cell, power.exponent());
        }
        if (factor instanceof Factor.Log) {
            return StrictMath.log(cell);
        }
        return columns.get(position).levels().indexOf(((Factor.Is) factor).level()) == (int) cell ? 1 : 0;
    }
}
