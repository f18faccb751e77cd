package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.BatchScript;

/** Nothing is submitted twice, and one broken job stops no other. */
class RecoveryTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private Path path;
    private final FakeBatch batch = new FakeBatch();
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void store() throws Exception {
        path = Files.createDirectories(folder.resolve("store"));
    }

    private static LoopOptions options(Duration lost, Duration submitting, Duration patience) {
        return new LoopOptions(
                3, 100, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ZERO, 3, lost, submitting, patience);
    }

    private static LoopOptions quick() {
        return options(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20));
    }

    private JobLoop loop(JobStore store, LoopOptions options, BatchSystem system) {
        return new JobLoop(store, system, options, lines::add, BatchScript::write, terms -> {
            throw new QePerfException("no models");
        });
    }

    private JobRecord follow() throws InterruptedException {
        try (JobStore store = JobStore.open(path)) {
            loop(store, quick(), batch).run();
        }
        return ExampleJob.list(path).get(0);
    }

    /** As a process leaves a job that is killed before it hears the id. */
    private Path begun(Instant when) throws Exception {
        JobRecord job = ExampleJob.add(path);
        try (JobStore store = JobStore.open(path)) {
            Path attempt = store.newAttempt(job, 1, "");
            store.save(job.with(new Attempt(
                    1,
                    when,
                    job.job().resources(),
                    "as predicted",
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty())));
            return attempt;
        }
    }

    @Test
    void aForgottenJobIsKnownByWhatItsScriptPrinted() throws Exception {
        Path attempt = begun(Instant.EPOCH);
        batch.forgets = true;
        Files.writeString(attempt.resolve("pw.out"), ExampleJob.done(30));
        Files.writeString(attempt.resolve("slurm-9.out"), "");
        Files.writeString(attempt.resolve("slurm-100.out"), "");
        batch.next("", "gone").submit(attempt.resolve(JobStore.SCRIPT), attempt);
        JobRecord job = follow();
        assertEquals(Optional.of("100"), job.lastAttempt().flatMap(Attempt::jobId));
        assertEquals(JobEnd.DONE, job.verdict().orElseThrow().kind());
        assertEquals(1, batch.scripts.size());
    }

    @Test
    void aForgottenJobWithoutAnIdEndsAsItsOutputTells() throws Exception {
        Path attempt = begun(Instant.EPOCH);
        Files.writeString(attempt.resolve("pw.out"), ExampleJob.done(30));
        assertEquals(JobEnd.DONE, follow().verdict().orElseThrow().kind());
        assertEquals(List.of(), batch.scripts);
    }

    @Test
    void aForgottenJobThatWroteNothingIsSubmittedAgainOnceNobodyCanBeSubmittingIt() throws Exception {
        begun(Instant.now());
        batch.next(ExampleJob.done(30), "COMPLETED");
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = loop(store, options(LONG, LONG, LONG), batch);
            assertEquals(1, loop.round());
            assertEquals(1, loop.round());
            assertEquals(List.of(), batch.scripts);
        }
        assertEquals(JobEnd.DONE, follow().verdict().orElseThrow().kind());
    }

    /** The command may have begun long before it failed. */
    @Test
    void afterASubmissionWithoutAnswerItIsLookedForFirst() throws Exception {
        ExampleJob.add(path);
        batch.refusal = Optional.of(new NoAnswerException("sbatch did not end within 120 s", true));
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = loop(store, options(LONG, LONG, LONG), batch);
            assertThrows(RuntimeException.class, loop::round);
            batch.refusal = Optional.empty();
            for (int i = 0; i < 4; i++) {
                assertEquals(1, loop.round());
            }
        }
        assertEquals(List.of(), batch.scripts);
    }

    @Test
    void withoutAnIdItIsNeverSubmittedAgain() throws Exception {
        ExampleJob.add(path);
        batch.refusal = Optional.of(new NoIdException("sbatch printed 'ok'; expected the job's id"));
        assertEquals(
                new JobRecord.Verdict(JobEnd.REFUSED, "sbatch printed 'ok'; expected the job's id"),
                follow().verdict().orElseThrow());
        assertEquals(List.of("000001 refused: sbatch printed 'ok'; expected the job's id"), lines);
    }

    @Test
    void aJobIsNotLostAfterAMoment() throws Exception {
        ExampleJob.add(path);
        batch.next("", "gone");
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = loop(store, options(LONG, LONG, LONG), batch);
            for (int i = 0; i < 20; i++) {
                assertEquals(1, loop.round());
            }
        }
        assertFalse(
                ExampleJob.list(path).get(0).lastAttempt().orElseThrow().end().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "REVOKED"})
    void aLostJobThatHadStartedIsNotSubmittedAgain(String word) throws Exception {
        ExampleJob.add(path);
        batch.next(ExampleJob.BEGUN, "RUNNING", word);
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = loop(store, quick(), batch);
            loop.round();
            Files.writeString(path.resolve("jobs/000001/1/pw.out"), ExampleJob.BEGUN);
            loop.run();
        }
        assertEquals(
                "lost; it has written into its folder, so it is not submitted again",
                ExampleJob.list(path).get(0).verdict().orElseThrow().reason());
        assertEquals(1, batch.scripts.size());
    }

    private static BatchSystem nothing(String message) {
        return new FakeBatch() {
            @Override
            public String submit(Path script, Path directory) {
                throw new NoAnswerException(message, false);
            }

            @Override
            public Map<String, JobStatus> states(Map<String, Path> jobs) {
                throw new QePerfException(message);
            }
        };
    }

    /** Patience counts from the first question without an answer, and no job is refused for it. */
    @Test
    void withoutABatchSystemItEndsSoon() throws Exception {
        ExampleJob.add(path);
        long before = System.nanoTime();
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = loop(
                    store, options(Duration.ZERO, LONG, Duration.ofMillis(300)), nothing("sbatch cannot be started"));
            QePerfException e = assertThrows(QePerfException.class, loop::run);
            assertEquals("sbatch cannot be started", e.getMessage());
        }
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertTrue(millis >= 300 && millis < 10_000, millis + " ms");
        assertEquals(List.of(), ExampleJob.list(path).get(0).attempts());
    }

    @Test
    void submittedMeanwhileItIsLeftAlone() throws Exception {
        ExampleJob.add(path);
        batch.next(ExampleJob.done(30), "COMPLETED");
        JobRecord ended = follow();
        try (JobStore store = JobStore.open(path)) {
            assertEquals(ended, loop(store, quick(), batch).submitNow("000001"));
        }
        assertEquals(1, batch.scripts.size());
    }

    /** Somebody who found the store locked leaves the job to whoever holds it. */
    @Test
    void aJobThatComesAtTheLastMomentIsFollowed() throws Exception {
        ExampleJob.add(path);
        batch.next(ExampleJob.done(30), "COMPLETED").next(ExampleJob.done(31), "COMPLETED");
        JobLoop.follow(path, batch, quick(), line -> {
            lines.add(line);
            if (line.equals("000001 attempt 1 ended: done")) {
                try {
                    ExampleJob.add(path);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        assertTrue(lines.contains("000002 attempt 1 ended: done"), lines.toString());
    }

    @Test
    void aBrokenJobStopsNoOther() throws Exception {
        ExampleJob.add(path);
        ExampleJob.add(path);
        ExampleJob.add(path);
        Files.writeString(path.resolve("jobs/000001/job.json"), "{");
        Files.writeString(
                path.resolve("jobs/000002/job.json"),
                Files.readString(path.resolve("jobs/000002/job.json")).replace("000002", "../../evil"));
        Files.createDirectories(path.resolve("jobs/000009"));
        Files.createDirectories(path.resolve("jobs/7"));
        Files.createSymbolicLink(path.resolve("jobs/000008"), folder);
        batch.next(ExampleJob.done(30), "RUNNING", "COMPLETED");
        try (JobStore store = JobStore.open(path)) {
            loop(store, quick(), batch).run();
        }
        Path jobs = path.toRealPath().resolve("jobs");
        assertEquals(
                List.of(
                        jobs + "/000001/job.json: this is not JSON; expected a job as qeperf wrote it",
                        jobs
                                + "/000002/job.json: 'id' is not the name of its folder; expected a job as qeperf wrote it",
                        jobs + "/000009/job.json: cannot be read; expected a job as qeperf wrote it",
                        "000003 submitted as 100, as predicted",
                        "000003 RUNNING",
                        "000003 COMPLETED",
                        "000003 attempt 1 ended: done"),
                lines);
        assertFalse(Files.exists(folder.resolve("evil")));
        assertEquals("000010", ExampleJob.add(path).id());
    }

    @Test
    void whatCannotBeReadIsThatJobsMessage() throws Exception {
        ExampleJob.add(path);
        ExampleJob.add(path);
        batch.next("", "RUNNING", "FAILED").next(ExampleJob.done(30), "RUNNING", "COMPLETED");
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = loop(store, quick(), batch);
            loop.round();
            // no file can be renamed to a folder that is not empty
            Files.createDirectories(path.resolve("jobs/000001/1/sacct.txt/x"));
            loop.run();
        }
        List<JobRecord> jobs = ExampleJob.list(path);
        String reason = jobs.get(0).verdict().orElseThrow().reason();
        assertTrue(reason.startsWith("failed: its folder cannot be read: "), reason);
        assertEquals(JobEnd.DONE, jobs.get(1).verdict().orElseThrow().kind());
    }

    @Test
    void onlyRegularFilesAreRead() throws Exception {
        ExampleJob.add(path);
        batch.next("", "RUNNING", "FAILED");
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = loop(store, quick(), batch);
            loop.round();
            Path attempt = path.resolve("jobs/000001/1");
            Files.createDirectories(attempt.resolve("tmp.out"));
            assertEquals(
                    0,
                    new ProcessBuilder("mkfifo", attempt.resolve("pipe.out").toString())
                            .start()
                            .waitFor());
            Files.writeString(attempt.resolve("a.err"), "no\nsuch \u001b[2Jthing\n");
            loop.run();
        }
        assertEquals(
                "failed: no such ?[2Jthing",
                ExampleJob.list(path).get(0).verdict().orElseThrow().reason());
    }

    @Test
    void aJobIsCancelledOnceUntilSomethingChanges() throws Exception {
        ExampleJob.add(path);
        List<String> asked = new ArrayList<>();
        FakeBatch deaf = new FakeBatch() {
            @Override
            public void cancel(String id, Path directory) {
                asked.add(id + " " + directory.getFileName());
            }
        };
        deaf.next(
                "", "RUNNING", "RUNNING", "RUNNING", "RUNNING", "COMPLETING", "COMPLETING", "COMPLETING", "CANCELLED");
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = loop(store, quick(), deaf);
            loop.round();
            JobStore.cancel(path, "000001", new FakeBatch());
            loop.run();
        }
        assertEquals(List.of("100 1", "100 1"), asked);
        QePerfException e = assertThrows(QePerfException.class, () -> JobStore.cancel(path, "000001", deaf));
        assertEquals("000001 has ended: cancelled; expected one that has not", e.getMessage());
    }

    @Test
    void aLongHistoryKeepsItsEnd() throws Exception {
        ExampleJob.add(path);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 199; i++) {
            words.add(i % 2 == 0 ? "PENDING/Priority" : "RUNNING");
        }
        words.add("PENDING/PartitionConfig");
        words.addAll(List.of("RUNNING", "RUNNING", "RUNNING", "COMPLETED"));
        batch.next(ExampleJob.done(30), words.toArray(new String[0]));
        LoopOptions patient =
                new LoopOptions(3, 100, Duration.ofMillis(1), Duration.ofMillis(2), LONG, 3, LONG, LONG, LONG);
        try (JobStore store = JobStore.open(path)) {
            loop(store, patient, batch).run();
        }
        JobRecord job = ExampleJob.list(path).get(0);
        assertEquals(JobEnd.DONE, job.verdict().orElseThrow().kind());
        List<Attempt.Seen> history = job.attempts().get(0).history();
        assertEquals(200, history.size());
        assertEquals("COMPLETED", history.get(199).state().word());
    }

    @Test
    void textsOfCommandsAreOneLine() throws Exception {
        ExampleJob.add(path);
        batch.refusal = Optional.of(new BusyException("full\n\u001b[2Jreally"));
        try (JobStore store = JobStore.open(path)) {
            assertEquals(1, loop(store, quick(), batch).round());
        }
        assertEquals(List.of("waits until the batch system takes more jobs: full ?[2Jreally"), lines);
        assertEquals(List.of(), ExampleJob.list(path).get(0).attempts());
    }

    @Test
    void aFolderThatNoListCanShowIsRefused() {
        Path strange = folder.resolve("a\nb");
        QePerfException e =
                assertThrows(QePerfException.class, () -> JobStore.open(strange).close());
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "a b' has a control character in its name; expected none, which batch systems cannot list"),
                e.getMessage());
    }

    @Test
    void aStoreMayBeBehindALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), path);
        assertEquals("000001", ExampleJob.add(link).id());
        try (JobStore store = JobStore.open(link)) {
            assertEquals(path.toRealPath(), store.folder());
        }
    }
}
