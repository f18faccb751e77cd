package org.qeperf.train.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.train.automl.Accuracy;
import org.qeperf.train.automl.LeaderboardRow;

/** A leaderboard for spreadsheets. */
final class LeaderboardCsv {

    /** A spreadsheet takes what begins so for a formula. */
    private static final String FORMULA = "=+-@\t\r\n";

    private static final List<String> TEST = List.of("mape", "median_ape", "rmse", "mae", "r2", "r2_log");

    private LeaderboardCsv() {}

    static String text(List<LeaderboardRow> rows) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            List<String> header = new ArrayList<>(List.of("technique", "kind", "algorithm", "validation_mape"));
            TEST.forEach(name -> header.add("test_" + name));
            header.addAll(List.of("seconds", "trials", "failed", "latency_us", "values", "reason"));
            csv.writeRecord(header);
            rows.forEach(row -> csv.writeRecord(cells(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static List<String> cells(LeaderboardRow row) {
        List<String> cells = new ArrayList<>(List.of(
                safe(row.technique()), Wording.kind(row.kind()), safe(row.algorithm()), number(row.validationMape())));
        Map<String, Double> test = row.test().map(Accuracy::asMap).orElse(Map.of());
        TEST.forEach(
                name -> cells.add(number(Optional.ofNullable(test.get(name)).orElse(Double.NaN))));
        cells.addAll(List.of(
                number(row.seconds()),
                Integer.toString(row.trials()),
                Integer.toString(row.failed()),
                number(row.latencyMicroseconds()),
                safe(Wording.values(row.values())),
                safe(row.reason())));
        return cells;
    }

    private static String safe(String text) {
        return text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
