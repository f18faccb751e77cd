package org.qeperf.train.table;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.table.TableColumn;

/**
 * Named columns of numbers or words, all of the same length. Immutable. One that was read keeps the text of its file, so that
 * messages can say where a cell stands.
 */
public final class Table {

    private final String name;
    private final String sha256;
    private final Map<String, Column> columns;
    private final int[] sourceRows;
    private final Places places;

    Table(String name, String sha256, List<Column> columns, int[] sourceRows, Places places) {
        this.name = name;
        this.sha256 = sha256;
        this.columns = new LinkedHashMap<>();
        columns.forEach(column -> this.columns.put(column.name(), column));
        this.sourceRows = sourceRows;
        this.places = places;
    }

    /**
     * Reads comma-separated values with a header. A column is one of numbers if every cell is a finite number; else it is one of
     * words. Blanks around cells and names are left out.
     *
     * @param file UTF-8, at most 256 MiB, 2,000 columns and 5 million cells
     * @return the table
     * @throws InputException if it is not such a table; the message gives file, line and column
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Table read(Path file) {
        return TableReader.read(file);
    }

    /**
     * Starts a table of arrays.
     *
     * @param name its name in messages
     * @return columns yet to come
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /**
     * What messages call it.
     *
     * @return path of the file, or the name given
     */
    public String name() {
        return name;
    }

    /**
     * Digest of the file, or of the arrays given; the same for what is chosen of a table.
     *
     * @return SHA-256 in lower-case hexadecimal
     */
    public String sha256() {
        return sha256;
    }

    /**
     * Number of rows.
     *
     * @return at least 1
     */
    public int rows() {
        return sourceRows.length;
    }

    /**
     * Names of the columns.
     *
     * @return an unmodifiable list, in order
     */
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Whether words stand in a column.
     *
     * @param column its name
     * @return false for numbers
     * @throws TrainingException if there is no such column
     */
    public boolean isWords(String column) {
        return column(column) instanceof Column.Words;
    }

    /**
     * The numbers in a column.
     *
     * @param column its name
     * @return a new array, one number for each row
     * @throws TrainingException if there is no such column, or words stand in it
     */
    public double[] numbers(String column) {
        return numberColumn(column).values().clone();
    }

    /**
     * The words in a column; of numbers, how people write them.
     *
     * @param column its name
     * @return a new array, one word for each row
     * @throws TrainingException if there is no such column
     */
    public String[] words(String column) {
        return wordColumn(column).values().clone();
    }

    /**
     * Where a cell stands. A table of arrays is taken for a file with a header whose columns are one character wide.
     *
     * @param row from 0
     * @param column name of the column
     * @return the place in the file
     * @throws TrainingException if there is no such column
     */
    public SourceLocation place(int row, String column) {
        return places.of(sourceRows[row], column(column).source());
    }

    /**
     * What people should know of how the cells were taken: columns of words that have numbers too.
     *
     * @return sentences, none if there is no such column
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Column column : columns.values()) {
            if (column instanceof Column.Words words) {
                long numbers = Arrays.stream(words.values())
                        .filter(word -> CellNumber.parse(word).isPresent())
                        .count();
                if (numbers > 0 && numbers < rows()) {
                    int row = firstWord(column.name()).orElse(0);
                    notes.add(place(row, column.name()) + ": column " + InputException.quote(column.name())
                            + " is taken as words because of " + InputException.quote(words.values()[row]) + "; "
                            + numbers + " of its " + rows() + " cells are numbers");
                }
            }
        }
        return List.copyOf(notes);
    }

    /**
     * Renames columns, and chooses rows and columns.
     *
     * @param plan what to keep
     * @param target the column to predict, by its new name, which is always kept
     * @return what is kept
     * @throws TrainingException if the plan does not fit the table
     */
    public Selection select(ColumnPlan plan, String target) {
        return Selection.of(this, plan, target);
    }

