package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.jobs.JobPlanner;

/** Other layouts, and what is asked for them. */
class LayoutSearchTest {

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void store() throws Exception {
        path = Files.createDirectories(folder.resolve("store"));
    }

    private static JobTerms terms(int minNodes, int maxNodes, int maxCores) {
        return new JobTerms(
                Scheduler.SLURM,
                ExampleJob.MACHINE,
                minNodes,
                maxNodes,
                maxCores,
                OptionalDouble.of(3600),
                Optional.of("6.7"),
                0.95,
                false,
                false);
    }

    private LayoutSearch.Answer within(JobTerms terms, Job job, LayoutSearch.Predictors predictors) throws Exception {
        JobRecord record = ExampleJob.add(path, job, terms);
        try (JobStore store = JobStore.open(path)) {
            return new LayoutSearch(store, predictors).within(record, Limits.NONE);
        }
    }

    private static Job job() {
        return ExampleJob.job(OptionalLong.empty(), false, 60);
    }

    @Test
    void staysWithinThePartition() throws Exception {
        Layout two = within(terms(2, 3, 3), job(), LayoutSearch.Predictors.shipped())
                .found()
                .orElseThrow()
                .forecast()
                .layout();
        assertTrue(two.nodes() >= 2 && two.nodes() <= 3, two.toString());
        assertTrue(two.nodes() * two.tasksPerNode() * two.threadsPerTask() <= 3, two.toString());
    }

    @Test
    void aBrokenModelIsToldAsWhatItIs() throws Exception {
        LayoutSearch.Answer broken = within(terms(1, 1, 8), job(), terms -> {
            throw new QePerfException("the model cannot be read");
        });
        assertEquals(
                "another layout cannot be looked for: the model cannot be read", broken.problem("nothing is faster"));
        assertEquals(
                "nothing is faster",
                within(terms(1, 1, 1), job(), LayoutSearch.Predictors.shipped()).problem("nothing is faster"));
    }

    /** What other runs took, how long a job needs to start, and what the launcher takes besides the ranks. */
    @Test
    void anotherLayoutAsksForAllThatIsKnown() throws Exception {
        Job plain = ExampleJob.job(OptionalLong.of(16L << 30), false, 600);
        Job job = new Job(
                plain.name(),
                new Queue(Optional.empty(), Optional.of("p"), Optional.empty(), Optional.empty()),
                plain.resources(),
                plain.output(),
                plain.error(),
                plain.modules(),
                plain.environment(),
                plain.command());
        JobRecord record = ExampleJob.add(path, job, terms(1, 1, 8));
        Attempt.End end = new Attempt.End(Instant.EPOCH, JobEnd.OUT_OF_MEMORY, "out of memory", Optional.empty());
        Attempt attempt = new Attempt(
                1, Instant.EPOCH, job.resources(), "", Optional.of("1"), List.of(), Optional.empty(), Optional.of(end));
        JobRecord plainly = ask(record, attempt, end, new Experience(List.of(), List.of()));
        Distribution seconds = plainly.forecast().secondsTable().distribution();
        Resources asked = plainly.job().resources();
        assertEquals(
                Request.minutes(seconds.quantile(0.95) + JobPlanner.START_SECONDS, OptionalDouble.empty()),
                asked.seconds().orElse(0));
        Distribution before = ExampleJob.around(1 << 30);
        double had = 16.0 * (1L << 30);
        double factor = Math.max(1.25 * had, before.quantileAbove(0.95, had)) / before.quantile(0.95);
        double bytes = plainly.forecast().bytesTable().distribution().quantile(0.95);
        assertEquals(
                Request.mebibytes(bytes * factor + JobPlanner.LAUNCHER_BYTES, 16L << 30),
                asked.memoryBytesPerNode().orElse(0));
        JobRecord taught = ask(record, attempt, end, new Experience(Collections.nCopies(50, Math.log(200)), List.of()));
        double slower = taught.job().resources().seconds().orElse(0) - (double) JobPlanner.START_SECONDS;
        assertTrue(
                slower > 30 * taught.forecast().seconds().value(),
                taught.job().resources().toString());
    }

    private JobRecord ask(JobRecord record, Attempt attempt, Attempt.End end, Experience experience) {
        try (JobStore store = JobStore.open(path)) {
            LayoutSearch layouts = new LayoutSearch(store, LayoutSearch.Predictors.shipped());
            JobRecord next = new NextRequest(experience, layouts).after(record.with(attempt), attempt, end, 3);
            assertEquals(Optional.empty(), next.verdict());
            return next;
        }
    }

    @Test
    void onAcceleratorsTheLayoutStays() throws Exception {
        Resources one = job().resources();
        Job accelerated = LayoutSearch.with(
                job(), new Resources(1, 1, 1, 1, one.memoryBytesPerNode(), one.exclusive(), one.seconds()));
        LayoutSearch.Answer answer = within(terms(1, 4, 32), accelerated, LayoutSearch.Predictors.shipped());
        assertEquals("as it is", answer.problem("as it is"));
    }
}
