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
    private final List<Map<String, Integer>> codes;
    private final Reading[][] readings;

    /** A factor, where its cell stands, and the code of its word. */
    private record Reading(Factor factor, int position, int code) {
        double of(double[] cells) {
            double cell = cells[position];
            if (factor instanceof Factor.Power power) {
                return power.exponent() == 1 ? cell : StrictMath.pow(cell, power.exponent());
            }
            if (factor instanceof Factor.Log) {
                return StrictMath.log(cell);
            }
            return cell == code ? 1 : 0;
        }
    }

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
        this.codes = columns.stream().map(TableFeatures::codes).toList();
        this.readings = terms.stream()
                .map(term -> term.factors().stream().map(this::reading).toArray(Reading[]::new))
                .toArray(Reading[][]::new);
        this.schema = schema(terms.stream().map(Term::name).toList());
    }

    /**
     * The schema of features with some names.
     *
     * @param names the features, each name once
     * @return named {@link #SCHEMA}
     * @throws IllegalArgumentException if there is no name, or one stands twice or cannot be one
     */
    public static FeatureSchema schema(List<String> names) {
        names.forEach(TableColumn::requireName);
        return new FeatureSchema(
                SCHEMA,
                names.stream()
                        .map(name ->
                                new FeatureSpec(name, "1", "made of a table", "the table", FeatureSpec.Scale.LINEAR))
                        .toList());
    }

    private static Map<String, Integer> codes(TableColumn column) {
        Map<String, Integer> codes = new HashMap<>();
        column.levels().forEach(level -> codes.put(level, codes.size()));
        return codes;
    }

    private Reading reading(Factor factor) {
        Integer position = positions.get(factor.column());
        if (position != null) {
            Integer code = factor instanceof Factor.Is is
                    ? codes.get(position).get(is.level())
                    : Integer.valueOf(columns.get(position).isWords() ? -1 : 0);
            if (code != null && code >= 0) {
                return new Reading(factor, position, code);
            }
        }
        throw new IllegalArgumentException(
                "a feature reads column '" + factor.column() + "', which is not there or is of another kind");
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
            for (Reading reading : readings[i]) {
                product *= reading.of(cells);
            }
            row[i] = product;
        }
        return row;
    }

    /** The code of a word in a column, or -1. */
    int code(int column, String word) {
        Integer code = codes.get(column).get(word);
        return code == null ? numberCode(column, word) : code;
    }

    /** The index of the one level that is the same number written in another way, such as 8 and 8.0; -1 without one. */
    private int numberCode(int column, String word) {
        double number = number(word);
        int found = -1;
        for (int i = 0; i < columns.get(column).levels().size() && !Double.isNaN(number); i++) {
            if (number(columns.get(column).levels().get(i)) == number) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private static double number(String word) {
        if (word.isEmpty() || !word.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The column that makes a feature what it is: the first whose factor is not finite, or the first of all. */
    int culprit(int feature, double[] cells) {
        for (Reading reading : readings[feature]) {
            if (!Double.isFinite(reading.of(cells))) {
                return reading.position();
            }
        }
        return readings[feature][0].position();
    }
}
