package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Container;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;

class JobStoreTest {

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void store() throws Exception {
        path = Files.createDirectories(folder.resolve("store"));
    }

    @Test
    void readsWhatItWrites() throws Exception {
        Job full = new Job(
                "a \"job\"",
                new Queue(Optional.of("me"), Optional.of("p"), Optional.of("q"), Optional.of("c")),
                new Resources(2, 3, 4, 1, OptionalLong.of(5), true, OptionalLong.of(60)),
                Optional.of("o"),
                Optional.of("e"),
                Optional.of(new ModuleBlock("m", List.of("qe"), List.of("module load qe"))),
                Map.of("A", "b\nc"),
                new Command(
                        Launcher.SRUN,
                        Optional.of(new Container("i.sif", Container.Devices.AMD)),
                        List.of("pw.x", ""),
                        Optional.of("in"),
                        Optional.of("out")));
        JobRecord added = ExampleJob.add(path, full, ExampleJob.terms(OptionalDouble.of(100)));
        Instant now = Instant.now();
        JobStatus status = new JobStatus(
                JobState.ended("TIMEOUT", JobEnd.TIME_LIMIT),
                Optional.of("TimeLimit"),
                OptionalInt.of(1),
                OptionalInt.of(9),
                OptionalLong.of(61),
                OptionalLong.of(7),
                Optional.of("n1"));
        Attempt attempt = new Attempt(
                        1,
                        now,
                        full.resources(),
                        "as predicted",
                        Optional.of("17"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())
                .seen(now, status)
                .withLast(status)
                .withEnd(new Attempt.End(
                        now,
                        JobEnd.TIME_LIMIT,
                        "late",
                        Optional.of(new Attempt.Measured(
                                "abc",
                                OptionalDouble.of(3),
                                OptionalDouble.empty(),
                                OptionalInt.of(4),
                                OptionalInt.empty(),
                                OptionalLong.of(9),
                                true))));
        JobRecord changed = added.with(attempt).ended(JobEnd.TIME_LIMIT, "late");
        try (JobStore store = JobStore.open(path)) {
            store.save(changed);
        }
        assertEquals(List.of(changed), ExampleJob.list(path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\" : \"qeperf-job/1\"|\"format\" : \"x\"|'format' is not qeperf-job/1",
                "\"nodes\" : 1|\"nodes\" : 1.5|'nodes' is not a whole number",
                "\"nodes\" : 1|\"nodes\" : 99999999999|'nodes' is not a whole number",
                "\"launcher\" : \"MPIRUN\"|\"launcher\" : \"rsh\"|'launcher' is not a known word",
                "\"why\" : \"as predicted\"|\"what\" : 1|'why' is missing",
                "\"why\" : \"as predicted\"|\"why\" : 1|'why' is not a text",
                "\"exclusive\" : false|\"exclusive\" : 0|'exclusive' is not a truth value",
                "\"level\" : 0.95|\"level\" : \"high\"|'level' is not a number",
                "\"attempts\" : [ ]|\"attempts\" : 1|'attempts' is not a list",
                "\"models\" : [ \"pwx-any@1\" ]|\"models\" : [ 1 ]|'models' is not a list of texts",
                "\"environment\" : {|\"environment\" : 1, \"x\" : {|'environment' is not an object",
                "\"min_nodes\" : 1|\"min_nodes\" : 0|0 to 1 nodes of 2147483647 cores in all",
                "\"id\" : \"000001\"|\"id\" : \"000002\"|'id' is not the name of its folder",
                "{|{{|this is not JSON",
            })
    void refusesWhatItDidNotWrite(String text, String other, String problem) throws Exception {
        ExampleJob.add(path);
        Path file = path.resolve("jobs/000001/job.json");
        String json = Files.readString(file);
        assertTrue(json.contains(text), json);
        Files.writeString(file, json.replaceFirst(java.util.regex.Pattern.quote(text), other));
        QePerfException e = assertThrows(QePerfException.class, () -> ExampleJob.list(path));
        assertEquals(file + ": " + problem + "; expected a job as qeperf wrote it", e.getMessage());
    }

    @Test
    void refusesAWrongTimeAndWrongNumbers() throws Exception {
        JobRecord job = ExampleJob.add(path);
        Path file = path.resolve("jobs/000001/job.json");
        String json = Files.readString(file);
        Files.writeString(file, json.replace(job.created().toString(), "today"));
        assertEquals(
                file + ": 'created' is not a time such as 2026-01-31T12:00:00Z; expected a job as qeperf wrote it",
                assertThrows(QePerfException.class, () -> ExampleJob.list(path)).getMessage());
        Files.writeString(file, json.replaceFirst("0\\.001,", "\"a\","));
        assertEquals(
                file + ": 'shares' is not a list of numbers; expected a job as qeperf wrote it",
                assertThrows(QePerfException.class, () -> ExampleJob.list(path)).getMessage());
        Files.writeString(file, json.replaceFirst("0\\.001,", "0.2,"));
        assertTrue(assertThrows(QePerfException.class, () -> ExampleJob.list(path))
                .getMessage()
                .startsWith(file + ": quantile "));
    }

    @Test
    void oneProcessFollowsAndOthersAdd() throws Exception {
        try (JobStore store = JobStore.open(path)) {
            QePerfException e = assertThrows(
                    QePerfException.class, () -> JobStore.open(path).close());
            assertEquals(path + " is followed by another process; expected to be the only one", e.getMessage());
            assertEquals("000001", ExampleJob.add(path).id());
            assertEquals("000002", ExampleJob.add(path).id());
            assertEquals(2, ExampleJob.list(store.folder()).size());
        }
        try (var stock = Files.list(path.resolve("pseudo"))) {
            assertEquals(1, stock.count());
        }
    }

    @Test
    void noTextOfAUserIsAPath() throws Exception {
        JobRecord job = ExampleJob.add(path);
        Path file = Files.writeString(folder.resolve("x"), "");
        NewJob evil = new NewJob(job.job(), job.terms(), job.forecast(), "", Map.of("../../x", file));
        QePerfException e = assertThrows(QePerfException.class, () -> JobStore.add(path, evil));
        assertEquals("pseudopotential '../../x' is not a plain file name; expected one", e.getMessage());
        assertFalse(Files.exists(path.resolve("x")));
        try (var jobs = Files.list(path.resolve("jobs"))) {
            assertEquals(1, jobs.count());
        }
    }
}
