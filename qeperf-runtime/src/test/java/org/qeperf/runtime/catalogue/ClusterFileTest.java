package org.qeperf.runtime.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Scheduler;

class ClusterFileTest {

    static final String EXAMPLE = example();

    @TempDir
    private Path folder;

    static String example() {
        try (InputStream in = ClusterFileTest.class.getResourceAsStream("example.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Cluster read(String text) {
        return ClusterReader.read(text.getBytes(StandardCharsets.UTF_8), "m.json");
    }

    @Test
    void readsEveryMember() {
        Cluster cluster = read(EXAMPLE);
        assertEquals("example-one", cluster.name());
        assertEquals("Example One", cluster.title());
        assertEquals("Nowhere", cluster.site());
        assertEquals(List.of("Example", "ex1"), cluster.aliases());
        assertEquals(Optional.of(new Sourced<>("2024-04", "guide")), cluster.retired());
        assertEquals(LocalDate.of(2026, 11, 21), cluster.checked());
        assertEquals("computed: cores x clock x 32", cluster.sources().get("peak"));
        assertEquals(Optional.of(new Sourced<>(Scheduler.SLURM, "guide")), cluster.scheduler());
        assertEquals(Optional.of(new Sourced<>(Launcher.SRUN, "guide")), cluster.launcher());
        assertEquals(Optional.of(new Sourced<>(AccountingUnit.CORE_HOUR, "guide")), cluster.accountingUnit());
        NodeType thin = cluster.nodeTypes().get(0);
        assertEquals(Optional.of(new Sourced<>(100, "guide")), thin.nodes());
        assertEquals(
                new Processor(
                        told("Example 7000"),
                        told(2),
                        new Sourced<>(64, "guide"),
                        told(2),
                        told(8),
                        told(2.25e9),
                        told(3.4e9),
                        told(49152L),
                        told(1310720L),
                        told(268435456L),
                        Optional.of(new Sourced<>(4.608e12, "peak"))),
                thin.processor());
        assertEquals(new NodeMemory(told(256L << 30), told(248000L << 20), told(409.6e9)), thin.memory());
        assertEquals(
                Optional.of(new Accelerator(
                        new Sourced<>("Example A1", "guide"),
                        new Sourced<>(4, "guide"),
                        told(64_000_000_000L),
                        told(1.64e12),
                        told(11.2e12),
                        told(22.4e12),
                        told(6912),
                        told(1.41e9))),
                thin.accelerator());
        assertEquals(Optional.of(new Interconnect(new Sourced<>("Ring", "guide"), told(25e9))), thin.interconnect());
        assertEquals(told(1900.0), thin.powerWatts());
        assertEquals(
                new Partition(
                        "batch",
                        "thin",
                        true,
                        told(2),
                        told(50),
                        told(3200),
                        told(86400.0),
                        told(240L << 30),
                        told(true),
                        Optional.empty(),
                        Optional.empty()),
                cluster.partitions().get(0));
        assertEquals(Optional.of("debug"), cluster.partitions().get(1).qos());
        assertEquals(Optional.of("highmem"), cluster.partitions().get(2).constraint());
        assertEquals(
                Optional.of(new Software(
                        "qe",
                        Optional.of("7.2"),
                        "guide",
                        List.of("module purge", "module load quantum-espresso/7.2--openmpi", "ml use $HOME/modules"),
                        Map.of("OMP_PLACES", "cores"),
                        true)),
                cluster.software("qe"));
    }

    private static <T> Optional<Sourced<T>> told(T value) {
        return Optional.of(new Sourced<>(value, "guide"));
    }

    @Test
    void aSourceMayStandBehindAnother() {
        String text = EXAMPLE.replace(
                "\"peak\": \"computed: cores x clock x 32\"", "\"peak\": \"computed, ark.\", \"ark\": \"x\"");
        assertEquals("x", read(text).sources().get("ark"));
    }

    @Test
    void schedulerAndLauncherMayBeUnknown() {
        Cluster cluster = read(EXAMPLE.replaceAll(" *\"(scheduler|launcher)\".*\n", ""));
        assertEquals(Optional.empty(), cluster.scheduler());
        assertEquals(Optional.empty(), cluster.launcher());
        assertEquals(cluster, read(cluster.toJson().toString()));
    }

    @Test
    void isReadAsItWasWritten() {
        Cluster cluster = read(EXAMPLE);
        String text = cluster.toJson().toPrettyString();
        assertEquals(cluster, read(text));
        assertTrue(text.contains("\"l2_per_core\" : [ \"1.25 MiB\", \"guide\" ],"), text);
    }

    @Test
    void goesWhereThePartitionSays() {
        Cluster cluster = read(EXAMPLE);
        Destination batch = cluster.destination(Optional.empty());
        assertEquals(new Machine("example-one", 64, 240L << 30), batch.machine());
        assertEquals(50, batch.maxNodes(7));
        assertEquals(OptionalDouble.of(86400), batch.maxSeconds());
        assertEquals(4, batch.acceleratorsPerNode());
        assertEquals(
                OptionalDouble.of(1800),
                cluster.destination(Optional.of("batch:debug")).maxSeconds());
        assertEquals(batch, cluster.destination(Optional.of("batch")));
        Destination big = cluster.destination(Optional.of("big"));
        assertEquals(big, cluster.destination(Optional.of("big:highmem")));
        assertEquals(7, big.maxNodes(7));
        assertEquals(new Machine("example-one", 64, 2L << 40), big.machine());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bat | machine 'example-one' has no partition 'bat'; expected one of: batch, batch:debug, big:highmem",
                "batsh | machine 'example-one' has no partition 'batsh', the nearest one is 'batch'; expected one of:"
                        + " batch, batch:debug, big:highmem",
            })
    void anUnknownPartitionListsTheKnownOnes(String partition, String message) {
        assertEquals(
                message,
                assertThrows(QePerfException.class, () -> read(EXAMPLE).destination(Optional.of(partition)))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cluster/1\"|cluster/2\"|2:3: 'format' is '\"qeperf-cluster/2\"'; expected 'qeperf-cluster/1' or"
                        + " 'qeperf-machine/1'",
                "\"example-one\"|\"Example\"|3:3: 'name' is '\"Example\"'; expected lower-case letters, digits and"
                        + " hyphens, at most 64",
                "\"example-one\"|\"local\"|3:3: a file describes the machine 'local'; expected another name; 'local' is"
                        + " the machine at hand",
                "\"title\": \"Example One\",|``|1:1: 'title' is missing; expected it among the members of a machine"
                        + " file",
                "\"Nowhere\"|\"No\\u001bwhere\"|5:3: 'site' is '\"No\\u001Bwhere\"'; expected a text of at most 4000"
                        + " characters, without control characters",
                "\"ex1\"|\"Example\"|6:26: the alias '\"Example\"' is there twice; expected each once",
                "\"ex1\"|\"Local\"|6:26: an alias is 'local'; expected another name; 'local' is the machine at hand",
                "\"2024-04\"|\"2024-13\"|7:15: 'retired' is '\"2024-13\"'; expected a date such as 2024, 2024-04 or"
                        + " 2024-04-30",
                "2026-11-21|2026-11-31|8:3: 'checked' is '\"2026-11-31\"'; expected a date such as 2026-01-31",
                "\"peak\": \"comp|\"p k\": \"comp|9:53: the key of a source is 'p k'; expected letters, digits and"
                        + " _.-, at most 64",
                "\"peak\": \"comp|\"more\": \"x\", \"peak\": \"comp|9:53: nothing names the source 'more'; expected"
                        + " each source behind a figure or another source",
                "\"slurm\"|\"slrm\"|10:17: 'scheduler' is '\"slrm\"'; expected one of slurm, pbs, lsf, sge",
                "\"srun\"|7|11:16: 'launcher' is '7'; expected one of srun, mpirun, mpiexec, jsrun",
                "[100, \"guide\"]|[100, \"gide\"]|16:22: the source of 'nodes' is '\"gide\"', the nearest one is"
                        + " 'guide'; expected a key of 'sources'",
                "[100, \"guide\"]|100|16:7: 'nodes' is '100'; expected a value and its source, such as [1, \"guide\"]",
                "[100, \"guide\"]|[0, \"guide\"]|16:17: 'nodes' is '0'; expected a whole number from 1 to 1000000",
                "[100, \"guide\"]|[1e2, \"guide\"]|16:17: 'nodes' is '100.0'; expected a whole number from 1 to"
                        + " 1000000",
                "\"sockets\": [2|\"sockets\": [3|19:7: 64 cores on 3 sockets; expected the cores of all sockets of a"
                        + " node, a multiple of 'sockets'",
                "\"threads_per_core\"|\"threads_pr_core\"|20:7: unknown member 'threads_pr_core', the nearest one is"
                        + " 'threads_per_core'; expected only those of a node type",
                "\"threads_per_core\"|\"colour\"|20:7: unknown member 'colour'; expected only those of a node type",
                "\"numa_nodes\": [8|\"sockets\": [8|21:16: not JSON: Duplicate field 'sockets'; expected one JSON"
                        + " object",
                "\"2.25 GHz\"|\"2.25 Ghz\"|22:17: 'clock' is '\"2.25 Ghz\"'; expected a number, a space and one of GHz,"
                        + " MHz",
                "\"2.25 GHz\"|\"22.5 GHz\"|22:17: 'clock' is '\"22.5 GHz\"'; expected 100 MHz to 10 GHz",
                "\"2.25 GHz\"|2.25|22:17: 'clock' is '2.25'; expected a number, a space and one of GHz, MHz",
                "\"3.4 GHz\"|\"2 GHz\"|23:7: 'clock_max' is less than 'clock'; expected the highest clock of a core",
                "\"48 KiB\"|\"48 B\"|24:28: 'l1_data_per_core' is '\"48 B\"'; expected a number, a space and one of TiB,"
                        + " TB, GiB, GB, MiB, MB, KiB, kB",
                "\"48 KiB\"|\"48 GB\"|24:28: 'l1_data_per_core' is '\"48 GB\"'; expected 1 KiB to 16 GiB",
                "\"256 GiB\"|\"0 GiB\"|27:18: 'memory' is '\"0 GiB\"'; expected 1 MiB to 1000 TB",
                "\"256 GiB\"|\"240 GiB\"|28:7: 'memory_for_jobs' is more than 'memory'; expected at most what is"
                        + " installed",
                "\"409.6 GB/s\"|\"409.6 GB\"|29:28: 'memory_bandwidth' is '\"409.6 GB\"'; expected a number, a space"
                        + " and one of TB/s, GB/s",
                "\"409.6 GB/s\"|\"409.6 TB/s\"|29:28: 'memory_bandwidth' is '\"409.6 TB/s\"'; expected 0.1 GB/s to 100"
                        + " TB/s",
                "\"4.608 Tflop/s\"|\"46.08 Tflop/s\"|30:7: 'peak' is more than 64 operations in each cycle of each"
                        + " core; expected operations on doubles of all cores of a node, without accelerators",
                "\"4.608 Tflop/s\"|\"4.608 TFlop/s\"|30:16: 'peak' is '\"4.608 TFlop/s\"'; expected a number, a space"
                        + " and one of Tflop/s, Gflop/s",
                "\"4.608 Tflop/s\"|\"1 Mflop/s\"|30:16: 'peak' is '\"1 Mflop/s\"'; expected a number, a space and one"
                        + " of Tflop/s, Gflop/s",
                "\"4.608 Tflop/s\"|\"1001 Tflop/s\"|30:16: 'peak' is '\"1001 Tflop/s\"'; expected 1 Gflop/s to 1000"
                        + " Tflop/s",
                "\"peak_single\"|\"peek\"|37:9: unknown member 'peek', the nearest one is 'peak'; expected only those"
                        + " of an accelerator",
                "{\"name\": [\"Ring\", \"guide\"], \"bandwidth\": [\"25 GB/s\", \"guide\"]}|[]|41:7: 'interconnect' is"
                        + " '[]'; expected an object, an interconnect",
                "\"bandwidth\": [|\"width\": [|41:51: unknown member 'width'; expected only those of an"
                        + " interconnect",
                "\"1.9 kW\"|\"1.9 MW\"|42:17: 'power' is '\"1.9 MW\"'; expected a number, a space and one of kW, W",
                "\"1.9 kW\"|\"190 kW\"|42:17: 'power' is '\"190 kW\"'; expected 1 W to 100 kW",
                "\"fat\", \"cores\"|\"thin\", \"cores\"|44:5: a second node type 'thin'; expected different names",
                "\"node_type\": \"fat\"|\"node_type\": \"fatt\"|59:21: there is no node type 'fatt', the nearest one is"
                        + " 'fat'; expected one of thin, fat",
                "\"default\": true|\"default\": 1|50:7: 'default' is '1'; expected true or false",
                "\"default\": true|\"default\": false|46:3: 0 partitions have \"default\": true; expected one",
                "[50, \"guide\"]|[101, \"guide\"]|52:7: 'max_nodes' is 101; expected at most the 100 nodes of 'thin'",
                "\"min_nodes\": [2|\"min_nodes\": [51|51:7: 'min_nodes' is more than there can be; expected at most"
                        + " 'max_nodes'",
                "\"24 h\"|\"24 hours\"|54:20: 'max_time' is '\"24 hours\"'; expected a number, a space and one of d, h,"
                        + " min, s",
                "\"24 h\"|\"367 d\"|54:20: 'max_time' is '\"367 d\"'; expected 1 s to 366 d",
                "\"240 GiB\"|\"257 GiB\"|55:7: 'max_memory_per_node' is more than the memory of 'thin'; expected at"
                        + " most what is installed",
                "\"qos\": \"debug\"|\"qos\": \"de bug\"|58:77: 'qos' is '\"de bug\"'; expected letters, digits and"
                        + " _.@+-, at most 64",
                ", \"qos\": \"debug\"|``|58:5: a second partition 'batch'; expected partitions of one name with"
                        + " different 'qos' or 'constraint'",
                "\"highmem\"|\"high;mem\"|`59:41: 'constraint' is '\"high;mem\"'; expected names of features, joined by"
                        + " & | , * : ( ) [ ]`",
                "\"version\"|\"verzion\"|64:7: unknown member 'verzion', the nearest one is 'version'; expected only"
                        + " those of a program",
                "\"source\": \"guide\"|\"source\": \"gid\"|65:7: the source of 'source' is '\"gid\"'; expected a key of"
                        + " 'sources'",
                "[\"module purge\",|[1,|66:19: 'modules' is '1'; expected module or ml, and at most 64 words of letters, digits and"
                        + " _./+=:@,- or variables such as $HOME, with one space before each",
                "\"OMP_PLACES\"|\"OMP PLACES\"|67:23: an environment variable is called 'OMP PLACES'; expected a name"
                        + " of letters, digits and underscores, at most 64, that does not begin with a digit",
                "\"uses_accelerator\": true|\"uses_accelerator\": \"yes\"|68:7: 'uses_accelerator' is '\"yes\"';"
                        + " expected true or false",
                "\"software\": [|\"software\": {\"x\": [|61:3: 'software' is '{\"x\":[]}'; expected an array",
            })
    void saysWhereAFileIsWrong(String what, String instead, String message) {
        assertTrue(EXAMPLE.contains(what), what);
        String text = EXAMPLE.replace(what, instead);
        if (message.startsWith("61:3")) {
            text = EXAMPLE.substring(0, EXAMPLE.indexOf("\"software\"")) + "\"software\": {\"x\": []}}";
        }
        String wrong = text;
        assertEquals(
                "m.json:" + message,
                assertThrows(InputException.class, () -> read(wrong)).getMessage());
    }

    @Test
    void aMachineNeedsNodes() {
        int from = EXAMPLE.indexOf("\"node_types\"");
        int to = EXAMPLE.indexOf("\"partitions\"");
        assertEquals(
                "m.json:13:3: 'node_types' is empty; expected at least one node type",
                assertThrows(
                                InputException.class,
                                () -> read(EXAMPLE.substring(0, from) + "\"node_types\": [], " + EXAMPLE.substring(to)))
                        .getMessage());
    }

    @Test
    void aModuleLineMayBeLong() {
        String line = "ml " + "a".repeat(3900);
        assertEquals(
                line,
                read(EXAMPLE.replace("module purge", line))
                        .software("qe")
                        .orElseThrow()
                        .modules()
                        .get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module load a; rm -rf b",
                "module load a && b",
                "module load `b`",
                "module load $(b)",
                "module load ${b}",
                "module load a\\nb",
                "module load a > b",
                "module load a | b",
                "module load \\\"a\\\"",
                "module load 'a'",
                "module load a*",
                "module load ~a",
                "module load a\\\\",
                "module load a # b",
                "module load !a",
                "module  load a",
                "module load a ",
                "module load a$",
                "module load $$",
                "module load $-",
                "module load $1",
                "module load \\u00e4",
                "modules load a",
                "source a",
                "ml{a,b}",
                "ml=a",
                ""
            })
    void aModuleLineIsNothingButWords(String line) {
        String text = EXAMPLE.replace("module purge", line);
        InputException e = assertThrows(InputException.class, () -> read(text));
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "; expected module or ml, and at most 64 words of letters, digits and _./+=:@,- or variables such as"
                                        + " $HOME, with one space before each"),
                e.getMessage());
        assertEquals(66, e.location().line());
        assertEquals(19, e.location().column());
    }

    @Test
    void largeFilesAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("m.json"), " ".repeat((1 << 20) + 1));
        assertEquals(
                file + ":1:1: the file is larger than 1048576 bytes; expected a smaller file",
                assertThrows(InputException.class, () -> Cluster.read(file)).getMessage());
    }

    @Test
    void deepNestingIsRefused() {
        assertEquals(
                "m.json:1:21: the text is nested deeper; expected at most 16 levels",
                assertThrows(InputException.class, () -> read("{\"a\":" + "[".repeat(100_000)))
                        .getMessage());
    }

    @Test
    void anyBytesGiveAMachineOrALocatedError() {
        byte[] good = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        String[] pieces = {"1e999999999", "-", "9".repeat(900), "[[[[", "null", "\"\\ud800\"", "{}", "\u0000", "\uFEFF"
        };
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> {
            int refused = 0;
            for (int i = 0; i < 6000; i++) {
                refused += isRefused(mutated(good, random, pieces, i)) ? 1 : 0;
            }
            assertTrue(refused > 4000, refused + " refused");
        });
    }

    private static byte[] mutated(byte[] good, Random random, String[] pieces, int i) {
        byte[] bytes = good.clone();
        if (i % 4 == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        if (i % 4 == 1) {
            String text = EXAMPLE;
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(8));
            return (text.substring(0, at) + pieces[random.nextInt(pieces.length)] + text.substring(end))
                    .getBytes(StandardCharsets.UTF_8);
        }
        for (int j = 0; j <= i % 3; j++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** What is accepted can be written and read again. */
    private static boolean isRefused(byte[] bytes) {
        try {
            Cluster cluster = ClusterReader.read(bytes, "m.json");
            assertEquals(cluster, read(cluster.toJson().toString()));
            return false;
        } catch (InputException e) {
            assertTrue(e.getMessage().startsWith("m.json:"), e.getMessage());
            return true;
        }
    }
}
