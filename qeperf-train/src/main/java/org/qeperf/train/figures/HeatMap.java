package org.qeperf.train.figures;

import java.util.List;

/**
 * Numbers of two things that are counted, as colours.
 *
 * @param labels what stands around it
 * @param columns below it, from left to right, at least one
 * @param rows beside it, from bottom to top, at least one
 * @param values a number for each row and in it for each column; {@code NaN} for none; copied in and out
 * @param axis of the numbers, whose beginning is darkest
 * @param mark row and column of the place that is marked, or an empty array; copied in and out
 */
public record HeatMap(
        Labels labels, List<String> columns, List<String> rows, double[][] values, Axis axis, int[] mark) {

    /** Copies all. */
    public HeatMap {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        values = copy(values);
        mark = mark.clone();
        if (columns.isEmpty() || values.length == 0 || values.length != rows.size()) {
            throw new IllegalArgumentException("a heat map of " + rows.size() + " rows, " + columns.size()
                    + " columns and " + values.length + " lists of numbers");
        }
        for (double[] row : values) {
            if (row.length != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.length + " numbers in a heat map of " + columns.size() + " columns");
            }
        }
    }

    @Override
    public double[][] values() {
        return copy(values);
    }

    @Override
    public int[] mark() {
        return mark.clone();
    }

    private static double[][] copy(double[][] values) {
        double[][] copy = new double[values.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i].clone();
        }
        return copy;
    }
}
