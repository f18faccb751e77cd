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
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.machine.MachineProfile;
import org.qeperf.runtime.machine.Machines;

class MachineCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
    void listsTheMachines() throws IOException {
        Machine local = Machines.local();
        assertEquals(
                new Console.Result(
                        0,
                        String.format(
                                Locale.ROOT,
                                "MACHINE  CORES PER NODE  MEMORY PER NODE%nlocal    %-14d  %.1f GiB%n",
                                local.coresPerNode(),
                                local.memoryBytesPerNode() / (double) (1 << 30)),
                        ""),
                Console.run("machine", "list"));
        Console.Result result = Console.run("machine", "list", "--format", "json");
        assertEquals(
                "[{\"name\":\"local\",\"cores_per_node\":" + local.coresPerNode() + ",\"memory_bytes_per_node\":"
                        + local.memoryBytesPerNode() + "}]",
                JSON.readTree(result.out()).toString());
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
                Console.refused(2, "expected one of: probe, list; see 'qeperf machine --help'"),
                Console.run("machine"));
    }
}
