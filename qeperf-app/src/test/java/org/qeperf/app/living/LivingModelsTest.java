package org.qeperf.app.living;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.store.JdbcRunStore;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.living.IngestedRun;
import org.qeperf.train.living.LivingModels;
import org.qeperf.train.living.LivingOptions;
import org.qeperf.train.living.Retraining;
import org.qeperf.train.living.SlotDrift;
import org.qeperf.train.plan.PlannedModel;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoreEvent.Kind;
import org.qeperf.train.store.StoredRun;

/** Models on real runs that arrive one by one. */
class LivingModelsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC);

    /** Trains on alarms alone. */
    private static final LivingOptions ON_ALARM = LivingOptions.DEFAULT.every(100_000);

    private static final int CHANGE = 150;
    private static final int SEEDS = 10;

    @TempDir
    private Path folder;

    private static LivingModels open(ModelRegistry registry, RunStore store, LivingOptions options) {
        return LivingModels.open(registry, store, RealStream.EXTRACTOR, RealStream.CATALOGUE, options, CLOCK);
    }

    private static List<RunRecord> slowing(long seed, int count) {
        List<RunRecord> runs = new ArrayList<>();
        for (RunRecord run : RealStream.shuffled(seed).subList(0, count)) {
            runs.add(RealStream.slower(run, runs.size() < CHANGE ? 1 : 1.6));
        }
        return runs;
    }

    /** Registry and store on the disk, opened anew by another process every 30 runs. */
    @Test
    void aMachineThatBecomesSlowerIsLearntAnew() {
        RealStream.registry(folder.resolve("registry"));
        List<RunRecord> runs = slowing(1, 240);
        int noticed = 0;
        for (int begin = 0; begin < runs.size(); begin += 30) {
            ModelRegistry registry =
                    ModelRegistry.open(folder.resolve("registry"), RealStream.EXTRACTOR.schemas(), RealStream.SHIPPED);
            try (RunStore store = JdbcRunStore.open(folder.resolve("runs.db"))) {
                LivingModels models = open(registry, store, ON_ALARM);
                for (int i = begin; i < begin + 30; i++) {
                    List<StoreEvent> alarms = models.ingest(runs.get(i)).alarms();
                    if (noticed == 0 && alarms.stream().anyMatch(LivingModelsTest::isOfTime)) {
                        noticed = i + 1;
                    }
                    models.tick();
                }
            }
        }
        assertTrue(noticed > CHANGE && noticed <= CHANGE + 15, "noticed at run " + noticed);
        try (RunStore store = JdbcRunStore.open(folder.resolve("runs.db"))) {
            assertEquals(
                    List.of("DRIFT", "RETRAINING", "TRIAL", "PROMOTION"),
                    events(store).stream()
                            .filter(LivingModelsTest::isOfTime)
                            .map(event -> event.kind().toString())
                            .toList());
            requireBetterOnLaterRuns(store);
        }
    }

    private static boolean isOfTime(StoreEvent event) {
        return event.slot().equals(Optional.of(RealStream.TIME));
    }

    /** What answered the last runs was wrong by less than what answered before, and is not yet what was trained on them. */
    private static void requireBetterOnLaterRuns(RunStore store) {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (StoredRun run : store.after(CHANGE, 1000)) {
            for (RunPrediction prediction : run.predictions()) {
                if (prediction.alias() == Alias.CHAMPION
                        && prediction.target().equals(RealStream.TIME.target())
                        && prediction.logError().isPresent()) {
                    boolean old = prediction.model().name().equals("old");
                    (old ? before : after).add(Math.abs(prediction.logError().getAsDouble()));
                }
            }
        }
        assertTrue(before.size() < 50, before.size() + " runs were answered by the old model");
        assertTrue(median(after) < 0.4 * median(before), median(after) + " after " + median(before));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** A challenger that learnt from nearly the same runs as the champion. */
    @Test
    void aTwinIsWithdrawnInTheEnd() {
        PlannedModel twin = RealStream.model("twin", RealStream.learnt(480), 1);
        int promoted = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            ModelRegistry registry = RealStream.registry(folder.resolve("r" + seed));
            MemoryStore store = new MemoryStore();
            LivingModels models = open(registry, store, ON_ALARM);
            registry.assign(
                    RealStream.TIME,
                    Alias.CHALLENGER,
                    registry.register(twin.artifact(), "test").model(),
                    "test");
            send(models, RealStream.shuffled(seed).subList(0, 90));
            promoted += store.events(Kind.PROMOTION).size();
            assertEquals(Optional.empty(), registry.current().version(RealStream.TIME, Alias.CHALLENGER));
        }
        assertTrue(promoted <= 1, promoted + " of " + SEEDS);
    }

    @Test
    void nothingIsNoticedWhereNothingChanges() {
        int alarms = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            MemoryStore store = new MemoryStore();
            LivingModels models = open(RealStream.registry(folder.resolve("r" + seed)), store, ON_ALARM);
            for (RunRecord run : RealStream.shuffled(seed).subList(0, 200)) {
                models.ingest(RealStream.slower(run, 1));
                models.tick();
            }
            alarms += store.events(Kind.DRIFT).size();
        }
        assertTrue(alarms <= 2, alarms + " alarms in " + SEEDS + " streams of five targets");
    }

    @Test
    void aBadChallengerIsWithdrawn() {
        PlannedModel bad = RealStream.model("bad", RealStream.learnt(120), 1.25);
        for (int seed = 0; seed < 5; seed++) {
            ModelRegistry registry = RealStream.registry(folder.resolve("r" + seed));
            MemoryStore store = new MemoryStore();
            LivingModels models = open(registry, store, ON_ALARM);
            registry.assign(
                    RealStream.TIME,
                    Alias.CHALLENGER,
                    registry.register(bad.artifact(), "test").model(),
                    "test");
            for (RunRecord run : RealStream.shuffled(seed).subList(0, 25)) {
                models.ingest(RealStream.slower(run, 1));
                models.tick();
            }
            assertEquals(Optional.empty(), registry.current().version(RealStream.TIME, Alias.CHALLENGER));
            assertEquals(
                    List.of("worse"),
                    store.events(Kind.TRIAL).stream()
                            .map(event -> event.details().get("verdict").asText())
                            .toList());
            assertEquals(List.of(), store.events(Kind.PROMOTION));
        }
    }

    /** Whatever write of the store is the last one of a process, before or after it is done: the next one comes to the same. */
    @Test
    void aKilledProcessLosesNothing() {
        List<RunRecord> runs = slowing(1, 190);
        MemoryStore begin = new MemoryStore();
        work(folder.resolve("begin"), begin, runs.subList(0, CHANGE));
        assertEquals(0, begin.events(Kind.RETRAINING).size());
        MemoryStore whole = begin.copy();
        work(folder.resolve("whole"), whole, runs);
        List<String> expected = told(whole);
        assertTrue(expected.stream().anyMatch(line -> line.startsWith("PROMOTION")), expected::toString);
        Set<Integer> halves = new TreeSet<>();
        for (int write : whole.eventWrites()) {
            halves.add(2 * write);
            halves.add(2 * write + 1);
        }
        for (int last = 2 * whole.writes() - 1; last >= 0; last -= 15) {
            halves.add(last);
        }
        for (int last : halves) {
            MemoryStore store = begin.copy();
            Path registry = folder.resolve("killed" + last);
            store.dieAt(last);
            assertThrows(MemoryStore.Killed.class, () -> work(registry, store, runs), "half write " + last);
            store.dieAt(-1);
            work(registry, store, runs);
            assertEquals(expected, told(store), "killed at half write " + last);
        }
    }

    private static void work(Path folder, RunStore store, List<RunRecord> runs) {
        ModelRegistry registry = RealStream.registry(folder);
        LivingModels models = open(registry, store, ON_ALARM);
        for (RunRecord run : runs) {
            if (store.find(run.id()).isEmpty() || isLast(run, store)) {
                models.ingest(run);
                models.tick();
            }
        }
    }

    private static boolean isLast(RunRecord run, RunStore store) {
        return run.id().equals(store.latest(1).get(0).run().id());
    }

    private static List<String> told(MemoryStore store) {
        return events(store).stream()
                .filter(LivingModelsTest::isOfTime)
                .map(event -> event.kind() + " " + event.text().replaceAll("bench-a@[0-9]+", "bench-a"))
                .toList();
    }

    private static List<StoreEvent> events(RunStore store) {
        List<StoreEvent> events = new ArrayList<>(store.latestEvents(1000));
        Collections.reverse(events);
        return events;
    }

    @Test
    void aRunIsPredictedBeforeItIsLearntFromAndStoredOnce() {
        MemoryStore store = new MemoryStore();
        LivingModels models = open(RealStream.registry(folder.resolve("registry")), store, ON_ALARM);
        RunRecord run = RealStream.slower(RealStream.shuffled(1).get(0), 1);
        IngestedRun first = models.ingest(run);
        assertTrue(first.added());
        assertEquals(
                List.of("seconds_per_scf_iteration", "scf_iterations", "seconds_outside_scf", "peak_memory_per_rank"),
                first.stored().predictions().stream()
                        .map(prediction -> prediction.target().name())
                        .toList());
        for (RunPrediction prediction : first.stored().predictions()) {
            assertTrue(prediction.measured().isPresent(), prediction::toString);
            assertEquals(0.9, prediction.interval().level());
        }
        IngestedRun again = models.ingest(run);
        assertFalse(again.added());
        assertEquals(first.stored(), again.stored());
        assertEquals(1, store.size());
    }

    @Test
    void driftIsReportedForEachTarget() {
        MemoryStore store = new MemoryStore();
        LivingModels models = open(RealStream.registry(folder.resolve("registry")), store, ON_ALARM);
        for (RunRecord run : slowing(2, 200)) {
            models.ingest(run);
        }
        List<SlotDrift> report = models.drift();
        assertEquals(
                List.of("seconds_per_scf_iteration", "scf_iterations", "seconds_outside_scf", "peak_memory_per_rank"),
                report.stream().map(slot -> slot.slot().target().name()).toList());
        SlotDrift time = report.get(0);
        assertEquals("old@1", time.champion().toString());
        assertEquals(1, time.alarms().size());
        assertTrue(Math.abs(time.alarms().get(0).begin() - CHANGE) <= 10, time::toString);
        assertTrue(Math.abs(time.median() - StrictMath.log(1.6)) < 0.1, time::toString);
        assertEquals(List.of(), time.features().orElseThrow().changed(), "runs in random order are alike");
    }

    @Test
    void aMachineWithoutRunsIsRefused() {
        LivingModels models =
                open(RealStream.registry(folder.resolve("registry")), new MemoryStore(), LivingOptions.DEFAULT);
        QePerfException e = assertThrows(QePerfException.class, () -> models.retrain(RealStream.TIME, "because"));
        assertEquals(
                "there is no run of machine bench-a that shows seconds_per_scf_iteration; expected a machine with runs in"
                        + " the store",
                e.getMessage());
        assertEquals(List.of(), models.drift());
        assertEquals(List.of(), models.tick());
    }

    /** From 30 runs on a new fit is tried too, and the better of the two is the challenger. */
    @Test
    void theBetterWayOfTrainingIsTaken() {
        MemoryStore store = new MemoryStore();
        ModelRegistry registry = RealStream.registry(folder.resolve("registry"));
        LivingModels models = open(registry, store, ON_ALARM);
        for (RunRecord run : RealStream.shuffled(3).subList(0, 60)) {
            models.ingest(RealStream.slower(run, 1));
        }
        Retraining training = models.retrain(RealStream.TIME, "because");
        assertEquals(1, training.from());
        assertEquals(60, training.cut());
        assertTrue(training.how().matches(".*corrected by 60 runs, median factor .*"), training.how());
        assertTrue(training.how().matches(".*fitted to 60 runs, median factor .*"), training.how());
        assertEquals(
                training.challenger().map(ModelVersion::model),
                registry.current().version(RealStream.TIME, Alias.CHALLENGER).map(ModelVersion::model));
        models.tick();
        assertEquals(List.of(), store.events(Kind.TRIAL), "nothing that it has learnt from counts");
    }

    /** Whoever promoted, rolled back and challenges again has to prove itself again. */
    @Test
    void anOldVerdictDoesNotDecideANewChallenge() {
        ModelRegistry registry = RealStream.registry(folder.resolve("registry"));
        MemoryStore store = new MemoryStore();
        LivingModels models = open(registry, store, ON_ALARM);
        PlannedModel bad = RealStream.model("bad", RealStream.learnt(120), 1.25);
        ModelVersion worse = registry.register(bad.artifact(), "test");
        ModelVersion old = registry.current().version("old@1");
        registry.assign(RealStream.TIME, Alias.CHAMPION, worse.model(), "test");
        registry.assign(RealStream.TIME, Alias.CHALLENGER, old.model(), "test");
        List<RunRecord> runs = RealStream.shuffled(1);
        send(models, runs.subList(0, 25));
        assertEquals(Optional.of(old), registry.current().version(RealStream.TIME, Alias.CHAMPION));
        registry.rollBack(RealStream.TIME, "a person wants it");
        registry.assign(RealStream.TIME, Alias.CHALLENGER, old.model(), "again");
        assertEquals(List.of(), models.tick());
        assertEquals(Optional.of(worse), registry.current().version(RealStream.TIME, Alias.CHAMPION));
        send(models, runs.subList(25, 40));
        assertEquals(1, store.events(Kind.TRIAL).size());
        send(models, runs.subList(40, 50));
        assertEquals(Optional.of(old), registry.current().version(RealStream.TIME, Alias.CHAMPION));
        assertEquals(2, store.events(Kind.PROMOTION).size());
    }

    private static void send(LivingModels models, List<RunRecord> runs) {
        for (RunRecord run : runs) {
            models.ingest(RealStream.slower(run, 1));
            models.tick();
        }
    }

    /** A challenge does not go on for ever where runs are of too few systems to judge. */
    @Test
    void aChallengerThatCannotBeComparedIsWithdrawn() {
        ModelRegistry registry = RealStream.registry(folder.resolve("registry"));
        MemoryStore store = new MemoryStore();
        LivingModels models = open(
                registry,
                store,
                new LivingOptions("default", 10, 100_000, 2000, 6, 1000, 3, 0.05, 0.05, 10_000, 100, 1));
        PlannedModel bad = RealStream.model("bad", RealStream.learnt(120), 1.25);
        registry.assign(
                RealStream.TIME,
                Alias.CHALLENGER,
                registry.register(bad.artifact(), "test").model(),
                "test");
        send(models, RealStream.shuffled(1).subList(0, 23));
        assertTrue(registry.current().version(RealStream.TIME, Alias.CHALLENGER).isPresent());
        send(models, RealStream.shuffled(1).subList(23, 24));
        assertEquals(Optional.empty(), registry.current().version(RealStream.TIME, Alias.CHALLENGER));
        assertEquals(
                "bad@1 could not be compared with old@1 on later runs",
                registry.history().get(registry.history().size() - 1).reason());
    }

    /** What fails for one slot is told, after the others were looked after. */
    @Test
    void aSlotThatFailsDoesNotKeepOthersFromLearning() {
        MemoryStore store = new MemoryStore();
        LivingModels models =
                open(RealStream.registry(folder.resolve("registry")), store, LivingOptions.DEFAULT.every(10));
        for (RunRecord run : RealStream.shuffled(1).subList(0, 12)) {
            models.ingest(RealStream.slower(run, 1));
        }
        store.refuse(event -> isOfTime(event) && event.kind() == Kind.RETRAINING);
        assertThrows(IllegalStateException.class, models::tick);
        assertEquals(
                List.of("scf_iterations", "seconds_outside_scf", "peak_memory_per_rank"),
                store.events(Kind.RETRAINING).stream()
                        .map(event -> event.slot().orElseThrow().target().name())
                        .toList());
        store.refuse(event -> false);
        assertEquals(List.of(), models.tick(), "the same runs are not tried again");
    }

    /** An unforeseen failure is recorded without its text, and not repeated with the same runs. */
    @Test
    void aTrainingThatFailsIsNotRepeated() {
        AtomicBoolean broken = new AtomicBoolean();
        FeatureExtractor extractor = (FeatureExtractor) Proxy.newProxyInstance(
                FeatureExtractor.class.getClassLoader(),
                new Class<?>[] {FeatureExtractor.class},
                (proxy, method, arguments) -> {
                    if (broken.get() && method.getName().equals("restore")) {
                        throw new UnsupportedOperationException("/a/path of this machine");
                    }
                    return method.invoke(RealStream.EXTRACTOR, arguments);
                });
        MemoryStore store = new MemoryStore();
        LivingModels models = LivingModels.open(
                RealStream.registry(folder.resolve("registry")),
                store,
                extractor,
                RealStream.CATALOGUE,
                LivingOptions.DEFAULT.every(10),
                CLOCK);
        for (RunRecord run : RealStream.shuffled(1).subList(0, 12)) {
            models.ingest(RealStream.slower(run, 1));
        }
        broken.set(true);
        RuntimeException e = assertThrows(IllegalStateException.class, models::tick);
        assertEquals("training for seconds_per_scf_iteration on bench-a failed", e.getMessage());
        assertEquals(3, e.getSuppressed().length);
        assertEquals(4, store.events(Kind.RETRAINING).size());
        assertEquals(
                "trained nothing: the training failed, UnsupportedOperationException",
                store.events(Kind.RETRAINING).get(0).text());
        assertEquals(List.of(), models.tick());
    }

    @Test
    void onlyTheLastRunsAreLearntFromAndRemembered() {
        LivingOptions few = ON_ALARM.most(20, 30);
        MemoryStore store = new MemoryStore();
        ModelRegistry registry = RealStream.registry(folder.resolve("registry"));
        LivingModels models = open(registry, store, few);
        for (RunRecord run : RealStream.shuffled(3).subList(0, 60)) {
            models.ingest(RealStream.slower(run, 1));
        }
        Retraining training = models.retrain(RealStream.TIME, "because");
        assertEquals(41, training.from());
        assertEquals(60, training.cut());
        assertEquals(20, training.runs());
        assertEquals(30, open(registry, store, few).drift().get(0).errors());
    }

    /** Somebody else's version with a higher number is no obstacle. */
    @Test
    void aVersionThatIsThereIsNotMadeAgain() {
        MemoryStore store = new MemoryStore();
        ModelRegistry registry = RealStream.registry(folder.resolve("registry"));
        LivingModels models = open(registry, store, ON_ALARM);
        for (RunRecord run : RealStream.shuffled(3).subList(0, 12)) {
            models.ingest(RealStream.slower(run, 1));
        }
        String name = "seconds-per-scf-iteration-bench-a";
        registry.register(RealStream.model(name, "3", RealStream.learnt(120), 1).artifact(), "an upload");
        assertEquals(
                name + "@4",
                models.retrain(RealStream.TIME, "because")
                        .challenger()
                        .orElseThrow()
                        .model()
                        .toString());
    }

    /** Asking writes nothing, also where another model answers now, and asks the store nothing that it has told. */
    @Test
    void askingForDriftIsCheap() {
        MemoryStore store = new MemoryStore();
        ModelRegistry registry = RealStream.registry(folder.resolve("registry"));
        LivingModels models = open(registry, store, ON_ALARM);
        for (RunRecord run : slowing(2, 200)) {
            models.ingest(run);
        }
        List<SlotDrift> report = models.drift();
        int finds = store.finds();
        int writes = store.writes();
        assertEquals(report, models.drift());
        registry.withdraw(RealStream.TIME, Alias.CHAMPION, "test");
        models.drift();
        assertEquals(finds, store.finds());
        assertEquals(writes, store.writes());
    }

    @Test
    void oneLearnsFromAStoreAtATime() {
        Path file = folder.resolve("runs.db");
        ModelRegistry registry = RealStream.registry(folder.resolve("registry"));
        try (RunStore one = JdbcRunStore.open(file);
                RunStore two = JdbcRunStore.open(file)) {
            LivingModels models = open(registry, one, ON_ALARM);
            assertEquals(
                    file
                            + " is in use by another qeperf that learns from its runs; expected one at a time: stop it or use"
                            + " another store",
                    assertThrows(QePerfException.class, () -> open(registry, two, ON_ALARM))
                            .getMessage());
            models.close();
            open(registry, two, ON_ALARM).close();
        }
    }
}
