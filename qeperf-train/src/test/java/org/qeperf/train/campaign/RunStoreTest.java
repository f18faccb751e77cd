package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;

class RunStoreTest {

    private static final PlannedRun RUN = new PlannedRun(
            "id",
            Map.of(),
            "",
            new RunLayout(1, 1, 1, 1, 1, 1, 0),
            new CampaignPlan.Limits(10, 1 << 30),
            OptionalDouble.empty());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        // the second lost less, lost more, was ended from outside and does not tell
        "1024 1.0 0.0 2.0, 1024 1.0 0.0 1.5, second",
        "1024 1.0 0.0 2.0, 1024 1.0 0.0 2.5, first",
        "1024 1.0 0.0 2.0, '', first"
    })
    void keepsTheAttemptThatLostLeast(String first, String second, String kept) throws IOException {
        try (RunStore store = RunStore.open(folder)) {
            attempt(1, first, "first");
            attempt(2, second, "second");
            store.finish(RUN, new Machine("node", 1, 1));
            assertEquals(kept, Files.readString(store.finished(RUN).resolve("pw.out")));
        }
    }

    /** Two processors that are stolen for all of 0.3 s are 200 % of it, but far less than 3 s. */
    @Test
    void aLongAttemptThatLostMoreIsNotKeptForItsSmallerShare() throws IOException {
        try (RunStore store = RunStore.open(folder)) {
            attempt(1, "1024 0.1 0.0 3.6", "3.6 s", "start=1\nstop=4.6\n" + stolen(40));
            attempt(2, "1024 0.1 0.0 0.3", "0.3 s", "start=5\nstop=5.3\n" + stolen(60));
            store.finish(RUN, new Machine("node", 1, 1));
            assertEquals("0.3 s", Files.readString(store.finished(RUN).resolve("pw.out")));
        }
    }

    private static String stolen(int hundredths) {
        return "cpu_before=cpu  0 0 0 0 0 0 0 0\ncpu_after=cpu  0 0 0 0 0 0 0 " + hundredths + "\n";
    }

    @Test
    void aDisturbedAttemptIsNotReplacedByOneThatFailed() throws IOException {
        try (RunStore store = RunStore.open(folder)) {
            attempt(1, "1024 1.0 0.0 4.0", "disturbed", "start=1\nstop=5\n");
            attempt(2, 1, "1024 1.0 0.0 1.0", "failed", "start=6\nstop=7\n");
            assertEquals(0, store.finish(RUN, new Machine("node", 1, 1)).status());
            assertEquals("disturbed", Files.readString(store.finished(RUN).resolve("pw.out")));
        }
    }

    /** Attempts that were ended leave no usage. */
    @Test
    void ofAttemptsAtTheLimitTheOneThatWasStolenFromLeastIsKept() throws IOException {
        try (RunStore store = RunStore.open(folder)) {
            attempt(1, 124, "", "more", "start=1\nstop=11\n" + stolen(600));
            attempt(2, 124, "", "less", "start=12\nstop=22\n" + stolen(200));
            store.finish(RUN, new Machine("node", 1, 1));
            assertEquals("less", Files.readString(store.finished(RUN).resolve("pw.out")));
        }
    }

    /** A job that was lost leaves nothing, not even what was stolen from it. */
    @Test
    void anAttemptAtTheLimitIsKeptBeforeOneWithoutResult() throws IOException {
        try (RunStore store = RunStore.open(folder)) {
            attempt(1, 124, "", "limit", "start=1\nstop=11\n" + stolen(600));
            attempt(2, -1, "", "lost", "");
            store.finish(RUN, new Machine("node", 1, 1));
            assertEquals("limit", Files.readString(store.finished(RUN).resolve("pw.out")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs/id/pw.out", "work/id/1/end", "slurm/1.list"})
    void oneFolderHasTheAttemptsOfOneProgram(String sign) throws IOException {
        try (RunStore store = RunStore.open(folder)) {
            store.requireMadeBy("old.x", "");
            Files.createDirectories(folder.resolve("work/id/1"));
            store.requireMadeBy("pw.x", "");
            Path file = folder.resolve(sign);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
            store.requireMadeBy("pw.x", "");
            QePerfException e = assertThrows(QePerfException.class, () -> store.requireMadeBy("pw-7.5.x", "mpirun"));
            assertEquals(
                    folder.toRealPath() + " holds runs of pw.x, the plan asks for pw-7.5.x started by mpirun; "
                            + "expected the same, or another folder",
                    e.getMessage());
        }
    }

    @Test
    void anAttemptWithoutResultIsKeptWhereThereIsNoOther() throws IOException {
        try (RunStore store = RunStore.open(folder)) {
            attempt(1, "", "first");
            RunStore.endWithoutResult(folder.resolve("work/id/1"));
            assertEquals(-1, store.finish(RUN, new Machine("node", 1, 1)).status());
            assertEquals("first", Files.readString(store.finished(RUN).resolve("pw.out")));
        }
    }

    private void attempt(int number, String usage, String output) throws IOException {
        attempt(number, usage, output, "start=1\nstop=3\n");
    }

    private void attempt(int number, String usage, String output, String times) throws IOException {
        attempt(number, 0, usage, output, times);
    }

    private void attempt(int number, int status, String usage, String output, String times) throws IOException {
        Path attempt = Files.createDirectories(folder.resolve("work/id").resolve(Integer.toString(number)));
        Files.writeString(attempt.resolve("usage"), usage + "\n");
        Files.writeString(attempt.resolve("pw.out"), output);
        Files.writeString(attempt.resolve("end"), "status=" + status + "\n" + times);
    }
}
