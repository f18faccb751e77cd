package org.qeperf.train.automl.plan;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/**
 * What a plan needs to know of its table: how its columns are called and how many rows it has.
 *
 * @param names names of the columns, in their order
 * @param rows number of rows below the header
 */
public record CsvColumns(List<String> names, int rows) {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(64 << 20);

    /** Copies the list. */
    public CsvColumns {
        names = List.copyOf(names);
    }

    /**
     * Reads the header of a table and counts its rows.
     *
     * @param file comma-separated values with a header
     * @return the columns
     * @throws InputException if there is no header or a quote does not end
     * @throws UncheckedIOException if the file cannot be read
     */
    public static CsvColumns read(Path file) {
        String text = new String(SourceText.readBytes(file, LIMITS), StandardCharsets.UTF_8);
        List<String> names = List.of();
        int records = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            for (CsvRecord record : reader) {
                if (records == 0) {
                    names = record.getFields().stream().map(String::strip).toList();
                }
                records++;
            }
        } catch (CsvParseException e) {
            throw error(file, "not a table: " + InputException.printable(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (records == 0) {
            throw error(file, "there is no header");
        }
        return new CsvColumns(names, records - 1);
    }

    /**
     * The columns under new names.
     *
     * @param newNames new name by old name
     * @return the columns
     */
    public CsvColumns renamed(Map<String, String> newNames) {
        return new CsvColumns(
                names.stream().map(name -> newNames.getOrDefault(name, name)).toList(), rows);
    }

    /**
     * Refuses a name that no column has.
     *
     * @param name the name
     * @param place where it is written
     * @throws InputException if there is no such column
     */
    public void require(String name, SourceLocation place) {
        if (!names.contains(name)) {
            throw new InputException(
                    place,
                    name,
                    "there is no column " + InputException.quote(name) + EditDistance.suggestion(name, names),
                    "one of " + shown());
        }
    }

    private String shown() {
        String all = String.join(", ", names);
        String few = all.length() > 300 ? all.substring(0, 300) + "..." : all;
        return InputException.printable(few);
    }

    private static InputException error(Path file, String problem) {
        return new InputException(
                new SourceLocation(file.toString(), 1, 1), "", problem, "comma-separated values with a header");
    }
}
