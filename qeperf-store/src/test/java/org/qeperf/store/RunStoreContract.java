package org.qeperf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/** What every run store does. */
abstract class RunStoreContract {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final int THREADS = 8;

    private RunStore store;

    /** A new store without runs. */
    abstract RunStore openNew() throws Exception;

    /** The store again, after it was closed. */
    abstract RunStore reopen(RunStore closed) throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = openNew();
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aNewStoreIsEmpty() {
        assertEquals(0, store.size());
        assertEquals(List.of(), store.after(0, 10));
        assertEquals(List.of(), store.latest(10));
        assertEquals(List.of(), store.latestEvents(10));
        assertEquals(Optional.empty(), store.find(ExampleRuns.id(1)));
        assertEquals(Optional.empty(), store.find(""));
        assertEquals(Optional.empty(), store.find("' or '1' = '1"));
        assertEquals(Optional.empty(), store.find("\0\ud800"));
    }

    @Test
    void aRunIsFoundAsItWasAdded() {
        List<RunPrediction> predictions =
                List.of(ExampleRuns.prediction("b", 0.1), ExampleRuns.prediction("a", 1 / 3.0));
        StoredRun added = store.add(ExampleRuns.run(7), predictions, NOON);
        assertEquals(new StoredRun(1, NOON, ExampleRuns.run(7), predictions), added);
        assertEquals(Optional.of(added), store.find(ExampleRuns.id(7)));
        assertEquals(List.of(added), store.after(0, 1));
        assertEquals(List.of(added), store.latest(1));
        assertEquals(1, store.size());
        assertEquals(Optional.empty(), store.find(ExampleRuns.id(8)));
    }

    @Test
    void aRunThatIsThereStaysAsItWas() {
        StoredRun first = store.add(ExampleRuns.run(1), List.of(ExampleRuns.prediction("a", 1)), NOON);
        ObjectNode other = ExampleRuns.json(1).put("system", "Ge");
        StoredRun second =
                store.add(RunRecordJson.read(other), List.of(ExampleRuns.prediction("b", 2)), NOON.plusSeconds(1));
        assertEquals(first, second);
        assertEquals(List.of(first), store.after(0, 10));
        assertEquals(1, store.size());
        assertTrue(store.add(ExampleRuns.run(2), List.of(), NOON).sequence() > first.sequence());
    }

    @Test
    void runsComeInTheOrderOfArrivalWhateverTheirTimesAndIds() {
        List<StoredRun> added = new ArrayList<>();
        for (int i = 20; i > 0; i--) {
            added.add(store.add(ExampleRuns.run(i), List.of(ExampleRuns.prediction("m", i)), NOON.plusMillis(i)));
        }
        assertEquals(added, store.after(0, Integer.MAX_VALUE));
        assertEquals(added, store.after(-5, 20));
        List<StoredRun> paged = new ArrayList<>();
        long last = 0;
        for (List<StoredRun> page = store.after(last, 7); !page.isEmpty(); page = store.after(last, 7)) {
            assertTrue(page.size() <= 7);
            paged.addAll(page);
            last = page.get(page.size() - 1).sequence();
        }
        assertEquals(added, paged);
        assertEquals(List.of(added.get(19), added.get(18), added.get(17)), store.latest(3));
        assertEquals(20, store.latest(Integer.MAX_VALUE).size());
        assertEquals(List.of(), store.after(0, 0));
        assertEquals(List.of(), store.latest(0));
        assertEquals(List.of(), store.after(Long.MAX_VALUE, 10));
    }

    @Test
    void aNegativeNumberIsRefused() {
        assertEquals("at most -1; expected 0 or more", refused(() -> store.after(0, -1)));
        assertEquals("at most -2; expected 0 or more", refused(() -> store.latest(-2)));
        assertEquals("at most -3; expected 0 or more", refused(() -> store.latestEvents(-3)));
    }

    private static String refused(Callable<?> call) {
        return assertThrows(IllegalArgumentException.class, call::call).getMessage();
    }

