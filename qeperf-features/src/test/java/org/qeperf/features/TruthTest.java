package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.workload.PwFeatureExtractor;

/**
 * Compares with what pw.x printed for hundreds of inputs. The record stands outside the repository, in the folder that the
 * system property {@code qeperf.truth} names or in {@code shared/truth} beside the repository.
 */
class TruthTest {

    private static final int FEWEST_COMPARED = 620;
    private static final double MEMORY_TOLERANCE = 0.05;
    private static final double LEAST_SHARE_OF_MEMORY = 0.95;

    /** Whole counts, and their names in the record. */
    private static final Map<String, String> WHOLE = Map.of(
            "n_at", "nat",
            "n_species", "ntyp",
            "n_ks", "nbnd",
            "n_k", "nk",
            "n_sym", "nsym",
            "n_g_dense", "ngm_dense",
            "n_g_smooth", "ngm_smooth",
            "n_kb", "nkb_derived_from_header",
            "n_pw_max", "npwx");

    /** Counts that follow from the pseudopotentials. */
    private static final Set<String> OF_POTENTIALS = Set.of("n_ks", "n_kb");

    private final Map<String, int[]> comparisons = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<String> unequal = new ArrayList<>();
    private final List<String> memoryMissed = new ArrayList<>();
    private int compared;
    private int memoryCompared;

    @Test
    void countsEqualThosePrintedByPwx() throws IOException {
        String property = System.getProperty("qeperf.truth");
        Path folder = property != null ? Path.of(property) : Path.of("..", "..", "shared", "truth");
        Path records = folder.resolve("truth.jsonl");
        assumeTrue(
                Files.isRegularFile(records),
                "no recorded runs: " + records + " is missing; give their folder with -Dqeperf.truth");
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(records)) {
            JsonNode run = json.readTree(line);
            boolean sameGeometry = !run.path("geometry_from_previous_run").asBoolean();
            Optional<QeVersion> version = QeVersion.find(run.path("qe_version").asText());
            if (run.path("pseudo_available").asBoolean() && sameGeometry && version.isPresent()) {
                compare(run, folder, version.get());
            }
        }
        printSummary();
        unequal.forEach(System.out::println);
        assertAll(
                () -> assertEquals(List.of(), unequal),
                () -> assertTrue(compared >= FEWEST_COMPARED, "only " + compared + " runs compared: " + refusals),
                () -> assertTrue(
                        memoryMissed.size() <= (1 - LEAST_SHARE_OF_MEMORY) * memoryCompared,
                        memoryMissed.size() + " of " + memoryCompared + " memory estimates missed: " + memoryMissed));
    }

    private void compare(JsonNode run, Path folder, QeVersion version) {
        Path input = folder.resolve(run.get("input").asText());
        Counts counts;
        try {
            counts = new PwFeatureExtractor()
                    .read(SimulationFiles.of(input, folder.resolve("pseudo")).withCodeVersion(version.toString()))
                    .counts();
        } catch (InputException e) {
            String kind = e.getMessage().replaceFirst("^.*?:\\d+:\\d+: ", "").replaceAll("'[^']*'", "'...'");
            refusals.merge(kind, 1, Integer::sum);
            return;
        }
        compared++;
        boolean samePotentials = run.path("source").asText().equals("local")
                || run.path("pseudo_md5_matches_corpus").asBoolean();
        WHOLE.forEach((name, field) -> {
            if (samePotentials || !OF_POTENTIALS.contains(name)) {
                check(run, name, run.path(field), counts.whole(name));
            }
        });
        check(run, "n_sticks_dense", run.path("sticks_sum").path("dense"), counts.whole("n_sticks_dense"));
        // Printed with two and with four decimals.
        if (samePotentials) {
            checkReal(run, "n_el", run.path("nelec"), counts.real("n_el"), 0.0051);
            compareMemory(run, counts.real("memory_per_rank_mb"));
        }
        checkReal(run, "volume_bohr3", run.path("volume_bohr3"), counts.real("volume_bohr3"), 0.000051);
        checkEqual(run, "gamma_only", run.path("gamma_only"), String.valueOf(counts.flag("gamma_only")));
        checkGrid(run, "fft_dense", counts);
        checkGrid(run, "fft_smooth", counts);
    }

    private void check(JsonNode run, String name, JsonNode printed, long ours) {
        checkEqual(run, name, printed, String.valueOf(ours));
    }

    private void checkGrid(JsonNode run, String name, Counts counts) {
        Count.Grid grid = counts.grid(name);
        checkEqual(run, name, run.path(name), "[" + grid.n1() + "," + grid.n2() + "," + grid.n3() + "]");
    }

    private void checkReal(JsonNode run, String name, JsonNode printed, double ours, double tolerance) {
        note(run, name, printed, String.valueOf(ours), Math.abs(printed.asDouble() - ours) <= tolerance);
    }

    private void checkEqual(JsonNode run, String name, JsonNode printed, String ours) {
        note(run, name, printed, ours, printed.toString().equals(ours));
    }

    private void note(JsonNode run, String name, JsonNode printed, String ours, boolean equal) {
        if (printed.isMissingNode() || printed.isNull()) {
            return;
        }
        int[] tally = comparisons.computeIfAbsent(name, n -> new int[2]);
        tally[0]++;
        if (equal) {
            tally[1]++;
        } else {
            unequal.add(run.get("case").asText() + " (" + run.path("qe_version").asText() + "): " + name + " is " + ours
                    + ", printed " + printed);
        }
    }

    private void compareMemory(JsonNode run, double ours) {
        JsonNode printed = run.path("ram_max_mb");
        JsonNode features = run.path("features");
        boolean left = features.path("hybrid").asBoolean()
                || features.path("tqr").asBoolean()
                || features.path("vdw_corr").asText().equals("xdm")
                || run.path("xc").asText().contains("TPSS");
        if (!printed.isNumber() || left || run.path("mpi_procs").asInt(1) > 1) {
            return;
        }
        memoryCompared++;
        if (Math.abs(ours / printed.asDouble() - 1) > MEMORY_TOLERANCE) {
            memoryMissed.add(run.get("case").asText() + " " + ours + " MB, printed " + printed);
        }
    }

    private void printSummary() {
        StringBuilder text = new StringBuilder("\ncount             compared   equal\n");
        comparisons.forEach((name, n) -> text.append("%-16s %9d %7d%n".formatted(name, n[0], n[1])));
        text.append("%-16s %9d %7d  (within 5 %%)%n"
                .formatted("memory", memoryCompared, memoryCompared - memoryMissed.size()));
        text.append(compared).append(" runs compared; refused:\n");
        refusals.forEach((message, n) -> text.append("%4d  %s%n".formatted(n, message)));
        System.out.println(text);
    }
}
