package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineAnalysisTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RECORD = Path.of("../data/hardware/debian-2core.json");
    private static final Path MARCONI = Path.of("../data/hardware/machines/marconi-a2.json");
    private static final Path INPUT = Path.of("../qeperf-examples/silicon/si.in");
    private static final Path RUNS = Path.of("../data/pwx-runs.jsonl.gz");

    @TempDir
    private Path folder;

    private static JsonNode json(Object... arguments) throws IOException {
        Console.Result result = Console.run(arguments);
        assertEquals(0, result.status(), result.err());
        return JSON.readTree(result.out());
    }

    @Test
    void showsBalances() {
        Console.Result result = Console.run("machine", "analyse", "piz-daint/mc", MARCONI);
        assertEquals("""
                MACHINE/NODES   DEVICES   PEAK Gflop/s  MEMORY GB/s  BALANCE flop/byte  INVERSE byte/flop  SINGLE PRECISION flop/byte
                piz-daint/mc    36 cores  1210          154          7.88               0.127              15.8
                marconi-a2/knl  68 cores  3046          490          6.22               0.161              12.4

                Published claim, single precision: processors about 25.0 flop/byte (0.025 Tflop/s for each GB/s), bound by arithmetic: 0 of 2 reach it.
                Published claim, single precision: accelerators at most 20.0 flop/byte (20 Tflop/s for each TB/s), bound by memory: 0 of 0 stay below.
                """, result.out());
        assertEquals(0, result.status());
    }

    @Test
    void showsEachKindOfNodesOnce() throws IOException {
        List<String> kinds = json("machine", "analyse", "lumi-c", "--format", "json")
                .path("machines")
                .findValuesAsText("nodes");
        assertEquals(List.of("standard", "largemem"), kinds);
        assertTrue(
                json("machine", "analyse", "--format", "json").path("machines").size() > 20);
    }

    @Test
    void placesKernelsBelowRoofs() throws IOException {
        JsonNode document = json("machine", "analyse", RECORD, "--input", INPUT, "--format", "json");
        JsonNode fft = document.path("kernels").path(0);
        assertEquals("fft", fft.path("kernel").asText());
        JsonNode machine = document.path("machines").path(0);
        assertEquals("debian-2core", machine.path("machine").asText());
        assertTrue(machine.path("measured").asBoolean());
        JsonNode core = machine.path("one_core");
        JsonNode kernel = core.path("kernels").path(0);
        assertEquals("memory", kernel.path("bound_by").asText());
        double rate =
                core.path("bytes_per_s").asDouble() * fft.path("flop_per_byte").asDouble();
        assertEquals(rate, kernel.path("attainable_flop_per_s").asDouble(), 1);
        assertEquals(fft.path("flop").asDouble() / rate, kernel.path("least_s").asDouble(), 1e-12);
        assertTrue(machine.path("accelerators").isNull());
        String table =
                Console.run("machine", "analyse", RECORD, "--input", INPUT).out();
        assertTrue(table.contains("\ndebian-2core/node, second-level cache 2.00 MiB a core:\n"), table);
        assertTrue(table.contains("\nfft              one core alone  5.22             memory    36.7  "), table);
    }

    @Test
    void comparesRunsAndDraws() throws IOException {
        Path figures = folder.resolve("figures");
        Console.Result result = Console.run("machine", "analyse", RECORD, "--runs", RUNS, "--plot", figures);
        assertEquals(0, result.status(), result.err());
        assertTrue(
                result.out()
                        .contains(
                                "pwx-runs.jsonl.gz: 2410 runs are of 1646 systems (problem, release, machine, nodes and"
                                        + " cores); 238 of them in 119 groups with the same problem, release and kind of devices.\n"),
                result.out());
        assertTrue(result.out().contains("left out: 179 shorter than 0.2 s\n"), result.out());
        assertTrue(
                result.out().lines().anyMatch(line -> line.matches("a system +peak +238 +- +1 +as their number")),
                result.out());
        assertTrue(
                result.out().contains("No two described machines did the same problem with the same release.\n"),
                result.out());
        assertTrue(result.out().endsWith("written to " + figures.resolve("hardware-balance.svg") + "\n"), result.out());
        try (var files = Files.list(figures)) {
            assertEquals(
                    List.of(
                            "hardware-balance.svg",
                            "hardware-correlations.svg",
                            "hardware-kernels-debian-2core.svg",
                            "hardware-trends.svg"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void runsAreFoundByWordsAndPriced() throws IOException {
        JsonNode runs = json(
                        "machine",
                        "analyse",
                        RECORD,
                        "--runs",
                        RUNS,
                        "--as",
                        "debian=piz-daint/mc",
                        "--price",
                        "piz-daint/mc=7000",
                        "--format",
                        "json")
                .path("runs");
        assertEquals("piz-daint", runs.path("systems").path(0).path("machine").asText());
        assertEquals(
                "node-hour", runs.path("systems").path(0).path("charged_unit").asText());
        JsonNode price = runs.path("effects").path(7);
        assertEquals("price", price.path("descriptor").asText());
        assertEquals("as their number", price.path("remark").asText());
        assertEquals(2, runs.path("mean_s_per_iteration").path("units").size());
        // The same identity for kernels: these runs are none of the measured machine now.
        assertEquals(0, runs.path("kernels").size());
    }

    /** A file is read once, by the reader with a limit, whatever its format. */
    @Test
    void filesAreRefusedByTheirReader() throws IOException {
        Path large = Files.writeString(folder.resolve("large.json"), " ".repeat((1 << 20) + 1));
        assertEquals(
                Console.refused(2, large + ":1:1: the file is larger than 1048576 bytes; expected a smaller file"),
                Console.run("machine", "analyse", large));
        Path broken =
                Files.writeString(folder.resolve("broken.json"), "{\"format\": \"qeperf-machine/1\", \"name\": \" \"}");
        assertEquals(
                Console.refused(2, broken + ":1:32: 'name' is empty; expected the name of the machine"),
                Console.run("machine", "analyse", broken));
    }

    @Test
    void drawsOneFigureIntoAFile() throws IOException {
        Path file = folder.resolve("roof.png");
        assertEquals(
                0,
                Console.run("machine", "analyse", "lumi-c", "--input", INPUT, "--plot", file)
                        .status());
        assertEquals((byte) 0x89, Files.readAllBytes(file)[0]);
        assertEquals(
                Console.refused(
                        3,
                        "there is nothing to draw: no peak and bandwidth is known of these machines, and no runs compare"
                                + " them"),
                Console.run("machine", "analyse", "local", "--plot", file));
    }

    @Test
    void refusesOptionsWithoutTheirOthers() {
        for (String[] given : new String[][] {
            {"--pseudo-dir", "pseudo", "--pseudo-dir is given; expected --input with it"},
            {"--qe-version", "6.7", "--qe-version is given; expected --input with it"},
            {"--as", "a=lumi-c", "--as is given; expected --runs with it"},
            {"--price", "lumi-c=1", "--price is given; expected --runs with it"}
        }) {
            assertEquals(
                    Console.refused(2, given[2] + "; see 'qeperf machine analyse --help'"),
                    Console.run("machine", "analyse", "lumi-c", given[0], given[1]));
        }
    }

    @Test
    void refusesWhatIsNoMachineOrPrice() {
        String help = "; see 'qeperf machine analyse --help'";
        assertEquals(
                Console.refused(2, "machine 'piz-daint' has no nodes 'knl'; expected one of: gpu, mc" + help),
                Console.run("machine", "analyse", "piz-daint/knl"));
        assertEquals(
                Console.refused(2, "--price of lumi-c is -1.0; expected a positive number" + help),
                Console.run("machine", "analyse", "lumi-c", "--runs", RUNS, "--price", "lumi-c=-1"));
        String unknown = Console.run("machine", "analyse", "lumi-c", "--runs", RUNS, "--price", "lumi=1")
                .err();
        assertTrue(
                unknown.startsWith("--price: there is no machine 'lumi'; expected one of: lumi-c, charisma, "),
                unknown);
        assertEquals(
                Console.refused(
                        2,
                        "--price: machine 'piz-daint' has several kinds of nodes; expected one of: piz-daint/gpu,"
                                + " piz-daint/mc" + help),
                Console.run("machine", "analyse", "lumi-c", "--runs", RUNS, "--price", "piz-daint=1"));
        assertEquals(
                Console.refused(2, "machine 'piz-daint' has no nodes 'knl'; expected one of: gpu, mc" + help),
                Console.run("machine", "analyse", "lumi-c", "--runs", RUNS, "--price", "piz-daint/knl=1"));
        assertEquals(
                Console.refused(2, "--price of workstation/workstation is given twice; expected it once" + help),
                Console.run(
                        "machine",
                        "analyse",
                        "lumi-c",
                        "--runs",
                        RUNS,
                        "--price",
                        "workstation=1",
                        "--price",
                        "workstation/workstation=2"));
        assertEquals(
                Console.refused(
                        2, "--as: there are no words for 'lumi-c'; expected a part of what runs call it" + help),
                Console.run("machine", "analyse", "lumi-c", "--runs", RUNS, "--as", "=lumi-c"));
        String wrong = Console.run("machine", "analyse", "lumi-c", "--runs", RUNS, "--as", "a=nowhere")
                .err();
        assertTrue(wrong.startsWith("--as: there is no machine 'nowhere'; expected one of: lumi-c, charisma, "), wrong);
        assertEquals(
                Console.refused(2, folder + ":1:1: this is a folder; expected a pw.x input file"),
                Console.run("machine", "analyse", "lumi-c", "--input", folder));
    }
}
