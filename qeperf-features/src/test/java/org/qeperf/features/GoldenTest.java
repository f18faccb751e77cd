package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.workload.PwFeatureExtractor;

/**
 * Compares with what pw.x printed for inputs of our own, in which its rules interact; {@code src/test/golden} makes them.
 * The system property {@code qeperf.golden} names another folder of the same form.
 */
class GoldenTest {

    private static final int FEWEST_COMPARED = 449;
    private static final int FEWEST_REFUSED = 140;
    private static final double MEMORY_TOLERANCE = 0.05;
    private static final double MEMORY_EXACT = 0.001;
    /** pw.x prints two decimals. */
    private static final double MEMORY_ROUNDING = 0.0051;

    private static final Map<String, String> WHOLE = Map.of(
            "n_at", "nat",
            "n_species", "ntyp",
            "n_ks", "nbnd",
            "n_k", "nk",
            "n_sym", "nsym",
            "n_g_dense", "ngm_dense",
            "n_g_smooth", "ngm_smooth");

    @TempDir
    Path folder;

    private final Map<String, int[]> comparisons = new TreeMap<>();
    private final List<String> unequal = new ArrayList<>();
    private int compared;
    private int refused;
    private int memoryExact;

    @Test
    void countsEqualThosePrintedByPwx() throws IOException {
        Path golden = Path.of(System.getProperty("qeperf.golden", "src/test/resources/golden"));
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(golden.resolve("golden.jsonl"))) {
            JsonNode run = json.readTree(line);
            Path input = folder.resolve(run.get("name").asText() + ".in");
            Files.writeString(input, run.get("input").asText());
            compare(run, input, golden.resolve("pseudo"));
        }
        printSummary();
        assertAll(
                () -> assertEquals("", String.join("\n", unequal)),
                () -> assertTrue(compared >= FEWEST_COMPARED, "only " + compared + " runs compared"),
                () -> assertTrue(refused >= FEWEST_REFUSED, "only " + refused + " inputs refused"));
    }

    /** Where pw.x fails for reasons of its own, or prints what is not computed here. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "grid-nrs-single-anisotropic",
            "pw.x fails in its table of columns where nr1s.. cut one axis and exceed another",
            "vdw-grimme-d3",
            "pw.x's D3 correction does not know the functional",
            "vdw-upper",
            "pw.x's D3 correction does not know the functional",
            "effort-tqr",
            "the boxes of augmentation in real space are not in the memory, which a warning says");

    private void compare(JsonNode run, Path input, Path potentials) {
        if (LEFT_OUT.containsKey(run.get("name").asText())) {
            return;
        }
        JsonNode figures = run.get("figures");
        JsonNode error = figures.path("error");
        Workload workload;
        try {
            workload = new PwFeatureExtractor()
                    .read(SimulationFiles.of(input, potentials).withCodeVersion("6.7"));
        } catch (InputException e) {
            // Some inputs stop pw.x only after it has counted; they may be refused too.
            boolean stops = !error.isMissingNode() || figures.has("late_error");
            note(run, "accepted", error, "no: " + e.getMessage().replace(folder.toString(), ""), stops);
            refused++;
            return;
        }
        // What a release or a build stops at may be counted, with a warning.
        boolean warned = workload.warnings().stream().anyMatch(w -> w.toString().contains("stop"));
        note(run, "accepted", error, "yes", error.isMissingNode() || warned);
        boolean runs = error.isMissingNode() && !figures.has("late_error");
        note(run, "accepted", error, "yes, but said to stop: " + workload.warnings(), !runs || !warned);
        if (!error.isMissingNode()) {
            return;
        }
        compared++;
        Counts counts = workload.counts();
        WHOLE.forEach((name, field) -> checkEqual(run, name, figures.path(field), "" + counts.whole(name)));
        checkEqual(run, "n_sticks_dense", figures.path("sticks").path(0), "" + counts.whole("n_sticks_dense"));
        checkEqual(run, "n_sticks_smooth", figures.path("sticks").path(1), "" + counts.whole("n_sticks_smooth"));
        checkEqual(run, "gamma_only", figures.path("gamma_only"), "" + counts.flag("gamma_only"));
        checkGrid(run, "fft_dense", counts);
        checkGrid(run, "fft_smooth", counts);
        // As many decimals as pw.x prints.
        checkReal(run, "n_el", figures.path("nelec"), counts.real("n_el"), 0.0051);
        checkReal(run, "volume_bohr3", figures.path("volume"), counts.real("volume_bohr3"), 0.000051);
        checkReal(run, "ecutwfc_ry", figures.path("ecutwfc"), counts.real("ecutwfc_ry"), 0.000051);
        checkReal(run, "ecutrho_ry", figures.path("ecutrho"), counts.real("ecutrho_ry"), 0.000051);
        checkProjectors(run, counts.whole("n_kb"));
        checkPlaneWaves(run, counts.whole("n_pw_max"));
        checkMemory(run, workload);
    }

    private void checkGrid(JsonNode run, String name, Counts counts) {
        Count.Grid grid = counts.grid(name);
        String ours = "[" + grid.n1() + "," + grid.n2() + "," + grid.n3() + "]";
        checkEqual(run, name, run.get("figures").path(name), ours);
    }

    /** pw.x prints no number of projectors; its memory list bounds it. */
    private void checkProjectors(JsonNode run, long ours) {
        JsonNode bounds = run.get("figures").path("nkb");
        boolean inside =
                ours >= bounds.path(0).asLong() && ours <= bounds.path(1).asLong();
        note(run, "n_kb", bounds, "" + ours, bounds.isMissingNode() || inside);
    }

    private void checkPlaneWaves(JsonNode run, long ours) {
        JsonNode list = run.get("figures").path("npw");
        long largest = 0;
        for (JsonNode npw : list) {
            largest = Math.max(largest, npw.asLong());
        }
        note(run, "n_pw_max", list, "" + ours, list.isMissingNode() || largest == ours);
    }

    private void checkMemory(JsonNode run, Workload workload) {
        JsonNode printed = run.get("figures").path("ram_max_mb");
        Layout layout =
                new Layout(1, run.path("ranks").asInt(1), 1, run.path("pools").asInt(1));
        double ours = workload.memoryPerRankBytes(layout).orElseThrow() / (1 << 20);
        double off = Math.max(0, Math.abs(ours - printed.asDouble()) - MEMORY_ROUNDING) / printed.asDouble();
        if (off <= MEMORY_EXACT) {
            memoryExact++;
        }
        String shown = String.format(java.util.Locale.ROOT, "%.3f (%.1f %% off)", ours, 100 * off);
        note(run, "memory", printed, shown, off <= MEMORY_TOLERANCE);
    }

    private void checkReal(JsonNode run, String name, JsonNode printed, double ours, double tolerance) {
        note(run, name, printed, "" + ours, Math.abs(printed.asDouble() - ours) <= tolerance);
    }

    private void checkEqual(JsonNode run, String name, JsonNode printed, String ours) {
        note(run, name, printed, ours, printed.toString().equals(ours));
    }

    private void note(JsonNode run, String name, JsonNode printed, String ours, boolean equal) {
        if (printed.isMissingNode() && !name.equals("accepted")) {
            return;
        }
        int[] tally = comparisons.computeIfAbsent(name, n -> new int[2]);
        tally[0]++;
        if (equal) {
            tally[1]++;
        } else {
            unequal.add(run.get("name").asText() + ": " + name + " is " + ours + ", pw.x: " + printed);
        }
    }

    private void printSummary() {
        StringBuilder text = new StringBuilder("\ncount             compared   equal\n");
        comparisons.forEach((name, n) -> text.append("%-16s %9d %7d%n".formatted(name, n[0], n[1])));
        text.append(compared).append(" runs compared, ").append(refused).append(" inputs refused; memory within 5 %, ");
        text.append(memoryExact).append(" within 0.1 %\n");
        LEFT_OUT.forEach((name, reason) -> text.append("left out: ")
                .append(name)
                .append(": ")
                .append(reason)
                .append('\n'));
        System.out.println(text);
    }
}
