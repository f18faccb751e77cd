package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;

/** Ends that a real batch system does not make at will. */
class JobLoopTest {

    private static final LoopOptions QUICK = new LoopOptions(
            3,
            100,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ZERO,
            3,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(20));

    @TempDir
    private Path folder;

    private Path path;
    private final FakeBatch batch = new FakeBatch();
    private final List<String> lines = new ArrayList<>();

    /** No model knows the input. */
    private LayoutSearch.Predictors predictors = terms -> {
        throw new QePerfException("no models");
    };

    @BeforeEach
    void store() throws Exception {
        path = Files.createDirectories(folder.resolve("store"));
    }

    private JobRecord follow() throws InterruptedException {
        return follow(QUICK);
    }

    private JobRecord follow(LoopOptions options) throws InterruptedException {
        try (JobStore store = JobStore.open(path)) {
            new JobLoop(store, batch, options, lines::add, BatchScript::write, predictors).run();
        }
        return ExampleJob.list(path).get(0);
    }

    private static List<JobEnd> ends(JobRecord job) {
        return job.attempts().stream()
                .map(attempt -> attempt.end().orElseThrow().kind())
                .toList();
    }

    private static String reason(JobRecord job) {
        return job.verdict().orElseThrow().reason();
    }

    @Test
    void aJobThatEndsWellIsHarvested() throws Exception {
        ExampleJob.add(path);
        JobRecord job = follow(
                QUICK, batch.next(ExampleJob.done(30), "PENDING/Priority", "RUNNING", "COMPLETING", "COMPLETED"));
        assertEquals(List.of(JobEnd.DONE), ends(job));
        assertEquals(
                List.of("PENDING", "RUNNING", "COMPLETING", "COMPLETED"),
                job.attempts().get(0).history().stream()
                        .map(seen -> seen.state().word())
                        .toList());
        RunRecord run = RunSet.read(path.resolve("runs.jsonl")).runs().get(0);
        assertEquals("jobs/000001/1/pw.out", run.origin().source());
        assertEquals("1", run.labels().get("attempt"));
        assertEquals("bench", run.place().machine().orElseThrow().name());
        assertEquals(Optional.of("COMPLETED"), run.place().job().orElseThrow().state());
        assertEquals(OptionalLong.of(5), run.place().job().orElseThrow().elapsedSeconds());
        assertEquals(
                OptionalDouble.of(30),
                job.lastAttempt()
                        .orElseThrow()
                        .end()
                        .orElseThrow()
                        .measured()
                        .orElseThrow()
                        .seconds());
        assertEquals(
                List.of(
                        "000001 submitted as 100, as predicted",
                        "000001 PENDING (Priority)",
                        "000001 RUNNING",
                        "000001 COMPLETING",
                        "000001 COMPLETED",
                        "000001 attempt 1 ended: done"),
                lines);
    }

    private JobRecord follow(LoopOptions options, FakeBatch planned) throws InterruptedException {
        assertEquals(batch, planned);
        return follow(options);
    }

    @ParameterizedTest
    @CsvSource({"NODE_FAIL/NodeDown, NODE_FAILURE", "BOOT_FAIL, BOOT_FAILURE", "PREEMPTED, PREEMPTED"})
    void badLuckIsTriedAgainWithTheSameRequest(String word, JobEnd end) throws Exception {
        ExampleJob.add(path);
        batch.next(ExampleJob.BEGUN, "RUNNING", word).next(ExampleJob.done(30), "COMPLETED");
        JobRecord job = follow();
        assertEquals(List.of(end, JobEnd.DONE), ends(job));
        assertEquals(job.attempts().get(0).resources(), job.attempts().get(1).resources());
        assertEquals(end + ": the same again", job.attempts().get(1).why());
    }

