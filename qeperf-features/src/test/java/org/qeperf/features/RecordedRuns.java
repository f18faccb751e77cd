package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record of what pw.x printed. It stands outside the repository, in the folder that the system property
 * {@code qeperf.truth} names or in {@code shared/truth} beside the repository; tests are skipped where it is missing.
 */
public final class RecordedRuns {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final boolean usual;

    private RecordedRuns(Path folder, boolean usual) {
        this.folder = folder;
        this.usual = usual;
    }

    /** Finds the record, or skips the test that asks. */
    public static RecordedRuns find() {
        Optional<String> given = Optional.ofNullable(System.getProperty("qeperf.truth"));
        Path folder = given.map(Path::of).orElse(Path.of("..", "..", "shared", "truth"));
        Path records = folder.resolve("truth.jsonl");
        assumeTrue(
                Files.isRegularFile(records),
                "no recorded runs: " + records + " is missing; give their folder with -Dqeperf.truth");
        return new RecordedRuns(folder, given.isEmpty());
    }

    /** A file or folder of the record. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /** All runs. */
    public List<JsonNode> runs() throws IOException {
        return lines("truth.jsonl");
    }

    /** The lines of a file of the record. */
    public List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(name))) {
            all.add(JSON.readTree(line));
        }
        return all;
    }

    /** A JSON file of the record. */
    public JsonNode json(String name) throws IOException {
        return JSON.readTree(folder.resolve(name).toFile());
    }

    /** Fails where fewer than these were compared; another record than the usual one may be smaller. */
    public void requireAtLeast(int fewest, int compared, String what) {
        assertTrue(compared >= (usual ? fewest : 1), "only " + compared + " " + what + " compared");
    }
}
