package org.qeperf.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.train.data.RunSet;

/**
 * The same plan makes the same file, byte by byte, whatever the number of threads and on another Java. A Java besides the
 * one of the build is looked for beside it, or named by {@code -Dqeperf.other.java=HOME}.
 */
class SameBytesTest {

    private static final int RUNS = 200;

    @TempDir
    private static Path folder;

    private static Path models;

    @BeforeAll
    static void trainHere() throws Exception {
        RunSet all = RunSet.read(Path.of("../data/pwx-runs.jsonl.gz"));
        RunSet.write(folder.resolve("runs.jsonl"), all.runs().subList(0, RUNS));
        models = train("here", home());
    }

    @Test
    void onOneThread() throws Exception {
        sameAsHere(train("one", home(), "-XX:ActiveProcessorCount=1"));
    }

    @Test
    void onManyThreads() throws Exception {
        sameAsHere(train("many", home(), "-Djava.util.concurrent.ForkJoinPool.common.parallelism=7"));
    }

    @Test
    void onAnotherJava() throws Exception {
        List<Path> others = others();
        assumeTrue(!others.isEmpty(), "no other Java than " + home() + "; name one with -Dqeperf.other.java=HOME");
        for (Path other : others) {
            sameAsHere(train(other.getFileName().toString(), other));
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Homes of later versions than that of the build, one of each. */
    private static List<Path> others() throws IOException {
        String named = System.getProperty("qeperf.other.java", "");
        if (!named.isEmpty()) {
            return List.of(Path.of(named));
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> homes = Files.list(home().toRealPath().resolveSibling(""))) {
            for (Path home : homes.sorted().toList()) {
                Path release = home.resolve("release");
                if (Files.isExecutable(home.resolve("bin/java"))
                        && Files.isRegularFile(release)
                        && !home.toRealPath().equals(home().toRealPath())
                        && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(1[89]|[2-9]\\d).*")) {
                    found.add(home);
                }
            }
        }
        return found;
    }

    private static void sameAsHere(Path others) throws IOException {
        int compared = 0;
        try (Stream<Path> files = Files.list(models)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".qeperf")).toList()) {
                assertArrayEquals(
                        Files.readAllBytes(file),
                        Files.readAllBytes(others.resolve(file.getFileName())),
                        file.getFileName().toString());
                compared++;
            }
        }
        assertTrue(compared >= 2, compared + " models");
    }

    private static Path train(String name, Path home, String... options) throws Exception {
        Path target = Files.createDirectory(folder.resolve(name));
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                TrainEveryAlgorithm.class.getName(),
                folder.resolve("runs.jsonl").toString(),
                target.toString()));
        Path output = target.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(10, TimeUnit.MINUTES), "the training ends");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> read(output));
        return target;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
