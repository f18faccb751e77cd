package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.Interval;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.train.loop.JobForecast;
import org.qeperf.train.loop.JobStore;
import org.qeperf.train.loop.JobTerms;
import org.qeperf.train.loop.NewJob;

class JobsCommandTest {

    @TempDir
    private Path folder;

    private Path store() throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        Estimate estimate = new Estimate(90, new Interval(60, 120, 0.9));
        JobForecast.Quantiles table = new JobForecast.Quantiles(List.of(0.1, 0.9), List.of(60.0, 120.0));
        Job job = new Job(
                "silicon",
                Queue.DEFAULT,
                new Resources(1, 1, 1, 0, OptionalLong.empty(), false, OptionalLong.of(120)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                new Command(Launcher.SRUN, Optional.empty(), List.of("pw.x"), Optional.empty()));
        JobStore.add(
                store,
                new NewJob(
                        job,
                        JobTerms.of(Scheduler.SLURM, new Machine("bench", 8, 1L << 34)),
                        new JobForecast(
                                Layout.serial(), List.of(), estimate, estimate, estimate, estimate, table, table),
                        "",
                        Map.of()));
        return store;
    }

    @Test
    void listsJobs() throws Exception {
        Path store = store();
        Console.Result table = Console.run("jobs", "list", "--store", store);
        assertEquals(
                List.of(
                        "job     name     state    attempts  asked  used  predicted   measured  factor",
                        "000001  silicon  planned  0                      1 min 30 s"),
                table.out().lines().toList());
        JsonNode json = new ObjectMapper()
                .readTree(Console.run("jobs", "list", "--store", store, "--format", "json")
                        .out());
        assertEquals("planned", json.path("jobs").path(0).path("state").asText());
        assertEquals(0, json.path("summary").path("compared").asInt(-1));
    }

    @Test
    void tellsWhatIsWrong() throws Exception {
        Path nothing = folder.resolve("nothing");
        assertEquals(
                Console.refused(3, nothing + " has no jobs; expected a folder that 'qeperf script --submit' made"),
                Console.run("jobs", "follow", "--store", nothing));
        assertEquals(
                Console.refused(2, "no command given; expected follow, list or cancel; see 'qeperf jobs --help'"),
                Console.run("jobs"));
        Path store = store();
        assertEquals(
                Console.refused(3, store + " has no job '7'; expected one that it lists"),
                Console.run("jobs", "cancel", "--store", store, "7"));
        assertEquals(
                Console.refused(2, "--attempts 0 --poll 60; expected at least 1 of each; see 'qeperf jobs --help'"),
                Console.run("jobs", "follow", "--store", store, "--attempts", 0));
    }

    /** A job that was never submitted needs no batch system to be cancelled. */
    @Test
    void cancelledItEndsWhenItIsFollowed() throws Exception {
        Path store = store();
        assertEquals(
                "000001 is cancelled; 'qeperf jobs follow' notes its end\n",
                Console.run("jobs", "cancel", "--store", store, "000001").err());
        Console.Result followed = Console.run("jobs", "follow", "--store", store, "--poll", 1);
        assertEquals("000001 cancelled\n", followed.err());
        assertTrue(followed.out().contains("  cancelled  "), followed.out());
    }
}
