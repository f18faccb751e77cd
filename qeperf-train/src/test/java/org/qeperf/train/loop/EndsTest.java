package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What output and batch system tell together. */
class EndsTest {

    private static final String CRASHED = ExampleJob.BEGUN + """

             %%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%
                 Error in routine cdiaghg (3):
                 S matrix not positive definite
             %%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%

                 stopping ...
            """;

    private static final String OWN_LIMIT = ExampleJob.BEGUN + """

                 Maximum CPU time exceeded

                 max_seconds     =     50.00
                 elapsed seconds =     51.00

                 PWSCF        :     50.00s CPU     51.00s WALL

               This run was terminated on:   0: 1: 4   1Jan2020

            =------------------------------------------------------------------------------=
               JOB DONE.
            =------------------------------------------------------------------------------=
            """;

    @TempDir
    private Path folder;

    private Path path;
    private final FakeBatch batch = new FakeBatch();

    @BeforeEach
    void store() throws Exception {
        path = Files.createDirectories(folder.resolve("store"));
    }

    /** The verdict of a job that left this, and of which the batch system says that, and how often it was submitted. */
    private String verdict(String output, String word) throws Exception {
        ExampleJob.add(path);
        for (int i = 0; i < 3; i++) {
            batch.next(output, "RUNNING", word);
        }
        LoopOptions options = new LoopOptions(
                3,
                100,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ZERO,
                3,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(20));
        try (JobStore store = JobStore.open(path)) {
            JobLoop loop = new JobLoop(store, batch, options, line -> {});
            loop.round();
            Files.writeString(path.resolve("jobs/000001/1/pw.out"), output);
            Files.writeString(path.resolve("jobs/000001/1/slurm-100.out"), "");
            loop.run();
        }
        JobRecord job = ExampleJob.list(path).get(0);
        return batch.scripts.size() + ": " + job.verdict().orElseThrow().reason();
    }

    @Test
    void aDeadlineIsToldNotTriedAgain() throws Exception {
        assertEquals("1: deadline: sacct.txt:2: DEADLINE", verdict(ExampleJob.BEGUN, "DEADLINE"));
    }

    @Test
    void ranksThatHangAfterAnErrorAreNoTimeLimit() throws Exception {
        assertEquals(
                "1: failed: pw.out:16: Error in routine cdiaghg (3): S matrix not positive definite",
                verdict(CRASHED, "TIMEOUT"));
    }

    @Test
    void theProgramsOwnLimitIsNotMetAgain() throws Exception {
        String told = "1: own time limit, the max_seconds of its input: pw.out:15: Maximum CPU time exceeded";
        assertEquals(told, verdict(OWN_LIMIT, "COMPLETED"));
    }

    @Test
    void theProgramsOwnLimitIsNotMetAgainWhereTheBatchSystemForgot() throws Exception {
        String told = "1: own time limit, the max_seconds of its input: pw.out:15: Maximum CPU time exceeded";
        assertEquals(told, verdict(OWN_LIMIT, "gone"));
    }
}