    @Test
    void timesAreKeptToTheMillisecond() {
        for (String time : List.of("1969-12-31T23:59:59.999Z", "2026-10-25T01:30:00Z", "9999-12-31T23:59:59.001Z")) {
            Instant instant = Instant.parse(time);
            RunRecord run = ExampleRuns.run(instant.toEpochMilli());
            assertEquals(
                    instant,
                    store.add(run, List.of(), instant.plusNanos(999_999)).received());
            assertEquals(instant, store.find(run.id()).orElseThrow().received());
        }
    }

    @Test
    void everyBitOfADoubleIsKept() {
        List<RunPrediction> predictions = new ArrayList<>();
        double[] values = {
            0.1,
            1 / 3.0,
            5,
            0,
            -5,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Math.nextUp(1.0),
            0x1p53 + 1,
            1e15 + 0.3,
            123456789.123456789,
            Double.POSITIVE_INFINITY
        };
        for (double value : values) {
            predictions.add(new RunPrediction(
                    Alias.CHALLENGER,
                    new ModelId("m", "1"),
                    Target.SCF_ITERATIONS,
                    value,
                    new Interval(-value <= value ? -value + 0.0 : value, Math.abs(value), Math.nextDown(1.0)),
                    OptionalDouble.of(value)));
        }
        predictions.addAll(ExampleRuns.predictions(new Random(3), 500));
        store.add(ExampleRuns.run(1), predictions, NOON);
        assertEquals(predictions, store.find(ExampleRuns.id(1)).orElseThrow().predictions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "'; drop table runs; --",
                "\"quoted\" `back` \\ \\u0000 \\n",
                "line\nbreak\r\n\ttab",
                "\0 zero \u0001 \u007f",
                "\ud83d\ude00 \u00e4 \u4e2d\u6587 \u0627\u0644",
                "half \ud800",
                "\udc00\ud800",
                "\ufeff\ufffe\uffff",
                "e\u0301 \u202e"
            })
    void everyTextIsKept(String text) {
        ObjectNode json = ExampleRuns.json(1);
        for (String key : List.of(
                "source",
                "system",
                "code",
                "qe_version",
                "calculation",
                "host",
                "functional",
                "evidence",
                "crashed_in",
                "counts_missing")) {
            json.put(key, text);
        }
        ((ObjectNode) json.get("machine")).put("name", "m" + text);
        json.putNull("counts");
        json.putArray("elements").add(text);
        // JSON has no name with half of a pair.
        String name = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        json.putObject("labels").put(name, text);
        ObjectNode job = (ObjectNode) json.get("job");
        for (String key : List.of("id", "state", "nodes", "exit_code")) {
            job.put(key, text);
        }
        ((ObjectNode) json.get("clocks")).set(name, json.get("clocks").get("electrons"));
        RunRecord run = RunRecordJson.read(json);
        Target target = new Target(text, text);
        RunPrediction prediction = new RunPrediction(
                Alias.CHAMPION, new ModelId("m", "1"), target, 1, new Interval(1, 1, 0.5), OptionalDouble.empty());
        StoredRun added = store.add(run, List.of(prediction), NOON);
        assertEquals(new StoredRun(added.sequence(), NOON, run, List.of(prediction)), added);
        assertEquals(List.of(added), store.latest(1));
        StoreEvent event = new StoreEvent(
                NOON, StoreEvent.Kind.TRIAL, Optional.of(new Slot(target, "any")), text, json.get("labels"));
        store.add(event);
        assertEquals(List.of(event), store.latestEvents(1));
    }

    @Test
    void aBigRecordIsKept() {
        ObjectNode json = ExampleRuns.json(1);
        json.put("evidence", "x\u00e4\0".repeat(1_000_000));
        for (int i = 0; i < 20_000; i++) {
            ((ObjectNode) json.get("labels")).put("label " + i, "'" + i);
        }
        RunRecord run = RunRecordJson.read(json);
        store.add(run, ExampleRuns.predictions(new Random(1), 1000), NOON);
        StoredRun found = store.find(run.id()).orElseThrow();
        assertEquals(run, found.run());
        assertEquals(ExampleRuns.predictions(new Random(1), 1000), found.predictions());
    }

