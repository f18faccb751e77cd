package org.qeperf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.train.data.RunOrigin;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/** What a database adds to the rules of {@link RunStoreContract}. */
class JdbcRunStoreTest {

    @TempDir
    private Path folder;

    private JdbcRunStore store;

    @BeforeEach
    void open() {
        store = JdbcRunStore.open(folder.resolve("runs.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String refused(RunRecord run, RunPrediction... predictions) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> store.add(run, List.of(predictions), Instant.EPOCH))
                .getMessage();
        assertEquals(0, store.size());
        return message;
    }

    private static RunRecord withId(String id) {
        RunRecord run = ExampleRuns.run(1);
        return new RunRecord(
                new RunOrigin(id, "a", Optional.empty(), Optional.empty(), Optional.empty()),
                run.program(),
                run.place(),
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                run.labels());
    }

    @Test
    void aRunThatCouldNotBeReadBackIsRefused() {
        assertEquals("run 'one' cannot be stored: 'id' is not of 16 hexadecimal digits", refused(withId("one")));
        ObjectNode json = ExampleRuns.json(1);
        ((ObjectNode) json.get("labels")).put("\ud800", "half");
        assertEquals(
                "run '0000000000000001' cannot be stored: not JSON: Broken surrogate pair in field name:"
                        + " expected '\\' to start low surrogate, got 0x22",
                refused(RunRecordJson.read(json)));
    }

    @Test
    void aPredictionThatIsNotANumberIsRefused() {
        String message = "run '0000000000000001' cannot be stored: a prediction of m@1 is not a number";
        assertEquals(message, refused(ExampleRuns.run(1), prediction(Double.NaN, OptionalDouble.empty())));
        assertEquals(message, refused(ExampleRuns.run(1), prediction(1, OptionalDouble.of(Double.NaN))));
    }

    private static RunPrediction prediction(double value, OptionalDouble measured) {
        return new RunPrediction(
                Alias.CHAMPION,
                new ModelId("m", "1"),
                Target.SCF_ITERATIONS,
                value,
                new Interval(-0.0, 1, 0.5),
                measured);
    }

    @Test
    void aNegativeZeroIsStoredAsZero() {
        StoredRun added =
                store.add(ExampleRuns.run(1), List.of(prediction(-0.0, OptionalDouble.of(-0.0))), Instant.EPOCH);
        assertEquals(Optional.of(added), store.find(ExampleRuns.id(1)));
        assertEquals(0.0, added.predictions().get(0).value());
        assertEquals(OptionalDouble.of(0.0), added.predictions().get(0).measured());
        assertEquals(0.0, added.predictions().get(0).interval().lower());
    }

    @Test
    void aTimeBeyondTheCalendarIsRefused() {
        String message = "time +1000000000-12-31T23:59:59.999999999Z cannot be stored";
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> store.add(ExampleRuns.run(1), List.of(), Instant.MAX))
                        .getMessage());
        StoreEvent event = new StoreEvent(
                Instant.MAX, StoreEvent.Kind.DRIFT, Optional.empty(), "t", ExampleRuns.JSON.createObjectNode());
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> store.add(event))
                        .getMessage());
    }

    @Test
    void figuresOfAnEventThatAreNotFiniteBecomeTexts() {
        store.add(new StoreEvent(
                Instant.EPOCH,
                StoreEvent.Kind.DRIFT,
                Optional.empty(),
                "t",
                ExampleRuns.JSON.createArrayNode().add(Double.NaN).add(Double.NEGATIVE_INFINITY)));
        assertEquals(
                "[\"NaN\",\"-Infinity\"]",
                store.latestEvents(1).get(0).details().toString());
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        assertEquals(
                "the run store is closed",
                assertThrows(IllegalStateException.class, () -> store.size()).getMessage());
        assertThrows(IllegalStateException.class, () -> store.add(ExampleRuns.run(1), List.of(), Instant.EPOCH));
    }

    @Test
    void afterClosingThereIsOneFile() throws IOException {
        store.add(ExampleRuns.run(1), List.of(), Instant.EPOCH);
        store.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("runs.db")), files.toList());
        }
    }

    /** As docs/run-store.md says how to back up. */
    @Test
    void aCopyOfAStoreInUseIsAStore() throws SQLException {
        store.add(ExampleRuns.run(1), List.of(ExampleRuns.prediction("m", 1)), Instant.EPOCH);
        Path copy = folder.resolve("copy.db");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("runs.db"));
                Statement statement = other.createStatement()) {
            statement.execute("vacuum into '" + copy + "'");
        }
        try (JdbcRunStore copied = JdbcRunStore.open(copy)) {
            assertEquals(store.after(0, 10), copied.after(0, 10));
            assertEquals(
                    2, copied.add(ExampleRuns.run(2), List.of(), Instant.EPOCH).sequence());
        }
    }

    @Test
    void runsGoToAFileAndComeBack() {
        for (int i = 450; i > 0; i--) {
            store.add(ExampleRuns.run(i), List.of(ExampleRuns.prediction("m", i)), Instant.EPOCH);
        }
        Path file = folder.resolve("out/runs.jsonl.gz");
        assertEquals(450, store.exportRuns(file));
        List<RunRecord> runs = RunSet.read(file).runs();
        assertEquals(store.after(0, 1000).stream().map(StoredRun::run).toList(), runs);
        try (JdbcRunStore other = JdbcRunStore.open(folder.resolve("other.db"))) {
            other.add(ExampleRuns.run(100), List.of(ExampleRuns.prediction("m", 1)), Instant.EPOCH);
            assertEquals(449, other.importRuns(file, Instant.ofEpochSecond(5)));
            assertEquals(0, other.importRuns(file, Instant.ofEpochSecond(6)));
            List<StoredRun> all = other.after(0, 1000);
            assertEquals(450, all.size());
            assertEquals(1, all.get(0).predictions().size());
            assertEquals(new StoredRun(2, Instant.ofEpochSecond(5), ExampleRuns.run(450), List.of()), all.get(1));
        }
        Path empty = folder.resolve("empty.jsonl");
        try (JdbcRunStore none = JdbcRunStore.open(folder.resolve("none.db"))) {
            assertEquals(0, none.exportRuns(empty));
        }
        assertEquals(List.of(), RunSet.read(empty).runs());
    }

    @Test
    void aRunFileIsAddedAsAWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("runs.jsonl");
        RunSet.write(file, ExampleRuns.runs(3));
        Files.writeString(file, Files.readString(file) + "{}\n");
        assertEquals(
                file + ":4:1: 'format' is missing; expected one run record (JSON object) on each line",
                assertThrows(InputException.class, () -> store.importRuns(file, Instant.EPOCH))
                        .getMessage());
        List<RunRecord> runs = new ArrayList<>(ExampleRuns.runs(3));
        runs.add(withId("four"));
        assertEquals(
                "run 'four' cannot be stored: 'id' is not of 16 hexadecimal digits",
                assertThrows(IllegalArgumentException.class, () -> store.addAll(runs, Instant.EPOCH))
                        .getMessage());
        assertEquals(0, store.size());
    }

    /** A run with ten predictions. Where other programs take the processors and the disk, one in ten is left alone. */
    @Test
    void addingTakesLessThanFiveMilliseconds() {
        List<RunPrediction> predictions = ExampleRuns.predictions(new Random(1), 10);
        long[] nanos = new long[600];
        for (int i = 0; i < nanos.length; i++) {
            RunRecord run = ExampleRuns.run(i);
            long start = System.nanoTime();
            store.add(run, predictions, Instant.EPOCH);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos, 300, nanos.length);
        long undisturbed = nanos[330];
        assertTrue(
                undisturbed < TimeUnit.MILLISECONDS.toNanos(5),
                () -> "one in ten below " + undisturbed / 1000 + " us, half below " + nanos[450] / 1000 + " us");
    }
}
