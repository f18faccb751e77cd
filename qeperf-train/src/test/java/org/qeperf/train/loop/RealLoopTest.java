package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.slurm.SlurmCommand;

/** Real jobs of a real Slurm. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class RealLoopTest {

    private static final LoopOptions OPTIONS = new LoopOptions(
            3,
            40,
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            4,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(1));
    private static final int PLAIN = 26;

    @TempDir
    private Path folder;

    private Path store;

    @BeforeEach
    void installed() throws Exception {
        RealJobs.assumeInstalled();
        store = Files.createDirectories(folder.resolve("a store's \"folder\" $HOME"));
    }

    /** The first attempt comes as far as pw.x's first iteration; Slurm may be a minute late with its end. */
    private String sleeper() throws Exception {
        return RealJobs.wrapper(folder, "sleeper", """
                if [ "${PWD##*/}" = 1 ]; then
                    pw.x "$@" 2>/dev/null | sed '/iteration #  1/q'
                    sleep 240
                fi
                exec pw.x "$@\"""");
    }

    @Test
    void thirtyJobsEndInTheRightRecords() throws Exception {
        Map<String, JobEnd> expected = new TreeMap<>();
        String tooSlow = add(RealJobs.input(40, 2, "", ""), sleeper(), OptionalLong.of(60));
        String tooLarge = add(
                RealJobs.input(25, 1, "", "")
                        .replace("A = 4.0, C = 4.00", "A = 8.0, C = 20.0")
                        .replace("= 25.0", "= 45.0"),
                RealJobs.wrapper(folder, "small", "[ \"${PWD##*/}\" = 1 ] && ulimit -v 500000\nexec pw.x \"$@\""),
                OptionalLong.empty());
        String cancelled =
                add(RealJobs.input(15, 1, "", ""), RealJobs.wrapper(folder, "idle", "sleep 100"), OptionalLong.empty());
        String wrong = add(
                RealJobs.input(15, 1, "", "").replace("ntyp = 1", "ntyp = 1, input_dft = 'nosuch'"),
                "pw.x",
                OptionalLong.empty());
        String noProgram = add(RealJobs.input(15, 1, "", ""), "/no/pw.x", OptionalLong.empty());
        String tooLong = add(RealJobs.input(15, 1, "", ""), "pw.x", OptionalLong.of(7200));
        expected.put(tooSlow, JobEnd.DONE);
        expected.put(tooLarge, JobEnd.DONE);
        expected.put(cancelled, JobEnd.CANCELLED);
        expected.put(wrong, JobEnd.FAILED);
        expected.put(noProgram, JobEnd.FAILED);
        expected.put(tooLong, JobEnd.NEVER_STARTS);
        for (int i = 0; i < PLAIN; i++) {
            expected.put(add(RealJobs.input(15 + i, 1 + i % 2, "", ""), "pw.x", OptionalLong.empty()), JobEnd.DONE);
        }
        List<String> lines = new ArrayList<>();
        try (JobStore open = JobStore.open(store)) {
            new JobLoop(open, new SlurmSystem(), OPTIONS, line -> {
                        lines.add(line);
                        if (line.equals(cancelled + " RUNNING")) {
                            cancel(cancelled);
                        }
                    })
                    .run();
        }
        Map<String, JobRecord> jobs =
                ExampleJob.list(store).stream().collect(Collectors.toMap(JobRecord::id, job -> job));
        Map<String, JobEnd> ends = new TreeMap<>();
        jobs.forEach((id, job) -> ends.put(id, job.verdict().orElseThrow().kind()));
        assertEquals(expected, ends, String.join("\n", lines));
        Map<String, List<Outcome>> outcomes = new TreeMap<>();
        for (RunRecord run : RunSet.read(store.resolve("runs.jsonl")).runs()) {
            outcomes.computeIfAbsent(String.valueOf(run.labels().get("job")), id -> new ArrayList<>())
                    .add(run.outcome());
        }
        assertEquals(List.of(Outcome.TIME_LIMIT, Outcome.CONVERGED), outcomes.remove(tooSlow), lines.toString());
        assertEquals(List.of(Outcome.OUT_OF_MEMORY, Outcome.CONVERGED), outcomes.remove(tooLarge));
        assertEquals(List.of(Outcome.CRASHED), outcomes.remove(wrong));
        assertEquals(PLAIN, outcomes.size(), outcomes.toString());
        assertTrue(outcomes.values().stream().allMatch(List.of(Outcome.CONVERGED)::equals), outcomes.toString());

        JobRecord slow = jobs.get(tooSlow);
        assertEquals(60, slow.attempts().get(0).resources().seconds().orElse(0));
        assertTrue(slow.attempts().get(1).resources().seconds().orElse(0) >= 120);
        assertEquals(
                JobEnd.TIME_LIMIT, slow.attempts().get(0).end().orElseThrow().kind());
        JobRecord large = jobs.get(tooLarge);
        assertTrue(large.attempts().get(1).resources().memoryBytesPerNode().isPresent());
        assertTrue(
                verdict(jobs, wrong).startsWith("failed: ")
                        && verdict(jobs, wrong).contains("pw.out:"),
                verdict(jobs, wrong));
        assertTrue(verdict(jobs, noProgram).contains("/no/pw.x"), verdict(jobs, noProgram));
        assertTrue(
                verdict(jobs, tooLong).matches("never starts \\(Partition(Config|TimeLimit)\\)"),
                verdict(jobs, tooLong));
        Comparison comparison = Comparison.of(List.copyOf(jobs.values()));
        assertEquals(PLAIN + 2, comparison.summary().compared());
        assertEquals(PLAIN + 6 + 2, comparison.summary().attempts());
    }

    /** Where Slurm ends a job that takes more memory than it asked for. */
    @Test
    void slurmEndsAJobThatIsTooLarge() throws Exception {
        String configuration = SlurmCommand.run(List.of("scontrol", "show", "config"));
        assumeTrue(
                configuration.contains("task/cgroup") && configuration.contains("CORE_MEMORY"),
                "this Slurm does not enforce memory");
        String input = RealJobs.input(25, 1, "", "")
                .replace("A = 4.0, C = 4.00", "A = 8.0, C = 20.0")
                .replace("= 25.0", "= 45.0");
        RealJobs.add(store, input, "pw.x", OptionalLong.empty(), OptionalLong.of(100 << 20));
        List<String> lines = new ArrayList<>();
        try (JobStore open = JobStore.open(store)) {
            new JobLoop(open, new SlurmSystem(), OPTIONS, lines::add).run();
        }
        JobRecord job = ExampleJob.list(store).get(0);
        assertEquals(JobEnd.DONE, job.verdict().orElseThrow().kind(), lines.toString());
        assertEquals(
                JobEnd.OUT_OF_MEMORY, job.attempts().get(0).end().orElseThrow().kind());
        assertEquals(
                Outcome.OUT_OF_MEMORY,
                RunSet.read(store.resolve("runs.jsonl")).runs().get(0).outcome());
    }

    /** Killed at any moment, the next process goes on; no job is submitted twice, and none is forgotten. */
    @Test
    void killedManyTimesItGoesOn() throws Exception {
        for (int i = 0; i < 6; i++) {
            add(RealJobs.input(15 + i, 1, "", ""), "pw.x", OptionalLong.empty());
        }
        Random random = new Random(5);
        int killedAtWork = 0;
        for (int kill = 0; kill < 6; kill++) {
            Process process = follow();
            if (!process.waitFor(900 + random.nextInt(1200), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                killedAtWork++;
            }
        }
        assertTrue(killedAtWork > 1, "killed " + killedAtWork + " times before the end");
        Process last = follow();
        assertTrue(last.waitFor(4, TimeUnit.MINUTES));
        assertEquals(0, last.exitValue());
        List<JobRecord> jobs = ExampleJob.list(store);
        assertTrue(jobs.stream().allMatch(job -> job.verdict().orElseThrow().kind() == JobEnd.DONE), jobs.toString());
        assertTrue(jobs.stream().allMatch(job -> job.attempts().size() == 1), jobs.toString());
        assertEquals(6, RunSet.read(store.resolve("runs.jsonl")).runs().size());
        String known = SlurmCommand.run(List.of("squeue", "--noheader", "--states=all", "--format=%i|%Z"));
        assertEquals(
                6, known.lines().filter(line -> line.contains(store.toString())).count(), known);
    }

    private Process follow() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RealLoopTest.class.getName(),
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }

    /** A process of its own can be killed. */
    public static void main(String[] arguments) throws InterruptedException {
        try (JobStore open = JobStore.open(Path.of(arguments[0]))) {
            new JobLoop(open, new SlurmSystem(), OPTIONS, line -> {}).run();
        }
    }

    private static String verdict(Map<String, JobRecord> jobs, String id) {
        return jobs.get(id).verdict().orElseThrow().reason();
    }

    /** As a user would, behind the loop's back. */
    private void cancel(String id) {
        try {
            JobRecord job = ExampleJob.list(store).get(Integer.parseInt(id) - 1);
            RealJobs.scancel(job.lastAttempt().flatMap(Attempt::jobId).orElseThrow());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String add(String input, String program, OptionalLong seconds) throws Exception {
        return RealJobs.add(store, input, program, seconds, OptionalLong.empty())
                .id();
    }
}
