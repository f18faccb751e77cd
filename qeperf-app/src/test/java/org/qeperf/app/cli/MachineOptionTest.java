package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;

/** What a machine of the catalogue is to the commands. */
class MachineOptionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MACHINE = """
            {"format": "qeperf-cluster/1", "name": "lab", "title": "Lab", "site": "Here", "checked": "2026-11-21",
            "aliases": ["Our Lab"],
            "sources": {"a": "told by us"},
            "scheduler": ["slurm", "a"],
            "node_types": [
              {"name": "cpu", "nodes": [8, "a"], "cores": [16, "a"], "memory": ["64 GiB", "a"]},
              {"name": "gpu", "nodes": [2, "a"], "cores": [16, "a"], "memory": ["64 GiB", "a"],
               "accelerator": {"model": ["A1", "a"], "count": [4, "a"]}}],
            "partitions": [
              {"name": "batch", "node_type": "cpu", "default": true, "min_nodes": [2, "a"], "max_nodes": [4, "a"],
               "max_cores": [40, "a"], "max_time": ["2 h", "a"], "max_memory_per_node": ["32 GiB", "a"]},
              {"name": "gpus", "node_type": "gpu"}]}
            """;

    @TempDir
    private Path folder;

    private Path input;

    @BeforeEach
    void write() throws IOException {
        input = ExampleInput.write(folder, ExampleInput.TEXT);
        Files.writeString(Files.createDirectory(folder.resolve("machines")).resolve("lab.json"), MACHINE);
    }

    private Console.Result run(String command, Object... more) {
        List<Object> all = new ArrayList<>(List.of(command, input, "--machines", folder.resolve("machines")));
        all.addAll(Arrays.asList(more));
        return Console.run(all.toArray());
    }

    private JsonNode json(String command, Object... more) throws IOException {
        List<Object> all = new ArrayList<>(List.of("--format", "json"));
        all.addAll(Arrays.asList(more));
        Console.Result result = run(command, all.toArray());
        assertEquals(0, result.status(), result.err());
        return JSON.readTree(result.out());
    }

    @Test
    void adviceStaysWithinThePartition() throws IOException {
        JsonNode advice = json("advise", "--machine", "our-lab");
        assertEquals(
                "{\"name\":\"lab\",\"cores_per_node\":16,\"memory_bytes_per_node\":34359738368}",
                advice.get("machine").toString());
        JsonNode constraints = advice.get("constraints");
        assertEquals(4, constraints.get("max_nodes").intValue());
        assertEquals(40, constraints.get("max_cores").intValue());
        assertEquals(7200, constraints.get("max_seconds").doubleValue());
        JsonNode reasons = advice.get("reasons");
        assertEquals(
                "looked for within what partition 'batch' of 'lab' gives a job: at least 2 nodes, at most 4 nodes, 40"
                        + " cores, 2 h",
                reasons.get(reasons.size() - 1).textValue());
        advice.get("layouts").forEach(layout -> assertTrue(layout.get("nodes").intValue() >= 2));
        advice.get("warnings")
                .forEach(warning -> assertFalse(warning.textValue().contains("gives a job")));
    }

    @Test
    void whatTheUserSaysWins() throws IOException {
        JsonNode advice = json("advise", "--machine", "lab", "--max-nodes", 6, "--max-cores", 96, "--max-time", "3h");
        JsonNode constraints = advice.get("constraints");
        assertEquals(6, constraints.get("max_nodes").intValue());
        assertEquals(96, constraints.get("max_cores").intValue());
        assertEquals(10_800, constraints.get("max_seconds").doubleValue());
        List<String> warnings = new ArrayList<>();
        advice.get("warnings").forEach(warning -> warnings.add(warning.textValue()));
        assertEquals(
                List.of(
                        "6 nodes are more than the 4 that partition 'batch' of 'lab' gives a job",
                        "96 cores are more than the 40 that partition 'batch' of 'lab' gives a job",
                        "3 h are more than the 2 h that partition 'batch' of 'lab' gives a job"),
                warnings.subList(warnings.size() - 3, warnings.size()));
        advice.get("reasons").forEach(reason -> assertFalse(reason.textValue().startsWith("looked for within")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch | --max-nodes | 1 | 1 node is fewer than the 2 that partition 'batch' of 'lab' gives a job at least",
                "batch | --nodes     | 1 | 1 node is fewer than the 2 that partition 'batch' of 'lab' gives a job at least",
                "gpus  | --max-nodes | 3 | 3 nodes are more than the 2 that partition 'gpus' of 'lab' gives a job",
                "gpus  | --nodes     | 3 | 3 nodes are more than the 2 that partition 'gpus' of 'lab' gives a job"
            })
    void nodesThatNoJobGetsAreToldOf(String partition, String option, int nodes, String warning) throws IOException {
        JsonNode warnings = json("advise", "--machine", "lab", "--partition", partition, option, nodes)
                .get("warnings");
        assertEquals(warning, warnings.get(warnings.size() - 1).textValue());
        JsonNode without = json("advise", "--machine", "lab", "--partition", partition, option, 2)
                .get("warnings");
        without.forEach(other -> assertFalse(other.textValue().contains("gives a job"), other.textValue()));
    }

    @Test
    void thePartitionsTimeIsTheLimitOfAForecast() throws IOException {
        List<Object> layout = List.of("--machine", "lab", "--tasks-per-node", 2, "--pools", 2);
        assertEquals("2 h", limit(layout));
        List<Object> other = new ArrayList<>(layout);
        other.addAll(List.of("--time-limit", "1h"));
        assertEquals("1 h", limit(other));
        assertEquals("none", limit(List.of("--tasks-per-node", 2)));
    }

    private String limit(List<Object> arguments) {
        Console.Result result = run("predict", arguments.toArray());
        assertEquals(0, result.status(), result.err());
        return result.out()
                .lines()
                .filter(line -> line.startsWith("time limit"))
                .map(line -> line.substring("time limit".length()).strip().split(" {2,}", -1)[0])
                .findFirst()
                .orElse("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "advise"})
    void acceleratorsAreNotWhatTheModelsKnow(String command) throws IOException {
        String warning = "the 4 accelerators of a node are not used: no build of Quantum ESPRESSO for them is known on"
                + " machine 'lab'";
        JsonNode warnings =
                json(command, "--machine", "lab", "--partition", "gpus").get("warnings");
        assertEquals(warning, warnings.get(warnings.size() - 1).textValue());
        Console.Result table = run(command, "--machine", "lab", "--partition", "gpus");
        assertTrue(table.err().endsWith("warning: " + warning + "\n"), table.err());
    }

    @Test
    void aRetiredMachineIsOneToWarnOf() throws IOException {
        Path old = Files.writeString(
                folder.resolve("old.json"),
                MACHINE.replace("\"aliases\"", "\"retired\": [\"2024-04\", \"a\"], \"aliases\""));
        Console.Result result = run("predict", "--machine", old);
        assertEquals(0, result.status());
        assertTrue(result.err().endsWith("warning: machine 'lab' was switched off: 2024-04\n"), result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "advise", "features --schema thesis-14"})
    void anUnknownMachineIsTold(String command) {
        String[] words = command.split(" ");
        List<Object> more = new ArrayList<>(List.of("--machine", "hal"));
        more.addAll(List.of(words).subList(1, words.length));
        List<String> names =
                Clusters.shipped().all().stream().map(Cluster::name).toList();
        assertEquals(
                Console.refused(
                        2,
                        "there is no machine 'hal'; expected one of: local, lab, " + String.join(", ", names)
                                + ", or a file that ends with .json; see 'qeperf " + words[0] + " --help'"),
                run(words[0], more.toArray()));
    }

    @Test
    void anUnknownPartitionIsTold() {
        assertEquals(
                Console.refused(
                        2,
                        "machine 'lab' has no partition 'bach', the nearest one is 'batch'; expected one of: batch, gpus;"
                                + " see 'qeperf predict --help'"),
                run("predict", "--machine", "lab", "--partition", "bach"));
        assertEquals(
                Console.refused(
                        2,
                        "machine 'local' has no partition 'x'; expected none, it has no partitions; see 'qeperf predict"
                                + " --help'"),
                run("predict", "--partition", "x"));
    }

    @Test
    void aMissingFolderIsTold() {
        Path none = folder.resolve("none");
        assertEquals(
                Console.refused(2, none + ": no such file"),
                Console.run("predict", input, "--machine", "lumi", "--machines", none));
        assertEquals(0, Console.run("predict", input, "--machines", none).status());
    }

    @Test
    void aWrongFileStopsNobodyElse() throws IOException {
        Path machines = folder.resolve("machines");
        Path wrong = Files.writeString(machines.resolve("mine.json"), "{}");
        String problem = wrong + ":1:1: 'format' is missing; expected it among the members of a machine file";
        assertFalse(run("predict", "--tasks-per-node", 1).err().contains("mine.json"));
        Console.Result other = run("predict", "--machine", "lab", "--tasks-per-node", 1);
        assertEquals(0, other.status());
        assertEquals(
                List.of("warning: " + problem),
                other.err().lines().filter(line -> line.contains("mine.json")).toList());
        assertEquals(Console.refused(2, problem), run("predict", "--machine", "mine", "--tasks-per-node", 1));
        assertTrue(Console.run("machine", "list", "--machines", machines).err().contains("warning: " + problem));
    }
}
