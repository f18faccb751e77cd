package org.qeperf.train.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.runtime.table.TableColumn;

/** The words of a column, and which of them stands in a cell. A word that is a number stands for that number. */
final class Levels {

    private static final int NONE = -1;

    private final List<String> levels;
    private final Map<String, Integer> byWord = new HashMap<>();
    private final Map<Double, Integer> byNumber = new HashMap<>();

    private Levels(List<String> levels) {
        this.levels = levels;
        Set<Double> twice = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            byWord.put(levels.get(i), i);
            OptionalDouble number = CellNumber.parse(levels.get(i));
            if (number.isPresent() && byNumber.putIfAbsent(number.getAsDouble() + 0.0, i) != null) {
                twice.add(number.getAsDouble() + 0.0);
            }
        }
        byNumber.keySet().removeAll(twice);
    }

    /** The words of a column, in order: by number if all are numbers. */
    static List<String> of(Table table, String column) {
        List<String> words = Arrays.stream(table.wordColumn(column).values())
                .distinct()
                .sorted()
                .toList();
        if (words.stream().anyMatch(word -> CellNumber.parse(word).isEmpty())) {
            return words;
        }
        return words.stream()
                .sorted(Comparator.comparingDouble(
                        word -> CellNumber.parse(word).getAsDouble()))
                .toList();
    }

    /**
     * What stands in a column, as {@link org.qeperf.runtime.table.TableFeatures} wants it.
     *
     * @throws InputException if the column is not there, or a cell is of another kind or has a word that is not known
     */
    static double[] codes(Table table, TableColumn column) {
        requireColumn(table, column.name());
        if (!column.isWords()) {
            return numbers(table, column.name());
        }
        Levels levels = new Levels(column.levels());
        Column found = table.column(column.name());
        double[] codes = new double[table.rows()];
        for (int row = 0; row < codes.length; row++) {
            int code = found instanceof Column.Numbers numbers
                    ? levels.code(numbers.values()[row])
                    : levels.code(((Column.Words) found).values()[row]);
            if (code == NONE) {
                throw levels.unknown(table, column.name(), row);
            }
            codes[row] = code;
        }
        return codes;
    }

    private static void requireColumn(Table table, String column) {
        if (!table.has(column)) {
            throw new InputException(
                    new SourceLocation(table.name(), 1, 1),
                    "",
                    "there is no column " + InputException.quote(column) + ", the nearest is "
                            + InputException.quote(EditDistance.nearest(column, table.columns())),
                    "every column that the model reads");
        }
    }

    /** The numbers of a column. */
    static double[] numbers(Table table, String column) {
        if (table.column(column) instanceof Column.Numbers numbers) {
            return numbers.values();
        }
        int row = table.firstWord(column).orElse(0);
        String word = table.wordColumn(column).values()[row];
        throw new InputException(
                table.place(row, column),
                word,
                "column " + InputException.quote(column) + " has " + InputException.quote(word),
                "a number in every row");
    }

    private int code(double number) {
        return byNumber.getOrDefault(number + 0.0, NONE);
    }

    private int code(String word) {
        Integer code = byWord.get(word);
        if (code != null) {
            return code;
        }
        OptionalDouble number = CellNumber.parse(word);
        return number.isPresent() ? code(number.getAsDouble()) : NONE;
    }

    private InputException unknown(Table table, String column, int row) {
        String word = table.wordColumn(column).values()[row];
        return new InputException(
                table.place(row, column),
                word,
                "column " + InputException.quote(column) + " has " + InputException.quote(word)
                        + ", which the model has not seen",
                "one of its " + levels.size() + " words, the nearest is "
                        + InputException.quote(EditDistance.nearest(word, levels)));
    }
}
