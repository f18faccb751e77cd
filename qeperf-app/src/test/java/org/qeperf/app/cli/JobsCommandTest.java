package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsCommandTest {

    @TempDir
    private Path folder;

    private static final String JOB = """
            {"format": "qeperf-job/1", "id": "000001", "created": "2026-01-31T12:00:00Z", "why": "as predicted",
             "job": {"name": "silicon", "account": null, "partition": null, "qos": null, "constraint": null,
               "resources": {"nodes": 1, "tasks_per_node": 1, "cpus_per_task": 1, "gpus_per_node": 0,
                 "memory_bytes_per_node": null, "exclusive": false, "seconds": 120},
               "output": null, "error": null, "modules": null, "environment": {},
               "command": {"launcher": "SRUN", "container": null, "input": null, "words": ["pw.x"], "output": null}},
             "terms": {"scheduler": "SLURM",
               "machine": {"name": "bench", "cores_per_node": 8, "memory_bytes_per_node": 17179869184},
               "min_nodes": 1, "max_nodes": 1, "max_cores": 8, "max_seconds": null, "code_version": null,
               "level": 0.95, "own_seconds": false, "own_memory": false},
             "forecast": {
               "layout": {"nodes": 1, "tasks_per_node": 1, "threads_per_task": 1, "pools": 1, "diagonalization_ranks": 0,
                 "task_groups": 1},
               "models": [], "seconds": {"value": 90, "lower": 60, "upper": 120, "level": 0.9},
               "seconds_per_scf_iteration": {"value": 90, "lower": 60, "upper": 120, "level": 0.9},
               "scf_iterations": {"value": 90, "lower": 60, "upper": 120, "level": 0.9},
               "bytes_per_node": {"value": 90, "lower": 60, "upper": 120, "level": 0.9},
               "seconds_quantiles": {"shares": [0.1, 0.9], "values": [60, 120]},
               "bytes_quantiles": {"shares": [0.1, 0.9], "values": [60, 120]}},
             "attempts": [], "verdict": null}
            """;

    private static final String DONE =
            "\"attempts\": [{\"number\": 1, \"begun\": \"2026-01-31T12:00:00Z\", \"why\": \"\","
                    + " \"resources\": {\"nodes\": 1, \"tasks_per_node\": 1, \"cpus_per_task\": 1, \"gpus_per_node\": 0,"
                    + " \"memory_bytes_per_node\": null, \"exclusive\": false, \"seconds\": 120},"
                    + " \"job_id\": \"17\", \"history\": [], \"last\": null,"
                    + " \"end\": {\"at\": \"2026-01-31T12:00:00Z\", \"kind\": \"done\", \"message\": \"done\","
                    + " \"measured\": {\"run\": \"r\", \"total_s\": 100, \"seconds_per_scf_iteration\": null,"
                    + " \"scf_iterations\": null, \"ionic_steps\": null, \"peak_bytes_per_rank\": null, \"converged\": true}}}],"
                    + " \"verdict\": {\"kind\": \"done\", \"reason\": \"done\"}";

    private Path store() throws Exception {
        return store(JOB);
    }

    private Path store(String job) throws Exception {
        Path store = folder.resolve("store");
        Path one = Files.createDirectories(store.resolve("jobs/000001"));
        Files.writeString(one.resolve("job.json"), job);
        return store;
    }

    private Path ended() throws Exception {
        return store(JOB.replace("\"attempts\": [], \"verdict\": null", DONE));
    }

    @Test
    void followSucceedsIfEveryJobIsDone() throws Exception {
        Path store = ended();
        Console.Result done = Console.run("jobs", "follow", "--store", store);
        assertEquals(0, done.status());
        assertEquals("", done.err());
        assertEquals(
                "1 compared: measured is 1.11 x predicted in the median, 100 % within the 90 % interval; 0.00556 node-hours"
                        + " asked for and not used, 0.00 lost",
                done.out().lines().toList().get(2));
        assertEquals(
                Console.refused(3, "000001 has ended: done; expected one that has not"),
                Console.run("jobs", "cancel", "--store", store, "000001"));
        Files.createDirectories(store.resolve("jobs/000002"));
        Console.Result broken = Console.run("jobs", "follow", "--store", store);
        assertEquals(3, broken.status());
        assertEquals(
                store.toRealPath() + "/jobs/000002/job.json: cannot be read; expected a job as qeperf wrote it\n",
                broken.err());
        assertTrue(broken.out().contains("000001  silicon  done"), broken.out());
        assertEquals(
                store + "/jobs/000002/job.json: cannot be read; expected a job as qeperf wrote it\n",
                Console.run("jobs", "list", "--store", store).err());
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
                Console.refused(
                        2,
                        "--attempts 0 --poll 60 --at-once 100; expected at least 1 of each; see 'qeperf jobs --help'"),
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
        assertEquals(3, followed.status());
        assertTrue(followed.out().contains("  cancelled  "), followed.out());
    }
}
