package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.Main;

/** A search whose trials a real Slurm makes, beside the same search in threads. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SlurmSearchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIALS = 8;
    private static final String PLAN = """
            model: {name: times, version: "1"}
            data: {csv: times.csv, target: seconds}
            features: plain
            target_form: logarithm
            techniques: [linear/ridge, smile/decision-tree]
            search: {method: grid, trials: 4}
            seed: 3
            """;

    @TempDir
    private Path folder;

    private Path plan;

    @BeforeEach
    void writeData() throws Exception {
        assumeTrue(slurmRuns(), "there is no Slurm here");
        plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("n,cores,seconds\n");
        for (int i = 0; i < 80; i++) {
            int n = 10 + random.nextInt(400);
            int cores = 1 + random.nextInt(16);
            double seconds = 0.02 * Math.pow(n, 1.7) / cores * (1 + 0.05 * random.nextGaussian());
            csv.append(String.format(Locale.ROOT, "%d,%d,%.4f%n", n, cores, seconds));
        }
        Files.writeString(folder.resolve("times.csv"), csv);
    }

    /** In a folder whose name means much to a shell and to Slurm; killed once it has made a trial. */
    @Test
    void aSearchThatWasKilledGoesOnAndFindsWhatThreadsFind() throws Exception {
        Path slurm = folder.resolve("it's %a \"folder\" $HOME");
        Process killed = start(slurm);
        Set<String> before = new HashSet<>();
        while (before.isEmpty()) {
            assertTrue(killed.isAlive(), () -> read(folder.resolve("killed.err")));
            Thread.sleep(50);
            before.addAll(trials(slurm));
        }
        assertEquals(
                Console.refused(3, slurm + " is in use by another search; expected to be the only one"),
                Console.run("train", plan, "--output", slurm, "--threads", 1));
        killed.destroyForcibly().waitFor();
        before.addAll(trials(slurm));
        assertTrue(before.size() < TRIALS, "killed too late: " + before);

        Console.Result resumed = Console.run("train", plan, "--output", slurm, "--slurm", 2);
        assertEquals(0, resumed.status(), resumed.err());
        assertFalse(Files.exists(slurm.resolve("slurm")));
        assertEquals(
                List.of("main.jsonl"),
                logs(slurm).stream().map(SlurmSearchTest::name).toList());
        List<String> made = trials(slurm);
        assertEquals(TRIALS, made.size());
        assertTrue(made.containsAll(before), "trials were made again: " + before + made);

        Path threads = folder.resolve("threads");
        assertEquals(
                0,
                Console.run("train", plan, "--output", threads, "--threads", 2).status());
        assertEquals(leaderboard(threads), leaderboard(slurm));
        assertEquals(outcomes(threads), outcomes(slurm));
    }

    @Test
    void whatSlurmRefusesEndsTheSearch() {
        Console.Result result = Console.run(
                "train", plan, "--output", folder.resolve("out"), "--slurm", 2, "--sbatch-option=--partition=no-such");
        assertEquals(3, result.status());
        assertTrue(result.err().startsWith("sbatch failed: sbatch: error: "), result.err());
        assertEquals(1, result.err().lines().count());
    }

    /** The search in a process of its own. */
    private Process start(Path output) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "train",
                        plan.toString(),
                        "--output",
                        output.toString(),
                        "--slurm",
                        "2")
                .redirectOutput(folder.resolve("killed.out").toFile())
                .redirectError(folder.resolve("killed.err").toFile())
                .start();
    }

    private static boolean slurmRuns() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("sinfo", "--noheader")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The whole lines that tell of trials, with their seconds: one that is made again has others. */
    private static List<String> trials(Path output) throws IOException {
        Set<String> trials = new HashSet<>();
        for (Path log : logs(output)) {
            String text = read(log);
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(trials::add);
        }
        return new ArrayList<>(trials);
    }

    private static List<Path> logs(Path output) throws IOException {
        List<Path> logs = new ArrayList<>();
        if (Files.isDirectory(output.resolve("trials"))) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(output.resolve("trials"), "*.jsonl")) {
                files.forEach(logs::add);
            }
        }
        return logs;
    }

    /** What came of every trial, but for the times. */
    private static TreeMap<String, JsonNode> outcomes(Path output) throws IOException {
        TreeMap<String, JsonNode> outcomes = new TreeMap<>();
        for (String line : trials(output)) {
            ObjectNode trial = (ObjectNode) JSON.readTree(line);
            trial.remove(List.of("seconds", "latency_us"));
            outcomes.put(trial.get("technique").textValue() + trial.get("number"), trial);
        }
        return outcomes;
    }

    /** Without the times. */
    private static List<String> leaderboard(Path output) {
        List<String> lines = read(output.resolve("leaderboard.csv")).lines().toList();
        List<String> names = List.of(lines.get(0).split(","));
        int seconds = names.indexOf("seconds");
        int latency = names.indexOf("latency_us");
        assertTrue(seconds > 0 && latency > 0, lines.get(0));
        return lines.stream()
                .map(line -> {
                    List<String> cells = new ArrayList<>(List.of(line.split(",", names.size())));
                    cells.remove(latency);
                    cells.remove(seconds);
                    return String.join(",", cells);
                })
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
