package org.qeperf.examples.cp2k;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The campaign's table, as it was written. */
final class CampaignTable {

    private static final Path FOLDER = Path.of("campaign");

    private CampaignTable() {}

    /** The first run of each input. */
    static List<Map<String, String>> read() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("runs.csv"));
        String[] header = lines.get(0).split(",");
        Map<String, Map<String, String>> byInput = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            Map<String, String> run = new LinkedHashMap<>();
            for (int i = 0; i < header.length; i++) {
                run.put(header[i], cells[i]);
            }
            byInput.putIfAbsent(run.get("input"), run);
        }
        return new ArrayList<>(byInput.values());
    }

    static Path input(Map<String, String> run) {
        return FOLDER.resolve("inputs").resolve(run.get("input") + ".inp");
    }
}
