package org.qeperf.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.forecast.TablePredictor;
import org.qeperf.runtime.table.CellException;

/** Predicts the rows of a CSV table with a model of such a table: MODEL.qeperf TABLE.csv. */
final class PredictTable {

    private PredictTable() {}

    public static void main(String[] arguments) throws IOException {
        TablePredictor model = new TablePredictor(ArtifactReader.read(Path.of(arguments[0]), List.of()));
        List<String> lines = Files.readAllLines(Path.of(arguments[1]));
        String[] header = lines.get(0).split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(","); // enough for cells without quotes
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < Math.min(header.length, cells.length); i++) {
                row.put(header[i], cells[i]);
            }
            rows.add(row);
        }
        try {
            for (Prediction prediction : model.predict(rows)) {
                Interval interval = prediction.interval(0.9);
                System.out.printf(
                        Locale.ROOT,
                        "%.1f %s, 90 %% between %.1f and %.1f%n",
                        prediction.value(),
                        prediction.target().unit(),
                        interval.lower(),
                        interval.upper());
            }
        } catch (CellException e) {
            int line = e.row() + 1; // below the header
            System.out.println(arguments[1] + ":" + line + ": " + e.getMessage());
        }
    }
}
