package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;
import org.qeperf.runtime.jobs.PlannedJob;
import org.qeperf.train.Helium;

class SubmissionTest {

    private static final String CLUSTER = """
            {"format": "qeperf-cluster/1", "name": "box", "title": "Box", "site": "Here", "checked": "2026-11-21",
             "sources": {"s": "https://example.org"},
             "scheduler": ["slurm", "s"], "launcher": ["mpirun", "s"], "accounting_unit": ["core-hour", "s"],
             "node_types": [{"name": "plain", "nodes": [100, "s"], "cores": [16, "s"], "memory": ["2 GiB", "s"]}],
             "partitions": [{"name": "main", "node_type": "plain", "default": true, "min_nodes": [2, "s"], "max_nodes": [4, "s"], "max_cores": [48, "s"],
               "max_time": ["1 h", "s"], "exclusive": [false, "s"]}],
             "software": []}
            """;

    @TempDir
    private Path folder;

    private final FakeBatch batch = new FakeBatch();
    private SimulationFiles files;
    private JobOptions options;
    private PlannedJob planned;

    @BeforeEach
    void plan() throws Exception {
        Path input = Files.writeString(folder.resolve("he 1.in"), ExampleJob.INPUT.replace("../pseudo", "/nowhere"));
        Path pseudo = Files.createDirectories(folder.resolve("pp"));
        Files.writeString(pseudo.resolve("He.UPF"), Helium.PSEUDOPOTENTIAL);
        files = new SimulationFiles(input, List.of(pseudo), Optional.of("6.7"));
        Destination main = Cluster.read(Files.writeString(folder.resolve("box.json"), CLUSTER))
                .destination(Optional.empty());
        RunPredictor predictor = RunPredictor.load(main.machine(), 1);
        options = JobOptions.of("he", input.toString()).withSeconds(90);
        planned = new JobPlanner(predictor).plan(predictor.read(files), new Layout(2, 1, 1, 1), main, options);
    }

    @Test
    void putsAllThatAJobNeedsIntoTheStore() throws Exception {
        Path store = folder.resolve("store");
        JobRecord job = new Submission(store, batch.next("", "RUNNING")).submit(planned, options, files);
        assertEquals("100", job.lastAttempt().flatMap(Attempt::jobId).orElse(""));
        assertEquals(List.of(job), ExampleJob.list(store));
        Path attempt = store.toRealPath().resolve("jobs/000001/1");
        assertEquals(attempt, batch.folders.get("100"));
        assertTrue(Files.readString(attempt.resolve("pw.in")).contains("../pseudo"));
        assertEquals(
                Helium.PSEUDOPOTENTIAL,
                Files.readString(attempt.resolve("../pseudo/He.UPF").normalize()));
        assertTrue(batch.scripts.get(0).endsWith("-nk 1 -in pw.in > pw.out\n"), batch.scripts.get(0));
        assertEquals(OptionalDouble.of(3600), job.terms().maxSeconds());
        assertEquals(2, job.terms().minNodes());
        assertEquals(4, job.terms().maxNodes());
        assertEquals(48, job.terms().maxCores());
        assertTrue(job.terms().ownSeconds() && !job.terms().ownMemory());
        assertEquals(planned.forecast().time().totalSeconds(), job.forecast().seconds());
        assertEquals(
                planned.forecast().time().totalSeconds().interval().upper(),
                job.forecast().secondsTable().distribution().quantile(0.95),
                1e-9);
        assertEquals(
                planned.forecast().memory().perNode().interval().upper(),
                job.forecast().bytesTable().distribution().quantile(0.95),
                1e-3);
    }

    @Test
    void aRefusalIsToldAtOnce() {
        Path store = folder.resolve("store");
        batch.refusal = Optional.of(new QePerfException("sbatch failed: invalid account"));
        QePerfException e =
                assertThrows(QePerfException.class, () -> new Submission(store, batch).submit(planned, options, files));
        assertEquals("sbatch failed: invalid account", e.getMessage());
        assertEquals(
                JobEnd.REFUSED,
                ExampleJob.list(store).get(0).verdict().orElseThrow().kind());
    }

    @Test
    void aFullQueueLeavesTheJobToWhoeverFollows() throws Exception {
        Path store = folder.resolve("store");
        batch.refusal = Optional.of(new BusyException("sbatch failed: QOSMaxSubmitJobPerUserLimit"));
        JobRecord job = new Submission(store, batch).submit(planned, options, files);
        assertEquals(List.of(), job.attempts());
        assertEquals(List.of(job), ExampleJob.list(store));
    }

    @Test
    void aSubmissionWithoutAnswerLeavesTheJobToWhoeverFollows() throws Exception {
        Path store = folder.resolve("store");
        batch.refusal = Optional.of(new NoAnswerException("sbatch did not end within 120 s", true));
        assertEquals(
                Optional.empty(),
                new Submission(store, batch).submit(planned, options, files).lastAttempt());
        JobRecord noted = ExampleJob.list(store).get(0);
        assertEquals(Optional.of(Optional.empty()), noted.lastAttempt().map(Attempt::jobId));
    }

    @Test
    void withoutABatchSystemTheJobIsRefused() {
        Path store = folder.resolve("store");
        batch.refusal = Optional.of(new NoAnswerException("sbatch cannot be started", false));
        QePerfException e =
                assertThrows(QePerfException.class, () -> new Submission(store, batch).submit(planned, options, files));
        assertEquals("sbatch cannot be started", e.getMessage());
        assertEquals(
                new JobRecord.Verdict(JobEnd.REFUSED, "sbatch cannot be started"),
                ExampleJob.list(store).get(0).verdict().orElseThrow());
    }

    @Test
    void whoeverFollowsSubmits() throws Exception {
        Path store = folder.resolve("store");
        try (JobStore held = JobStore.open(store)) {
            JobRecord job = new Submission(store, batch).submit(planned, options, files);
            assertEquals(Optional.empty(), job.lastAttempt());
            assertEquals(1, ExampleJob.list(held.folder()).size());
        }
        assertEquals(List.of(), batch.scripts);
    }

    @Test
    void aMissingPseudopotentialIsToldWithItsPlace() {
        SimulationFiles without = new SimulationFiles(files.input(), List.of(), files.codeVersion());
        InputException e = assertThrows(
                InputException.class,
                () -> new Submission(folder.resolve("store"), batch).submit(planned, options, without));
        assertTrue(e.getMessage().contains("pseudopotential 'He.UPF' of species 'He' is missing"), e.getMessage());
    }
}