    /** As a preempted or requeued job of a real Slurm is, whose id stays. */
    @Test
    void aJobThatGoesBackIntoTheQueueIsWaitedFor() throws Exception {
        ExampleJob.add(path);
        batch.next(
                ExampleJob.done(30), "RUNNING", "PREEMPTED", "PENDING/BeginTime", "RUNNING", "NODE_FAIL", "COMPLETED");
        assertEquals(List.of(JobEnd.DONE), ends(follow()));
        assertEquals(1, batch.scripts.size());
    }

    @Test
    void unknownWordsAreNoEnd() throws Exception {
        ExampleJob.add(path);
        JobRecord job = follow(QUICK, batch.next(ExampleJob.done(30), "TELEPORTING", "COMPLETED"));
        assertEquals(
                "TELEPORTING", job.attempts().get(0).history().get(0).state().word());
        assertEquals(List.of(JobEnd.DONE), ends(job));
    }

    @Test
    void aJobThatNobodyKnowsIsLostOrHasEnded() throws Exception {
        ExampleJob.add(path);
        batch.next("", "RUNNING", "gone").next("", "gone").next("", "gone");
        JobRecord job = follow();
        assertEquals(List.of(JobEnd.LOST, JobEnd.LOST, JobEnd.LOST), ends(job));
        assertEquals("lost; given up after 3 attempts", reason(job));
    }