    Column column(String column) {
        Column found = columns.get(column);
        if (found == null) {
            throw new TrainingException(name + " has no column " + InputException.quote(column) + ", the nearest is "
                    + InputException.quote(EditDistance.nearest(column, columns.keySet())));
        }
        return found;
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    Column.Numbers numberColumn(String column) {
        Column found = column(column);
        if (found instanceof Column.Numbers numbers) {
            return numbers;
        }
        OptionalInt row = firstWord(column);
        if (row.isEmpty()) {
            throw new TrainingException(name + ": column " + InputException.quote(column)
                    + " is taken as words; expected a column of numbers");
        }
        throw new TrainingException(place(row.getAsInt(), column) + ": column " + InputException.quote(column) + " has "
                + InputException.quote(wordColumn(column).values()[row.getAsInt()])
                + "; expected a number in every row");
    }

    Column.Words wordColumn(String column) {
        Column found = column(column);
        if (found instanceof Column.Numbers numbers) {
            String[] words = new String[rows()];
            for (int row = 0; row < words.length; row++) {
                words[row] = CellNumber.text(numbers.values()[row]);
            }
            return new Column.Words(found.name(), found.source(), words);
        }
        return (Column.Words) found;
    }

    /** The first row of a column of words that is not a number; empty if its words all are. */
    OptionalInt firstWord(String column) {
        String[] words = wordColumn(column).values();
        return IntStream.range(0, words.length)
                .filter(row -> CellNumber.parse(words[row]).isEmpty())
                .findFirst();
    }

    /** The same rows with other columns. */
    Table with(List<Column> others) {
        return new Table(name, sha256, others, sourceRows, places);
    }

    /** Some of the rows. */
    Table rows(int[] rows) {
        int[] source = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            source[i] = sourceRows[rows[i]];
        }
        return new Table(
                name,
                sha256,
                columns.values().stream().map(column -> column.rows(rows)).toList(),
                source,
                places);
    }

    List<Column> columnList() {
        return new ArrayList<>(columns.values());
    }

    /** Columns of a table yet to be made. */
    public static final class Builder {

        private final String name;
        private final Map<String, Column> columns = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a column of numbers.
         *
         * @param column its name
         * @param values finite, one for each row; copied
         * @return this
         * @throws IllegalArgumentException if a number is not finite, or the name is there or cannot be used
         */
        public Builder numbers(String column, double... values) {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("column '" + column + "' has " + value);
                }
            }
            return add(new Column.Numbers(column, columns.size(), values.clone()));
        }

        /**
         * Adds a column of words.
         *
         * @param column its name
         * @param values not blank, one for each row; copied without blanks around
         * @return this
         * @throws IllegalArgumentException if a word is blank, or the name is there or cannot be used
         */
        public Builder words(String column, String... values) {
            String[] stripped = new String[values.length];
            for (int row = 0; row < stripped.length; row++) {
                stripped[row] = values[row].strip();
                if (stripped[row].isEmpty()) {
                    throw new IllegalArgumentException("column '" + column + "' has a blank word");
                }
            }
            return add(new Column.Words(column, columns.size(), stripped));
        }

        private Builder add(Column column) {
            TableColumn.numbers(column.name());
            if (columns.putIfAbsent(column.name(), column) != null) {
                throw new IllegalArgumentException("column '" + column.name() + "' stands twice");
            }
            return this;
        }

        /**
         * Makes the table.
         *
         * @return the table
         * @throws IllegalArgumentException if there is no row, or the columns differ in length
         */
        public Table build() {
            List<Integer> lengths =
                    columns.values().stream().map(Builder::length).distinct().toList();
            if (lengths.size() != 1 || lengths.get(0) == 0) {
                throw new IllegalArgumentException("the columns have " + lengths + " rows");
            }
            StringBuilder content = new StringBuilder();
            columns.values().forEach(column -> append(content, column));
            return new Table(
                    name,
                    Digest.sha256(content.toString().getBytes(StandardCharsets.UTF_8)),
                    List.copyOf(columns.values()),
                    IntStream.range(0, lengths.get(0)).toArray(),
                    (row, column) -> new SourceLocation(name, row + 2, column + 1));
        }

        private static int length(Column column) {
            return column instanceof Column.Numbers numbers
                    ? numbers.values().length
                    : ((Column.Words) column).values().length;
        }

        private static void append(StringBuilder content, Column column) {
            content.append(column.name()).append('\n');
            if (column instanceof Column.Numbers numbers) {
                for (double value : numbers.values()) {
                    content.append(value).append('\n');
                }
            } else {
                for (String value : ((Column.Words) column).values()) {
                    content.append(value).append('\n');
                }
            }
        }
    }
}
