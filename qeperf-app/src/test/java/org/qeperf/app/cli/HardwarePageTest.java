package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.runtime.machine.MachineFigure;
import org.qeperf.runtime.machine.MachineProfile;

/** What docs/hardware.md says of the machines that ship and of the measured one; {@code -Dqeperf.docs=write} writes it anew. */
class HardwarePageTest {

    private static final boolean WRITES = "write".equals(System.getProperty("qeperf.docs"));
    private static final Path PAGE = Path.of("../docs/hardware.md");
    private static final Path BALANCES = Path.of("../docs/figures/hardware-balance.svg");
    private static final Pattern BAR =
            Pattern.compile("<rect height=\"15\" style=\"fill:([^;]*);[^>]* width=\"([0-9.]+)\"");

    @TempDir
    private Path folder;

    private JsonNode machines;

    @BeforeEach
    void analyse() throws IOException {
        Console.Result result = Console.run("machine", "analyse", "--format", "json");
        assertEquals(0, result.status(), result.err());
        machines = new ObjectMapper().readTree(result.out()).path("machines");
    }

    @Test
    void thePageHasTheBalancesOfTheShippedMachines() throws IOException {
        String text = Files.readString(PAGE);
        String begin = "<!-- balances: begin -->\n";
        String end = "<!-- balances: end -->\n";
        String before = text.substring(0, text.indexOf(begin) + begin.length());
        String whole = before + balances() + text.substring(text.indexOf(end));
        if (WRITES) {
            Files.writeString(PAGE, whole);
        }
        assertEquals(whole, Files.readString(PAGE));
    }

    private String balances() {
        double[] processors = sorted("single_precision_flop_per_byte_processors");
        double[] accelerators = sorted("single_precision_flop_per_byte_accelerators");
        int half = processors.length / 2;
        double median = processors.length % 2 == 1 ? processors[half] : (processors[half - 1] + processors[half]) / 2;
        return String.format(
                Locale.ROOT,
                """
                What ships (`./qeperf machine analyse`): %d of %d kinds of processors reach 25 flop/byte in single precision (the highest %.1f,
                median %.1f), %d of %d accelerators whose single-precision peak and bandwidth sources tell stay below 20 (%.1f to %.1f).
                """,
                Arrays.stream(processors).filter(b -> b >= 25).count(),
                processors.length,
                processors[processors.length - 1],
                median,
                Arrays.stream(accelerators).filter(b -> b <= 20).count(),
                accelerators.length,
                accelerators[0],
                accelerators[accelerators.length - 1]);
    }

    private double[] sorted(String member) {
        List<Double> values = new ArrayList<>();
        for (JsonNode machine : machines) {
            if (machine.path(member).isNumber()) {
                values.add(machine.path(member).asDouble());
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** A bar for each balance, as long as that over the longest. Glyphs differ between machines, so bytes are not compared. */
    @Test
    void theFigureHasTheBalancesOfTheShippedMachines() throws IOException {
        if (WRITES) {
            assertEquals(
                    0, Console.run("machine", "analyse", "--plot", BALANCES).status());
        }
        List<Double> told = new ArrayList<>();
        for (JsonNode machine : machines) {
            for (String devices : List.of("processors", "accelerators")) {
                JsonNode balance = machine.path(devices).path("flop_per_byte");
                if (balance.isNumber()) {
                    told.add(balance.asDouble());
                }
            }
        }
        List<Double> drawn = new ArrayList<>();
        Matcher bars = BAR.matcher(Files.readString(BALANCES));
        while (bars.find()) {
            drawn.add(Double.parseDouble(bars.group(2)));
        }
        assertEquals(told.size(), drawn.size());
        double longest = drawn.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double most = told.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        for (int i = 0; i < drawn.size(); i++) {
            assertEquals(told.get(i) / most, drawn.get(i) / longest, 1e-3, "bar " + i);
        }
    }

    /** The page tells the spreads of the figures it uses, and the largest of those it does not. */
    @Test
    void thePageHasTheSpreadsOfTheMeasuredMachine() throws IOException {
        MachineProfile profile = MachineProfile.read(Path.of("../data/hardware/debian-2core.json"));
        Map<MachineFigure, Double> spreads = new TreeMap<>();
        profile.figures().forEach((figure, measured) -> spreads.put(figure, 100 * measured.spread()));
        List<MachineFigure> used = List.of(
                MachineFigure.MEMORY_BANDWIDTH_ONE_CORE,
                MachineFigure.MEMORY_BANDWIDTH_ALL_CORES,
                MachineFigure.FMA_RATE_ONE_CORE,
                MachineFigure.FMA_RATE_ALL_CORES);
        double[] ofUsed = used.stream().mapToDouble(spreads::get).sorted().toArray();
        double[] others = spreads.keySet().stream()
                .filter(figure -> !used.contains(figure))
                .mapToDouble(spreads::get)
                .sorted()
                .toArray();
        String sentence = String.format(
                Locale.ROOT,
                "medians %.1f to %.1f %% below the best tenth for the figures used here (%.1f to %.1f %% for the others)",
                ofUsed[0],
                ofUsed[ofUsed.length - 1],
                others[0],
                others[others.length - 1]);
        String text = Files.readString(PAGE).replace('\n', ' ');
        assertTrue(text.contains(sentence), sentence);
    }
}