    @Test
    void anOutputTellsTheEndOfAForgottenJob() throws Exception {
        ExampleJob.add(path);
        batch.next("", "gone");
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = new JobLoop(store, batch, QUICK, lines::add);
            assertEquals(1, loop.round());
            Files.writeString(path.resolve("jobs/000001/1/pw.out"), ExampleJob.done(20));
            loop.run();
        }
        assertEquals(List.of(JobEnd.DONE), ends(ExampleJob.list(path).get(0)));
    }

    @Test
    void aTimeLimitIsTriedAgainWithMoreTime() throws Exception {
        ExampleJob.add(
                path, ExampleJob.job(OptionalLong.empty(), false, 60), ExampleJob.terms(OptionalDouble.of(3600)));
        batch.next(ExampleJob.BEGUN, "TIMEOUT").next(ExampleJob.done(100), "COMPLETED");
        JobRecord job = follow();
        assertEquals(List.of(JobEnd.TIME_LIMIT, JobEnd.DONE), ends(job));
        // of the runs that take more than 62 s, 95 of 100 take less than 156 s
        assertEquals(180, job.attempts().get(1).resources().seconds().orElse(0));
        assertEquals(
                "time limit: more than 1 min 2 s, so 3 min",
                job.attempts().get(1).why());
        assertTrue(batch.scripts.get(1).contains("\n#SBATCH --time=00:03:00\n"), batch.scripts.get(1));
    }

    @Test
    void givesUpAtTheLongestTime() throws Exception {
        ExampleJob.add(path, ExampleJob.job(OptionalLong.empty(), false, 60), ExampleJob.terms(OptionalDouble.of(60)));
        batch.next(ExampleJob.BEGUN, "TIMEOUT");
        assertEquals(
                "time limit: sacct.txt:2: TIMEOUT; 1 min is the longest time there is, and another layout cannot be looked for:"
                        + " no models",
                reason(follow()));
    }

    @Test
    void aFasterLayoutIsTakenAtTheLongestTime() throws Exception {
        predictors = LayoutSearch.Predictors.shipped();
        ExampleJob.add(
                path, ExampleJob.job(OptionalLong.of(1 << 30), false, 60), ExampleJob.terms(OptionalDouble.of(60)));
        batch.next(ExampleJob.BEGUN, "TIMEOUT").next(ExampleJob.done(30), "COMPLETED");
        JobRecord job = follow();
        assertEquals(List.of(JobEnd.TIME_LIMIT, JobEnd.DONE), ends(job));
        assertNotEquals(Layout.serial(), job.forecast().layout());
        Resources second = job.attempts().get(1).resources();
        assertEquals(job.forecast().layout().tasksPerNode(), second.tasksPerNode());
        assertEquals(60, second.seconds().orElse(0));
        assertEquals(
                "time limit at the limit: " + job.forecast().layout(),
                job.attempts().get(1).why());
        assertEquals(
                List.of("pw.x", "-nk", Integer.toString(job.forecast().layout().pools())),
                job.job().command().words().subList(0, 3));
        assertEquals(
                1, job.job().command().words().stream().filter("-nk"::equals).count());
    }

    @Test
    void aLeanerLayoutIsTakenWhereANodeHasNoMore() throws Exception {
        predictors = LayoutSearch.Predictors.shipped();
        ExampleJob.add(path, ExampleJob.job(OptionalLong.empty(), true, 60), ExampleJob.terms(OptionalDouble.of(600)));
        batch.next(ExampleJob.BEGUN, "OUT_OF_MEMORY").next(ExampleJob.done(30), "COMPLETED");
        JobRecord job = follow();
        assertEquals(List.of(JobEnd.OUT_OF_MEMORY, JobEnd.DONE), ends(job));
        assertNotEquals(Layout.serial(), job.forecast().layout());
        assertEquals(OptionalLong.empty(), job.attempts().get(1).resources().memoryBytesPerNode());
    }

    @Test
    void anOutOfMemoryIsTriedAgainWithMore() throws Exception {
        ExampleJob.add(path);
        batch.next(ExampleJob.BEGUN, "OUT_OF_MEMORY").next(ExampleJob.done(30), "COMPLETED");
        JobRecord job = follow();
        assertEquals(List.of(JobEnd.OUT_OF_MEMORY, JobEnd.DONE), ends(job));
        long second = job.attempts().get(1).resources().memoryBytesPerNode().orElse(0);
        assertTrue(second >= 2.5 * (1L << 30) && second % (1 << 20) == 0, "asked for " + second);
        assertEquals(
                "out of memory: more than 2.0 GB of each node, so " + Quantities.bytes(second),
                job.attempts().get(1).why());
    }

    @Test
    void givesUpWhereANodeHasNoMore() throws Exception {
        ExampleJob.add(path, ExampleJob.job(OptionalLong.empty(), true, 60), ExampleJob.terms(OptionalDouble.of(60)));
        batch.next(ExampleJob.BEGUN, "OUT_OF_MEMORY");
        assertEquals(
                "out of memory: sacct.txt:2: OUT_OF_MEMORY; a node has no more than 16.0 GB, and another layout cannot be looked"
                        + " for: no models",
                reason(follow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELLED by 1000", "FAILED/NonZeroExitCode", "DEADLINE"})
    void whatSomebodyWantedOrTheProgramRefusedIsNotTriedAgain(String word) throws Exception {
        ExampleJob.add(path);
        JobRecord job = follow(QUICK, batch.next("", "RUNNING", word));
        assertEquals(1, job.attempts().size());
        assertEquals(
                SlurmStates.of(word.split("/")[0], "").end(),
                Optional.of(ends(job).get(0)));
    }

    @Test
    void aJobThatNeverStartsIsTakenBack() throws Exception {
        ExampleJob.add(path);
        JobRecord job = follow(QUICK, batch.next("", "PENDING/Priority", "PENDING/PartitionTimeLimit"));
        assertEquals("never starts (PartitionTimeLimit)", reason(job));
        assertEquals(List.of("100"), batch.cancelled);
    }

    @Test
    void tellsOfAJobThatNeverStartsBeforeItIsTakenBack() throws Exception {
        ExampleJob.add(path);
        LoopOptions patient = new LoopOptions(
                3,
                100,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(300),
                3,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(20));
        follow(patient, batch.next("", "PENDING/BadConstraints"));
        assertTrue(lines.contains("000001 will never start like this: BadConstraints"), lines.toString());
    }

    @Test
    void aRefusedJobEndsAfterThreeTries() throws Exception {
        ExampleJob.add(path);
        batch.refusal = Optional.of(new QePerfException("sbatch failed: no such partition"));
        JobRecord job = follow();
        assertEquals("sbatch failed: no such partition", reason(job));
        assertEquals(JobEnd.REFUSED, job.verdict().orElseThrow().kind());
        assertEquals(List.of(), job.attempts());
    }

    @Test
    void aSilentBatchSystemIsWaitedFor() throws Exception {
        ExampleJob.add(path);
        batch.next(ExampleJob.done(30), "RUNNING", "COMPLETED");
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = new JobLoop(store, batch, QUICK, line -> {
                lines.add(line);
                if (line.endsWith("RUNNING")) {
                    batch.silent = 3;
                }
            });
            loop.run();
        }
        assertTrue(
                lines.contains("the batch system does not answer, which is waited for: no controller"),
                lines.toString());
        assertEquals(List.of(JobEnd.DONE), ends(ExampleJob.list(path).get(0)));
    }

    @Test
    void cancelledJobsEndWhetherTheyWereSubmittedOrNot() throws Exception {
        ExampleJob.add(path);
        ExampleJob.add(path);
        batch.next("", "RUNNING");
        LoopOptions one = new LoopOptions(
                3,
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ZERO,
                3,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(20));
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = new JobLoop(store, batch, one, lines::add);
            loop.round();
            JobStore.cancel(path, "000001", batch);
            JobStore.cancel(path, "000002", batch);
            loop.run();
        }
        assertEquals("cancelled", reason(ExampleJob.list(path).get(0)));
        assertEquals(
                "cancelled before it was submitted",
                reason(ExampleJob.list(path).get(1)));
        QePerfException e = assertThrows(QePerfException.class, () -> JobStore.cancel(path, "7", batch));
        assertEquals(path + " has no job '7'; expected one that it lists", e.getMessage());
    }

    @Test
    void interruptedItGoesOnLater() throws Exception {
        ExampleJob.add(path);
        batch.next(ExampleJob.done(30), "RUNNING", "COMPLETED");
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = new JobLoop(
                    store, batch, QUICK, line -> Thread.currentThread().interrupt());
            assertThrows(InterruptedException.class, loop::run);
        }
        JobRecord job = follow();
        assertEquals(List.of(JobEnd.DONE), ends(job));
        assertEquals(1, batch.scripts.size());
    }

    /** The process was killed between the submission and the note of it. */
    @Test
    void aJobWhoseIdWasNotNotedIsFound() throws Exception {
        JobRecord job = ExampleJob.add(path);
        try (JobStore store = JobStore.open(path)) {
            Path attempt = store.newAttempt(job, 1, "");
            store.save(job.with(new Attempt(
                    1,
                    java.time.Instant.now(),
                    job.job().resources(),
                    "as predicted",
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty())));
            batch.next(ExampleJob.done(30), "COMPLETED").submit(attempt.resolve(JobStore.SCRIPT), attempt);
        }
        assertEquals(List.of(JobEnd.DONE), ends(follow()));
        assertEquals(1, batch.scripts.size());
    }

    @Test
    void whatJobsTeachChangesTheNextRequest() throws Exception {
        for (int i = 0; i < 4; i++) {
            ExampleJob.add(path);
        }
        LoopOptions one = new LoopOptions(
                3,
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ZERO,
                3,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(20));
        for (double seconds : new double[] {200, 210, 190, 205}) {
            batch.next(ExampleJob.done(seconds), "COMPLETED");
        }
        follow(one);
        List<Long> asked = ExampleJob.list(path).stream()
                .map(job -> job.attempts().get(0).resources().seconds().orElse(0))
                .toList();
        assertEquals(List.of(120L, 120L, 120L), asked.subList(0, 3));
        assertTrue(asked.get(3) >= 300, asked.toString());
        assertEquals(
                "time of 3 runs here: 5.00 x predicted",
                ExampleJob.list(path).get(3).attempts().get(0).why());
    }
}