    @Test
    void whatIsGivenToTheStoreMayChangeAfterwards() {
        List<RunPrediction> predictions = new ArrayList<>(List.of(ExampleRuns.prediction("a", 1)));
        StoredRun added = store.add(ExampleRuns.run(1), predictions, NOON);
        predictions.clear();
        assertEquals(1, added.predictions().size());
        assertEquals(added, store.find(added.run().id()).orElseThrow());
    }

    @Test
    void eventsComeLastOneFirst() throws JsonProcessingException {
        JsonNode details = ExampleRuns.JSON.readTree("{\"p\": 0.1, \"n\": [1, 2, {\"deep\": null}], \"ok\": true}");
        List<StoreEvent> added = new ArrayList<>();
        for (StoreEvent.Kind kind : StoreEvent.Kind.values()) {
            for (Slot slot : new Slot[] {
                new Slot(Target.SECONDS_OUTSIDE_SCF, "cluster-1"), new Slot(Target.SCF_ITERATIONS, Slot.ANY_MACHINE)
            }) {
                added.add(0, new StoreEvent(NOON.minusSeconds(added.size()), kind, Optional.of(slot), "t", details));
                store.add(added.get(0));
            }
        }
        added.add(0, new StoreEvent(NOON, StoreEvent.Kind.DRIFT, Optional.empty(), "all", ExampleRuns.JSON.nullNode()));
        store.add(added.get(0));
        assertEquals(added, store.latestEvents(Integer.MAX_VALUE));
        assertEquals(added.subList(0, 4), store.latestEvents(4));
        assertEquals(List.of(), store.latestEvents(0));
        assertEquals(0, store.size());
        store.add(added.get(0));
        assertEquals(added.size() + 1, store.latestEvents(100).size(), "an event that happens twice is two events");
    }

