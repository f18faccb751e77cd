package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.Main;

/** A search whose process is killed goes on where it was. */
class SearchKillTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path folder;

    private static long trials(Path output) throws IOException {
        Path log = output.resolve("trials/main.jsonl");
        if (!Files.exists(log)) {
            return 0;
        }
        String text = Files.readString(log);
        return text.chars().filter(c -> c == '\n').count();
    }

    @Test
    void aProcessThatIsKilledLosesOnlyTheTrialUnderWay() throws Exception {
        Files.writeString(folder.resolve("times.csv"), SearchTable.text(200));
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                data: {csv: times.csv, target: seconds}
                techniques: [linear/ridge, smile/random-forest]
                selection: {method: k-fold, folds: 3}
                search: {method: tpe, trials: 8}
                seed: 5
                """);
        Path killed = folder.resolve("killed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        CLASS_PATH,
                        Main.class.getName(),
                        "train",
                        plan.toString(),
                        "--threads",
                        "1",
                        "--output",
                        killed.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.txt").toFile())
                .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (trials(killed) < 2 && process.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(1);
            }
            Thread.sleep(new Random().nextInt(100));
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        long kept = trials(killed);
        assertTrue(kept >= 2, () -> "no trial was logged: " + folder.resolve("killed.txt"));
        String log = Files.readString(killed.resolve("trials/main.jsonl"));
        String whole = log.substring(0, log.lastIndexOf('\n') + 1);

        JsonNode resumed = report(Console.run("train", plan, "--output", killed, "--threads", 1, "--format", "json"));
        JsonNode uninterrupted =
                report(Console.run("train", plan, "--output", folder.resolve("whole"), "--format", "json"));
        uninterrupted
                .fieldNames()
                .forEachRemaining(name -> assertEquals(uninterrupted.get(name), resumed.get(name), name));
        assertEquals(16, resumed.get("trials").size());
        assertTrue(Files.readString(killed.resolve("trials/main.jsonl")).startsWith(whole), "what was logged stays");
    }

    /** A report without what depends on the speed of the machine. */
    private static JsonNode report(Console.Result result) throws IOException {
        assertEquals(0, result.status(), result.err());
        ObjectNode report = (ObjectNode) new ObjectMapper().readTree(result.out());
        report.remove("search_history");
        forget(report);
        return report;
    }

    private static void forget(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("seconds");
            object.remove("latency_us");
        }
        node.forEach(SearchKillTest::forget);
    }
}
