package org.qeperf.train.validate;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.train.table.Table;

/**
 * What rows are divided by. Nobody may modify its arrays.
 *
 * @param count number of rows
 * @param numbers by column, a number for each row
 * @param labels by column, a word for each row
 */
public record RowValues(int count, Map<String, double[]> numbers, Map<String, String[]> labels) {

    /** Copies the maps and refuses columns of another length. */
    public RowValues {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        int rows = count;
        if (numbers.values().stream().anyMatch(values -> values.length != rows)
                || labels.values().stream().anyMatch(values -> values.length != rows)) {
            throw new IllegalArgumentException("a column has not " + rows + " rows");
        }
    }

    /**
     * Rows that nothing is known of.
     *
     * @param count their number
     * @return the rows
     */
    public static RowValues count(int count) {
        return new RowValues(count, Map.of(), Map.of());
    }

    /**
     * The rows of a table, with all of its columns.
     *
     * @param table a table
     * @return its rows
     */
    public static RowValues of(Table table) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        Map<String, String[]> labels = new LinkedHashMap<>();
        for (String column : table.columns()) {
            if (table.isWords(column)) {
                labels.put(column, table.words(column));
            } else {
                numbers.put(column, table.numbers(column));
            }
        }
        return new RowValues(table.rows(), numbers, labels);
    }

    /**
     * Some of the rows.
     *
     * @param rows their indices
     * @return these rows, in the order given
     */
    public RowValues subset(int[] rows) {
        Map<String, double[]> someNumbers = new LinkedHashMap<>();
        numbers.forEach((column, values) -> {
            double[] some = new double[rows.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = values[rows[i]];
            }
            someNumbers.put(column, some);
        });
        Map<String, String[]> someLabels = new LinkedHashMap<>();
        labels.forEach((column, values) -> {
            String[] some = new String[rows.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = values[rows[i]];
            }
            someLabels.put(column, some);
        });
        return new RowValues(rows.length, someNumbers, someLabels);
    }

    /** The numbers in a column. */
    double[] numbersOf(String column) {
        double[] found = numbers.get(column);
        if (found == null) {
            if (labels.containsKey(column)) {
                throw new TrainingException("rows cannot be divided by the numbers of column "
                        + InputException.quote(column) + ", which has words; expected a column of numbers");
            }
            throw unknown(column, numbers.keySet());
        }
        return found;
    }

    /** The words in a column, which may be numbers. */
    String[] labelsOf(String column) {
        String[] found = labels.get(column);
        if (found != null) {
            return found;
        }
        if (!numbers.containsKey(column)) {
            Set<String> all = new LinkedHashSet<>(labels.keySet());
            all.addAll(numbers.keySet());
            throw unknown(column, all);
        }
        return Arrays.stream(numbersOf(column))
                .mapToObj(value -> Double.toString(value + 0.0))
                .toArray(String[]::new);
    }

    private static TrainingException unknown(String column, Set<String> known) {
        return new TrainingException("rows cannot be divided by column " + InputException.quote(column)
                + ", which is not there; "
                + (known.isEmpty()
                        ? "there is none to divide by"
                        : "the nearest is " + InputException.quote(EditDistance.nearest(column, known))));
    }
}
