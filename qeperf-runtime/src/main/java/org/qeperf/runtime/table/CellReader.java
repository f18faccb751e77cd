package org.qeperf.runtime.table;

import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;

/**
 * Reads the cells of a table's rows and makes features of them that a model can be asked with. Blanks around a cell do not
 * count. Immutable and safe for concurrent use.
 */
public final class CellReader {

    private static final int MOST_LEVELS_SHOWN = 20;

    private final TableFeatures features;

    /**
     * Reads for one set of features.
     *
     * @param features what to make of the cells
     */
    public CellReader(TableFeatures features) {
        this.features = features;
    }

    /**
     * Makes the features of a row.
     *
     * @param row what to call it in messages, such as its number
     * @param cells text by name of column; columns that are not read may be there or not
     * @return a new array, one finite number for each feature
     * @throws CellException if a cell is missing, is no number, or holds a word that training has not seen, or if a feature
     *     of it is not finite
     */
    public double[] features(int row, Map<String, String> cells) {
        List<TableColumn> columns = features.columns();
        double[] codes = new double[columns.size()];
        for (int i = 0; i < codes.length; i++) {
            String text = cells.get(columns.get(i).name());
            if (text == null) {
                throw error(row, i, "", "there is no such column");
            }
            codes[i] = cell(row, i, text);
        }
        return features(row, codes);
    }

    /**
     * Reads one cell.
     *
     * @param row what to call its row in messages
     * @param column index among {@link TableFeatures#columns()}
     * @param text what stands in it
     * @return the number, or the index of the word among the column's levels
     * @throws CellException if it is no finite number, or no word that training has seen
     */
    public double cell(int row, int column, String text) {
        String cell = text.strip();
        if (features.columns().get(column).isWords()) {
            int code = features.code(column, cell);
            if (code < 0) {
                throw error(row, column, cell, InputException.quote(cell) + " is none of the words seen in training");
            }
            return code;
        }
        if (!cell.isEmpty() && cell.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0)) {
            try {
                double number = Double.parseDouble(cell);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw (CellException) error(row, column, cell, noNumber(cell)).initCause(e);
            }
        }
        throw error(row, column, cell, noNumber(cell));
    }

    /**
     * Makes the features of a row that was read cell by cell.
     *
     * @param row what to call it in messages
     * @param cells one number for each column, as {@link #cell} gives them
     * @return a new array, one finite number for each feature
     * @throws CellException if a feature is not finite, such as the logarithm of 0
     */
    public double[] features(int row, double[] cells) {
        double[] values = features.row(cells);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                int column = features.culprit(i, cells);
                String name = features.terms().get(i).name();
                throw new CellException(
                        row,
                        features.columns().get(column).name(),
                        Double.toString(cells[column]),
                        "feature '" + name + "' of " + cells[column] + " is " + values[i],
                        "a cell that makes it a finite number");
            }
        }
        return values;
    }

    private static String noNumber(String cell) {
        return InputException.quote(cell) + " is no finite number";
    }

    private CellException error(int row, int column, String found, String problem) {
        TableColumn wanted = features.columns().get(column);
        return new CellException(row, wanted.name(), found, problem, expected(wanted));
    }

    private static String expected(TableColumn column) {
        int levels = column.levels().size();
        if (levels == 0) {
            return "a number";
        }
        String shown = String.join(", ", column.levels().subList(0, Math.min(levels, MOST_LEVELS_SHOWN)));
        return "one of " + shown + (levels > MOST_LEVELS_SHOWN ? ", ... (" + levels + " in all)" : "");
    }
}
