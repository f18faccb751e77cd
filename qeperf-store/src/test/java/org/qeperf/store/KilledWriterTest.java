package org.qeperf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.train.store.StoredRun;

/** A process that adds runs is killed ten times: what it was told to be stored is there, and nothing is there by half. */
class KilledWriterTest {

    private static final int TIMES = 10;
    private static final int LONGEST_MILLIS = 300;

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostInAFile() throws Exception {
        Path file = folder.resolve("runs.db");
        killAndCheck(List.of(file.toString()), () -> JdbcRunStore.open(file));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma integrity_check")) {
            assertEquals("ok", rows.getString(1));
        }
    }

    @Test
    void nothingIsLostOnAServer() throws Exception {
        Database database = PostgresServer.shared().newDatabase();
        killAndCheck(
                List.of(database.url(), database.user(), database.password().orElseThrow()),
                () -> JdbcRunStore.open(database));
    }

    private void killAndCheck(List<String> arguments, Supplier<JdbcRunStore> store) throws Exception {
        Random random = new Random(11);
        long before = 0;
        for (int time = 0; time < TIMES; time++) {
            long told = told(arguments, random.nextInt(LONGEST_MILLIS));
            assertTrue(told > before, "runs were added the " + time + "th time");
            try (JdbcRunStore opened = store.get()) {
                long size = opened.size();
                // The last one may have been stored without a chance to say so.
                assertTrue(size == told || size == told + 1, size + " runs, told of " + told);
                before = size;
            }
        }
        try (JdbcRunStore opened = store.get()) {
            List<StoredRun> runs = opened.after(0, Integer.MAX_VALUE);
            for (int i = 0; i < runs.size(); i++) {
                assertEquals(i + 1, runs.get(i).sequence());
                assertEquals(ExampleRuns.run(i + 1), runs.get(i).run());
                assertEquals(
                        List.of(ExampleRuns.prediction("a", i + 1), ExampleRuns.prediction("b", i + 1)),
                        runs.get(i).predictions());
            }
        }
    }

    /** Starts the program, kills it some time after its first run, and gives the number it printed last. */
    private long told(List<String> arguments, int millis) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriter.class.getName()));
        command.addAll(arguments);
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            assertTrue(line != null, () -> text(errors));
            Thread killer = new Thread(() -> kill(process, millis));
            killer.start();
            long last = 0;
            for (; line != null; line = lines.readLine()) {
                last = Long.parseLong(line);
            }
            killer.join();
            return last;
        } finally {
            process.destroyForcibly();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        }
    }

    /** Through its handle, which leaves what was printed to be read. */
    private static void kill(Process process, int millis) {
        try {
            process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.toHandle().destroyForcibly();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