    @Test
    void everythingIsThereAfterReopening() throws Exception {
        List<StoredRun> added = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            added.add(store.add(ExampleRuns.run(i), ExampleRuns.predictions(new Random(i), i), NOON));
        }
        StoreEvent event = new StoreEvent(
                NOON, StoreEvent.Kind.PROMOTION, Optional.empty(), "a", ExampleRuns.JSON.createObjectNode());
        store.add(event);
        store.close();
        store = reopen(store);
        assertEquals(added, store.after(0, 10));
        assertEquals(List.of(event), store.latestEvents(10));
        assertEquals(added.get(2), store.add(ExampleRuns.run(3), List.of(), NOON));
        assertTrue(store.add(ExampleRuns.run(6), List.of(), NOON).sequence() > 5);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        store.close();
        store.close();
    }

    /** Eight threads add the same forty runs and some of their own, and page meanwhile. */
    @Test
    void manyThreadsAddAndReadAtOnce() throws Exception {
        List<StoredRun> seen = together(thread -> {
            List<StoredRun> mine = new ArrayList<>();
            for (int i = 1; i <= 40; i++) {
                mine.add(store.add(ExampleRuns.run(i), ExampleRuns.predictions(new Random(i), 3), NOON));
                mine.add(store.add(
                        ExampleRuns.run(1000L * (thread + 1) + i), List.of(ExampleRuns.prediction("m", i)), NOON));
                store.add(new StoreEvent(
                        NOON, StoreEvent.Kind.TRIAL, Optional.empty(), "e", ExampleRuns.JSON.createObjectNode()));
                assertEquals(
                        3,
                        store.find(ExampleRuns.id(i))
                                .orElseThrow()
                                .predictions()
                                .size());
            }
            return mine;
        });
        List<StoredRun> all = store.after(0, 1000);
        assertEquals(40 + THREADS * 40, all.size());
        assertEquals(all.size(), store.size());
        assertEquals(new HashSet<>(all), new HashSet<>(seen), "everybody was told what is stored");
        assertEquals(THREADS * 40, store.latestEvents(1000).size());
    }

    /** Whoever reads on after the last run that it has seen gets every run once, also those that arrive meanwhile. */
    @Test
    void aReaderThatFollowsMissesNothing() throws Exception {
        int all = (THREADS - 1) * 40;
        List<Long> followed = together(thread -> {
            List<Long> sequences = new ArrayList<>();
            if (thread > 0) {
                for (int i = 1; i <= 40; i++) {
                    store.add(ExampleRuns.run(1000L * thread + i), List.of(ExampleRuns.prediction("m", i)), NOON);
                }
                return sequences;
            }
            long end = System.nanoTime() + 60_000_000_000L;
            while (sequences.size() < all && System.nanoTime() < end) {
                long last = sequences.isEmpty() ? 0 : sequences.get(sequences.size() - 1);
                for (StoredRun run : store.after(last, 5)) {
                    assertEquals(1, run.predictions().size(), "a run comes with its predictions");
                    sequences.add(run.sequence());
                }
            }
            return sequences;
        });
        assertEquals(store.after(0, 1000).stream().map(StoredRun::sequence).toList(), followed);
        assertEquals(all, followed.size());
        assertEquals(followed, List.copyOf(new TreeSet<>(followed)));
    }

    /** What one of the threads does. */
    private interface Share<T> {

        List<T> run(int thread) throws Exception;
    }

    private static <T> List<T> together(Share<T> share) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<List<T>>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                futures.add(executor.submit(() -> {
                    start.await();
                    return share.run(thread);
                }));
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> future : futures) {
                all.addAll(future.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /** A store with random content answers as the reference does. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void answersAsTheReference(long seed) throws Exception {
        Random random = new Random(seed);
        RunStore reference = new MemoryRunStore();
        Set<Integer> kinds = new HashSet<>();
        for (int step = 0; step < 300; step++) {
            int kind = random.nextInt(100);
            kinds.add(Math.min(kind, 8));
            if (kind == 0) {
                store.close();
                store = reopen(store);
            }
            long operation = random.nextLong();
            assertEquals(
                    answer(reference, kind, new Random(operation)),
                    answer(store, kind, new Random(operation)),
                    "step " + step + " of seed " + seed);
        }
        assertEquals(reference.after(0, 1000), store.after(0, 1000));
        assertTrue(reference.size() > 30 && kinds.size() > 6);
    }

    private static Object answer(RunStore store, int kind, Random random) {
        long number = random.nextInt(80);
        if (kind < 10) {
            return store.find(ExampleRuns.id(number));
        } else if (kind < 20) {
            return store.after(number - 5, random.nextInt(10));
        } else if (kind < 30) {
            return store.latest(random.nextInt(10));
        } else if (kind < 40) {
            return store.latestEvents(random.nextInt(10));
        } else if (kind < 50) {
            return store.size();
        } else if (kind < 60) {
            store.add(new StoreEvent(
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                    StoreEvent.Kind.values()[random.nextInt(4)],
                    random.nextBoolean()
                            ? Optional.of(new Slot(Target.SCF_ITERATIONS, "m" + number))
                            : Optional.empty(),
                    anyText(random),
                    ExampleRuns.JSON.createArrayNode().add(random.nextDouble()).add(anyText(random))));
            return "";
        }
        ObjectNode json =
                ExampleRuns.json(number).put("system", anyText(random)).put("electrons_wall_s", random.nextDouble());
        return store.add(
                RunRecordJson.read(json),
                ExampleRuns.predictions(random, random.nextInt(4)),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
    }

    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(1 << 16)));
        }
        return text.toString();
    }

    @Test
    void oneHoldsItAtATime() throws Exception {
        RunStore.Hold hold = store.hold();
        try (RunStore other = reopen(store)) {
            assertThrows(QePerfException.class, other::hold);
            hold.close();
            hold.close();
            try (RunStore.Hold theirs = other.hold()) {
                hold.close();
                assertThrows(QePerfException.class, store::hold, theirs::toString);
            }
        }
        store.hold();
        store.close();
        try (RunStore other = reopen(store)) {
            other.hold().close();
        }
        store = reopen(store);
    }
}
