package org.qeperf.train.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.table.TableColumn;

/** Reads comma-separated values: once for the numbers, once more for the words if there are any. */
final class TableReader {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(256 << 20);
    private static final int MOST_COLUMNS = 2_000;
    private static final int MOST_CELLS = 5_000_000;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final char REPLACEMENT = '\ufffd';
    private static final int FIRST_ROWS = 1024;

    private final String name;
    private final String text;
    private final List<String> header = new ArrayList<>();
    private double[][] numbers = {};
    private boolean[] isWords = {};
    private int[] lines = new int[FIRST_ROWS];
    private int rows;

    private TableReader(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static Table read(Path file) {
        byte[] bytes = SourceText.readBytes(file, LIMITS);
        return read(file.toString(), bytes);
    }

    static Table read(String name, byte[] bytes) {
        String text = text(name, bytes);
        return new TableReader(name, text).table(Digest.sha256(bytes));
    }

    private static String text(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(name, bytes);
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static void requireUtf8(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (!StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            return;
        }
        String before = out.flip().toString();
        int start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
        long line = before.substring(0, start).lines().count() + 1;
        throw new InputException(
                new SourceLocation(name, (int) line, before.length() - start + 1),
                "",
                String.format("the byte 0x%02x is not UTF-8", bytes[in.position()]),
                "a table saved as UTF-8");
    }

    private Table table(String sha256) {
        forEachRow(this::readNumbers);
        if (rows == 0) {
            throw new InputException(
                    new SourceLocation(name, 1, 1), "", "the table has no row", "a header and at least one row");
        }
        String[][] words = new String[header.size()][];
        boolean anyWords = false;
        for (int column = 0; column < words.length; column++) {
            words[column] = new String[isWords[column] ? rows : 0];
            anyWords |= isWords[column];
        }
        if (anyWords) {
            readWords(words);
        }
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < words.length; column++) {
            columns.add(
                    isWords[column]
                            ? new Column.Words(header.get(column), column, words[column])
                            : new Column.Numbers(header.get(column), column, Arrays.copyOf(numbers[column], rows)));
        }
        int[] lineOfRow = Arrays.copyOf(lines, rows);
        return new Table(
                name, sha256, columns, IntStream.range(0, rows).toArray(), new CellPlaces(name, text, lineOfRow));
    }

    private interface RowReader {
        void read(CsvRecord row);
    }

    /** Reads the header if there is none yet, then all rows. */
    private void forEachRow(RowReader reader) {
        Optional<CsvRecord> last = Optional.empty();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .ofCsvRecord(text)) {
            for (CsvRecord row : csv) {
                if (last.isPresent()) {
                    reader.read(row);
                } else if (header.isEmpty()) {
                    readHeader(row);
                }
                last = Optional.of(row);
            }
        } catch (CsvParseException e) {
            long line = last.map(row -> row.getStartingLineNumber() + 1 + lineEnds(row))
                    .orElse(1L);
            throw new InputException(
                    new SourceLocation(name, (int) line, 1),
                    "",
                    "not a table: " + cause(e),
                    "comma-separated values with a header");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lineEnds(CsvRecord row) {
        long ends = 0;
        for (int column = 0; column < row.getFieldCount(); column++) {
            String cell = row.getField(column);
            for (int at = 0; at < cell.length(); at++) {
                ends += CellPlaces.endsLine(cell, at) ? 1 : 0;
            }
        }
        return ends;
    }

    private static String cause(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return InputException.printable(String.valueOf(cause.getMessage()));
    }

    private void readHeader(CsvRecord row) {
        int count = row.getFieldCount();
        if (count > MOST_COLUMNS) {
            throw error(row, MOST_COLUMNS, "the header has " + count + " cells", "at most " + MOST_COLUMNS);
        }
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < count; column++) {
            String cell = row.getField(column).strip();
            if (count == 1 && (cell.indexOf(';') >= 0 || cell.indexOf('\t') >= 0)) {
                throw error(row, 0, "the header is one cell, " + InputException.quote(cell), "commas between cells");
            }
            requireName(row, column, cell);
            if (!seen.add(cell)) {
                throw error(row, column, "a second column " + InputException.quote(cell), "each name once");
            }
            header.add(cell);
        }
        numbers = new double[count][FIRST_ROWS];
        isWords = new boolean[count];
    }

    private void requireName(CsvRecord row, int column, String cell) {
        try {
            TableColumn.numbers(cell);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    CellPlaces.find(name, text, (int) row.getStartingLineNumber(), column),
                    cell,
                    "the name of column " + (column + 1) + " is " + InputException.quote(cell),
                    "1 to 200 characters without commas, quotes and control characters");
        }
    }

    private void readNumbers(CsvRecord row) {
        int count = header.size();
        if (row.getFieldCount() != count) {
            throw error(
                    row,
                    Math.min(row.getFieldCount() - 1, count),
                    "the row has " + row.getFieldCount() + " cells",
                    count + " as in the header");
        }
        if ((long) (rows + 1) * count > MOST_CELLS) {
            throw error(row, 0, "the table goes on", "at most " + MOST_CELLS + " cells");
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows] = (int) row.getStartingLineNumber();
        for (int column = 0; column < count; column++) {
            String cell = row.getField(column).strip();
            OptionalDouble number = CellNumber.parse(cell);
            boolean usable = number.isPresent()
                    ? Double.isFinite(number.getAsDouble())
                    : !cell.isEmpty() && !CellNumber.isNoNumber(cell);
            if (!usable) {
                throw error(
                        row,
                        column,
                        "column " + InputException.quote(header.get(column)) + " has " + InputException.quote(cell),
                        "a finite number or a word in every row");
            }
            keep(column, number);
        }
        rows++;
    }

    private void keep(int column, OptionalDouble number) {
        if (number.isEmpty()) {
            isWords[column] = true;
            numbers[column] = new double[0];
        } else if (!isWords[column]) {
            if (rows == numbers[column].length) {
                numbers[column] = Arrays.copyOf(numbers[column], 2 * rows);
            }
            numbers[column][rows] = number.getAsDouble();
        }
    }

    private void readWords(String[][] words) {
        int[] next = {0};
        Map<String, String> once = new HashMap<>();
        forEachRow(row -> {
            for (int column = 0; column < words.length; column++) {
                if (isWords[column]) {
                    words[column][next[0]] =
                            once.computeIfAbsent(row.getField(column).strip(), cell -> cell);
                }
            }
            next[0]++;
        });
    }

    private InputException error(CsvRecord row, int column, String problem, String expected) {
        String cell = row.getField(column < row.getFieldCount() ? column : 0);
        return new InputException(
                CellPlaces.find(name, text, (int) row.getStartingLineNumber(), column), cell, problem, expected);
    }
}
