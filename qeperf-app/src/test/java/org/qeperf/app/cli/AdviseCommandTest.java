package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdviseCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Of a machine with nodes of 16 cores. */
    private static String record = "";

    @TempDir
    private Path folder;

    private Path input;
    private Path cluster;

    @BeforeAll
    static void measureAMachine() throws IOException {
        Console.Result probe =
                Console.run("machine", "probe", "--name", "cluster", "--seconds", "0.01", "--format", "json");
        ObjectNode profile = (ObjectNode) JSON.readTree(probe.out());
        profile.put("cores", 16).put("hardware_threads", 16).put("memory_bytes", 64L << 30);
        record = profile.toString();
    }

    @BeforeEach
    void writeAnInput() throws IOException {
        input = ExampleInput.write(folder, ExampleInput.TEXT);
        cluster = Files.writeString(folder.resolve("cluster.json"), record);
    }

    private JsonNode advise(Object... more) throws IOException {
        List<Object> all = new ArrayList<>(List.of("advise", input, "--format", "json"));
        all.addAll(Arrays.asList(more));
        Console.Result result = Console.run(all.toArray());
        assertEquals("", result.err());
        assertEquals(0, result.status());
        return JSON.readTree(result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "cost", "balanced"})
    void printsAdviceAsOneJsonDocument(String objective) throws IOException {
        JsonNode document = advise("--machine", cluster, "--max-nodes", 4, "--objective", objective);
        assertEquals(
                "layouts pwx_default pareto scaling knee nodes_and_pools reasons constraints objective machine model"
                        + " searched warnings",
                String.join(" ", names(document)));
        String layout = "nodes tasks_per_node threads_per_task pools diagonalization_ranks task_groups"
                + " seconds_per_scf_iteration total_wall_seconds total_wall_seconds_at_most core_hours"
                + " memory_per_node_mb memory_per_node_mb_at_most failure_probability pareto";
        JsonNode best = document.get("layouts").get(0);
        assertEquals(layout, String.join(" ", names(best)));
        assertEquals(layout + " gain", String.join(" ", names(document.get("pwx_default"))));
        assertEquals(10, document.get("layouts").size());
        assertEquals(
                document.get("pwx_default").get("total_wall_seconds").doubleValue()
                        / best.get("total_wall_seconds").doubleValue(),
                document.get("pwx_default").get("gain").doubleValue());
        assertEquals(
                best.get("nodes").intValue()
                        * 16
                        * best.get("total_wall_seconds").doubleValue()
                        / 3600,
                best.get("core_hours").doubleValue(),
                1e-12);
        assertTrue(best.get("pareto").booleanValue());
        assertEquals(objective, document.get("objective").textValue());
        assertEquals(
                "{\"name\":\"cluster\",\"cores_per_node\":16,\"memory_bytes_per_node\":68719476736}",
                document.get("machine").toString());
        assertEquals(
                "{\"max_nodes\":4,\"max_memory_per_node_mb\":65536.0,\"level\":0.95}",
                document.get("constraints").toString());
        assertEquals(
                "cores seconds efficiency core_hours nodes tasks_per_node threads_per_task pools",
                String.join(" ", names(document.get("knee"))));
        assertEquals(8, document.get("scaling").size());
        assertEquals(64, document.get("scaling").get(7).get("cores").intValue());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void keepsToWhatIsFixed() throws IOException {
        JsonNode document = advise(
                "--machine", cluster, "--nodes", 2, "--tasks-per-node", 4, "--threads-per-task", 3, "--pools", 4);
        assertEquals(1, document.get("layouts").size());
        JsonNode only = document.get("layouts").get(0);
        assertEquals(2, only.get("nodes").intValue());
        assertEquals(4, only.get("tasks_per_node").intValue());
        assertEquals(3, only.get("threads_per_task").intValue());
        assertEquals(4, only.get("pools").intValue());
        assertEquals(
                "{\"nodes\":2,\"tasks_per_node\":4,\"threads_per_task\":3,\"pools\":4,\"max_memory_per_node_mb\":65536.0,"
                        + "\"level\":0.95}",
                document.get("constraints").toString());
    }

    @Test
    void findsTheCheapestWithinATime() throws IOException {
        double shortest = advise("--machine", cluster)
                .get("layouts")
                .get(0)
                .get("total_wall_seconds_at_most")
                .doubleValue();
        String limit = String.valueOf(1.05 * shortest);
        JsonNode document = advise(
                "--machine",
                cluster,
                "--max-time",
                limit,
                "--objective",
                "cost",
                "--max-core-hours",
                1,
                "--max-cores",
                48,
                "--max-memory-per-node",
                "8GB",
                "--top",
                3,
                "--all-node-counts");
        for (JsonNode layout : document.get("layouts")) {
            assertTrue(layout.get("total_wall_seconds_at_most").doubleValue() <= 1.05 * shortest);
            assertTrue(layout.get("memory_per_node_mb_at_most").doubleValue() <= 8192);
        }
        assertEquals(
                "{\"max_nodes\":16,\"max_cores\":48,\"max_seconds\":" + limit
                        + ",\"max_core_hours\":1.0,\"max_memory_per_node_mb\":8192.0,\"level\":0.95}",
                document.get("constraints").toString());
    }

    @Test
    void printsATableForPeople() {
        Console.Result result = Console.run("advise", input, "--top", 2);
        assertEquals(0, result.status());
        List<String> lines = result.out().lines().toList();
        assertTrue(
                lines.get(0)
                        .matches(
                                " +NODES +TASKS +THREADS +POOLS +PER ITERATION +TOTAL +AT MOST +CORE-HOURS +GB/NODE +FAILS"),
                lines.get(0));
        assertTrue(lines.get(1).startsWith("1 *   1 "), lines.get(1));
        assertTrue(result.out().contains("\nwhy the first:\n  4 k-points in "), result.out());
        assertTrue(result.out().contains("\n  knee of the scaling: "), result.out());
        assertTrue(result.out().contains(" layouts of machine 'local' searched with model "), result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"advice.png", "advice.svg"})
    void drawsWhatItAdvises(String name) throws IOException {
        Path file = folder.resolve(name);
        Console.Result result = Console.run("advise", input, "--machine", cluster, "--plot", file);
        assertEquals(0, result.status());
        assertTrue(result.out().endsWith("written to " + file + "\n"), result.out());
        byte[] first = Files.readAllBytes(file);
        Console.run("advise", input, "--machine", cluster, "--plot", file, "--format", "json");
        assertArrayEquals(first, Files.readAllBytes(file));
        if (name.endsWith("png")) {
            assertEquals(2240, ImageIO.read(new ByteArrayInputStream(first)).getWidth());
        } else {
            assertTrue(new String(first, StandardCharsets.UTF_8).contains("<svg"));
        }
    }

    @Test
    void drawsOneLayoutToo() {
        Path file = folder.resolve("one.png");
        Console.Result result = Console.run(
                "advise", input, "--tasks-per-node", 1, "--threads-per-task", 1, "--pools", 1, "--plot", file);
        assertEquals(0, result.status(), result.err());
        assertTrue(Files.exists(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--max-nodes 0            | --max-nodes is 0; expected at least 1",
                "--max-nodes 1000000      | up to 1000000 nodes; expected at most 100000",
                "--nodes 2 --max-nodes 3  | --nodes and --max-nodes exclude each other; expected one of them",
                "--nodes -1               | --nodes is -1; expected at least 1",
                "--tasks-per-node 0       | --tasks-per-node is 0; expected at least 1",
                "--threads-per-task 0     | --threads-per-task is 0; expected at least 1",
                "--pools 0                | --pools is 0; expected at least 1",
                "--max-cores 0            | --max-cores is 0; expected at least 1",
                "--top 0                  | a list of 0 layouts; expected at least 1",
                "--max-core-hours -1      | a limit of -1.0 core-hours; expected more than 0",
                "--max-core-hours NaN     | a limit of NaN core-hours; expected more than 0",
                "--max-time soon          | Invalid value for option '--max-time': 'soon' is not a time;"
                        + " expected 2h, 1.5h, 90m, 3600 or HH:MM:SS",
                "--max-time 0             | Invalid value for option '--max-time': '0' is not a time;"
                        + " expected 2h, 1.5h, 90m, 3600 or HH:MM:SS",
                "--max-time 1:30          | Invalid value for option '--max-time': '1:30' is not a time;"
                        + " expected 2h, 1.5h, 90m, 3600 or HH:MM:SS",
                "--max-memory-per-node 64 | --max-memory-per-node is '64'; expected a size such as 64GB or 500MB",
                "--objective speed        | Invalid value for option '--objective':"
                        + " expected one of [TIME, COST, BALANCED] (case-insensitive) but was 'speed'",
                "--plot advice.pdf        | --plot is advice.pdf; expected a file that ends with .png or .svg"
            })
    void refusesArgumentsThatMakeNoSense(String arguments, String problem) {
        List<Object> all = new ArrayList<>(List.of("advise", input));
        all.addAll(List.of(arguments.split(" ")));
        assertEquals(Console.refused(2, problem + "; see 'qeperf advise --help'"), Console.run(all.toArray()));
    }

    @Test
    void refusesAMachineRecordThatIsNone() throws IOException {
        Path missing = folder.resolve("missing.json");
        assertEquals(
                Console.refused(2, missing + ": no such file"), Console.run("advise", input, "--machine", missing));
        assertEquals(
                Console.refused(2, missing + ": no such file"), Console.run("predict", input, "--machine", missing));
    }

    @Test
    void saysWhatIsInTheWay() throws IOException {
        Console.Result result = Console.run("advise", input, "--machine", cluster, "--max-core-hours", "1e-9");
        assertEquals(3, result.status());
        assertEquals("", result.out());
        assertTrue(
                result.err()
                        .matches("no layout meets all limits; nearest is 1 node x .*, which exceeds max core-hours: it"
                                + " takes 0\\.[0-9]+, the limit is 0\\.000000001\n"),
                result.err());
        assertEquals(
                Console.refused(3, "no layout of at most 16 cores on a node lies within the bounds"),
                Console.run("advise", input, "--machine", cluster, "--tasks-per-node", 17));
    }

    @ParameterizedTest
    @CsvSource({
        "2h,7200",
        "90m,5400",
        "5400,5400",
        "30s,30",
        "1.5h,5400",
        "2d,172800",
        "1:30:00,5400",
        "1-12:00:00,129600"
    })
    void readsTimesAsBatchSystemsDo(String text, double seconds) throws IOException {
        assertEquals(
                seconds,
                advise("--max-time", text).get("constraints").get("max_seconds").doubleValue());
    }

    @ParameterizedTest
    @CsvSource({"1GB,1024", "1g,1024", "500MB,500", "0.01T,10485.76"})
    void readsSizesAsBatchSystemsDo(String text, double megabytes) throws IOException {
        assertEquals(
                megabytes,
                advise("--machine", cluster, "--nodes", 1, "--max-memory-per-node", text)
                        .get("constraints")
                        .get("max_memory_per_node_mb")
                        .doubleValue());
    }
}
