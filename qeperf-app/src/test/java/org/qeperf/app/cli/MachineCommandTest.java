package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.machine.MachineProfile;
import org.qeperf.runtime.machine.Machines;

class MachineCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String LAB = """
            {"format": "qeperf-cluster/1",
            "name": "lab", "title": "Our cluster", "site": "Our institute",
            "retired": ["2024-04", "admin"],
            "checked": "2026-11-21",
            "sources": {"admin": "told by our administrators"},
            "scheduler": ["slurm", "admin"],
            "node_types": [

                {"name": "node", "nodes": [8, "admin"], "cores": [64, "admin"], "memory": ["256 GiB", "admin"],
                "accelerator": {"model": ["A1", "admin"], "count": [4, "admin"]}}],
            "partitions": [
                {"name": "batch", "node_type": "node", "default": true, "max_nodes": [4, "admin"],
                "max_cores": [128, "admin"], "max_time": ["24 h", "admin"]},
                {"name": "batch", "node_type": "node", "qos": "debug", "max_time": ["1 min", "admin"]}],
            "software": [{"name": "qe", "version": "7.2", "source": "admin", "modules": ["module load qe"],
                "environment": {"OMP_PLACES": "cores"}, "uses_accelerator": true}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void probeWritesTheRecordThatItShows() throws IOException {
        Path file = folder.resolve("lab.json");
        Console.Result result =
                Console.run("machine", "probe", "--name", "lab", "--seconds", "0.01", "--format", "json", "-o", file);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.err().startsWith("measuring memory_bandwidth_one_core_bytes_per_s\n"), result.err());
        JsonNode document = JSON.readTree(result.out());
        assertEquals(document, JSON.readTree(Files.readString(file)));
        MachineProfile profile = MachineProfile.read(file);
        assertEquals("lab", profile.name());
        assertEquals(document, JSON.readTree(profile.toJson().toString()));
        assertEquals(Machines.local().memoryBytesPerNode(), profile.toMachine().memoryBytesPerNode());
    }

    @Test
    void probeShowsATable() {
        Console.Result result = Console.run("machine", "probe", "--seconds", "0.01");
        assertEquals(0, result.status(), result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.get(0).matches("machine +local"), lines.get(0));
        String last = lines.get(lines.size() - 1);
        assertTrue(last.matches("fft rate all cores +[0-9.]+ Gflop/s  \\(median [0-9.]+ % lower\\)"), last);
    }

    @Test
    void probeWritesAMachineFile() throws IOException {
        Path file = folder.resolve("lab.json");
        Console.Result result =
                Console.run("machine", "probe", "--name", "lab", "--seconds", "0.01", "--catalogue", file);
        assertEquals(0, result.status(), result.err());
        Cluster lab = Cluster.read(file);
        assertEquals("lab", lab.name());
        assertEquals(
                "measured by qeperf machine probe on " + lab.checked(),
                lab.sources().get("measured"));
        assertEquals("told by the operating system", lab.sources().get("system"));
        assertEquals(
                Machines.local().memoryBytesPerNode(),
                lab.nodeTypes().get(0).memory().usableBytes().orElseThrow());
    }

    @Test
    void aMachineFileHasThePartitionsThatSinfoTells() throws IOException {
        Path record = folder.resolve("lab.json");
        Console.run("machine", "probe", "--name", "lab", "--seconds", "0.01", "-o", record);
        MachineProfile profile = MachineProfile.read(record);
        String answer =
                "batch*|up|1:00:00|1-4|" + profile.hardware().hardwareThreads() + "\nother|up|1:00:00|1-4|99999\n";
        Cluster cluster = MeasuredMachine.of(profile, Optional.of(answer));
        assertEquals(1, cluster.partitions().size());
        assertEquals(
                "told by sinfo of Slurm on " + cluster.checked(),
                cluster.sources().get("sinfo"));
        Path file =
                Files.writeString(folder.resolve("two.json"), cluster.toJson().toString());
        assertEquals(cluster, Cluster.read(file));
        assertEquals(Cluster.of(profile), MeasuredMachine.of(profile, Optional.of("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "Lab"})
    void aMachineFileNeedsAnotherName(String name) {
        assertEquals(
                Console.refused(
                        2,
                        "--name is '" + name
                                + "'; expected for a machine file lower-case letters, digits and hyphens, and"
                                + " not 'local'; see 'qeperf machine --help'"),
                Console.run("machine", "probe", "--name", name, "--catalogue", folder.resolve("x.json")));
    }

    @Test
    void listsTheMachines() throws IOException {
        Files.writeString(folder.resolve("lab.json"), LAB);
        Console.Result result = Console.run("machine", "list", "--machines", folder);
        assertEquals(0, result.status(), result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(
                lines.get(0).matches("MACHINE +TITLE +NODES x CORES +MEMORY +ACCELERATORS +BATCH SYSTEM"),
                lines.get(0));
        assertTrue(lines.get(1).matches("local +This machine +1 x [0-9]+ +[0-9.]+ GB"), lines.get(1));
        assertTrue(
                lines.get(2).matches("lab +Our cluster +8 x 64 +256[.]0 GB +4 x A1 +slurm +switched off in 2024-04"),
                lines.get(2));
        assertTrue(lines.stream().anyMatch(line -> line.matches("leonardo-dcgp .*1536 x 112 .*slurm")), result.out());
        JsonNode document = JSON.readTree(Console.run("machine", "list", "--machines", folder, "--format", "json")
                .out());
        assertEquals("local", document.get(0).get("name").textValue());
        assertEquals(
                "{\"name\":\"lab\",\"title\":\"Our cluster\",\"aliases\":[],\"node_types\":[{\"name\":\"node\",\"nodes\":8,"
                        + "\"cores_per_node\":64,\"memory_bytes_per_node\":274877906944,\"accelerators_per_node\":4}],"
                        + "\"partitions\":[\"batch\",\"batch:debug\"],\"batch_system\":\"slurm\",\"retired\":\"2024-04\"}",
                document.get(1).toString());
    }

    @Test
    void showsAMachine() throws IOException {
        Path file = Files.writeString(folder.resolve("lab.json"), LAB);
        Console.Result result = Console.run("machine", "show", "lab", "--machines", folder);
        assertEquals(new Console.Result(0, """
                        machine              lab
                        title                Our cluster
                        site                 Our institute
                        checked              2026-11-21
                        retired              2024-04        [admin]
                        scheduler            slurm          [admin]
                        node type            node
                          nodes              8              [admin]
                          cores              64             [admin]
                          memory             256 GiB        [admin]
                          accelerator model  A1             [admin]
                          accelerator count  4              [admin]

                        PARTITION  QOS    CONSTRAINT  NODE TYPE  MIN NODES  MAX NODES  MAX CORES    MAX TIME       MEMORY/NODE  EXCLUSIVE
                        batch *                       node       -          4 [admin]  128 [admin]  1 d [admin]    -            -
                        batch      debug              node       -          -          -            1 min [admin]  -            -
                        * where jobs go if nothing else is said

                        program qe 7.2 for accelerators  [admin]
                          module load qe
                          OMP_PLACES=cores

                        [admin]  told by our administrators
                        """, ""), result);
        assertEquals(result, Console.run("machine", "show", file));
        Console.Result json = Console.run("machine", "show", file, "--format", "json");
        assertEquals(JSON.readTree(Cluster.read(file).toJson().toString()), JSON.readTree(json.out()));
        assertEquals(0, Console.run("machine", "show", "local").status());
    }

    @Test
    void anUnknownMachineIsTold() {
        Console.Result result = Console.run("machine", "show", "leonrdo", "--machines", folder);
        assertEquals(2, result.status());
        assertTrue(
                result.err()
                        .startsWith(
                                "there is no machine 'leonrdo', the nearest one is 'Leonardo'; expected one of: local, "),
                result.err());
        assertTrue(
                result.err().endsWith(", or a file that ends with .json; see 'qeperf machine --help'\n"), result.err());
    }

    @Test
    void checksFiles() throws IOException {
        Path good = Files.writeString(folder.resolve("lab.json"), LAB);
        assertEquals(
                new Console.Result(
                        0, good + ": lab (Our cluster): 8 x 64 cores; 2 partitions, 1 program, 1 source\n", ""),
                Console.run("machine", "check", good));
        Path bad = Files.writeString(folder.resolve("bad.json"), LAB.replace("\"cores\"", "\"coers\""));
        Console.Result both = Console.run("machine", "check", bad, good);
        assertEquals(2, both.status());
        assertEquals(bad + ":9:5: 'cores' is missing; expected it among the members of a node type\n", both.err());
        assertTrue(both.out().startsWith(good + ": lab"), both.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "3600.5"})
    void refusesImpossibleTimes(String seconds) {
        assertEquals(
                Console.refused(
                        2,
                        "--seconds is " + Double.parseDouble(seconds)
                                + "; expected more than 0, at most 3600; see 'qeperf machine --help'"),
                Console.run("machine", "probe", "--seconds", seconds));
    }

    @Test
    void aMachineNeedsAName() {
        assertEquals(
                Console.refused(2, "--name is empty; expected a name; see 'qeperf machine --help'"),
                Console.run("machine", "probe", "--name", " "));
    }

    @Test
    void asksWhatToDo() {
        assertEquals(
                Console.refused(2, "expected one of: probe, list, show, check; see 'qeperf machine --help'"),
                Console.run("machine"));
    }
}
