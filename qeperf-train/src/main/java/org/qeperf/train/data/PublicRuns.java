package org.qeperf.train.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/**
 * Reads the table of public pw.x runs ({@code runs.csv}): figures that a program collected from the printed output in public
 * repositories. {@code docs/data.md} says what becomes of each column.
 */
public final class PublicRuns {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(64 << 20);
    private static final int MOST_ROWS = 1_000_000;

    private PublicRuns() {}

    /**
     * Reads the table.
     *
     * @param file a CSV file with a header
     * @return a record for each row, in order
     * @throws InputException if it is not such a table; the message gives file and line
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<RunRecord> read(Path file) {
        String text = new String(SourceText.readBytes(file, LIMITS), StandardCharsets.UTF_8);
        List<PublicRow> rows = rows(file, text);
        Map<String, PublicMachine> machines = new HashMap<>();
        for (PublicRow row : rows) {
            machines.computeIfAbsent(PublicMachine.key(row), key -> new PublicMachine())
                    .add(row);
        }
        List<RunRecord> records = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (PublicRow row : rows) {
            Optional<Machine> machine =
                    Optional.ofNullable(machines.get(PublicMachine.key(row))).flatMap(shown -> shown.machine(row));
            RunRecord record = PublicRun.record(row, machine);
            if (!ids.add(record.id())) {
                throw row.error(
                        "path",
                        "a second run " + InputException.quote(record.origin().source()),
                        "each once");
            }
            records.add(record);
        }
        return records;
    }

    private static List<PublicRow> rows(Path file, String text) {
        List<PublicRow> rows = new ArrayList<>();
        long line = 1;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.STRICT)
                .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : reader) {
                if (rows.isEmpty()) {
                    requireColumns(file, row.getHeader());
                }
                if (rows.size() == MOST_ROWS) {
                    throw error(
                            file, row.getStartingLineNumber(), "the table goes on", "at most " + MOST_ROWS + " rows");
                }
                rows.add(new PublicRow(file.toString(), row));
                line = row.getStartingLineNumber() + lineEnds(row) + 1;
            }
        } catch (CsvParseException e) {
            throw error(file, line, "not a table: " + cause(e), "comma-separated values with a header");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.isEmpty()) {
            throw error(file, 1, "there is no row", "the table of public runs");
        }
        return rows;
    }

    private static long lineEnds(NamedCsvRecord row) {
        return row.getFields().stream()
                .mapToLong(field -> field.lines().count() - 1)
                .filter(ends -> ends > 0)
                .sum();
    }

    private static String cause(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return InputException.printable(String.valueOf(cause.getMessage()));
    }

    private static void requireColumns(Path file, List<String> header) {
        for (String column : PublicRow.COLUMNS) {
            if (!header.contains(column)) {
                throw error(file, 1, "there is no column '" + column + "'", "the table of public runs");
            }
        }
    }

    private static InputException error(Path file, long line, String problem, String expected) {
        return new InputException(new SourceLocation(file.toString(), (int) line, 1), "", problem, expected);
    }
}
