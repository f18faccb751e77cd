package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * Compares with what pw.x printed for hundreds of inputs: runs of version 6.7, and outputs of 6.0 to 7.5 that come with the
 * inputs. Those of development versions carry the number of the release before, so an output may also be that of the
 * release after the one it names. {@link MemoryTruthTest} compares memory.
 */
class TruthTest {

    private static final int FEWEST_COMPARED = 1056;

    private static final List<QeVersion> RELEASES = List.of(
            new QeVersion(6, 0),
            new QeVersion(6, 1),
            new QeVersion(6, 2),
            new QeVersion(6, 3),
            new QeVersion(6, 4),
            new QeVersion(6, 5),
            new QeVersion(6, 6),
            new QeVersion(6, 7),
            new QeVersion(6, 8),
            new QeVersion(7, 0),
            new QeVersion(7, 1),
            new QeVersion(7, 2),
            new QeVersion(7, 3),
            new QeVersion(7, 4),
            new QeVersion(7, 5));

    /** Outputs that are not of their inputs, each with the reason. */
    private static final Map<String, String> NOT_OF_PWX = Map.of(
            "aiidaqe_parsers_fixtures__aiida",
            "the output prints a lattice parameter that is not the input's",
            "qesirius_QEHeat_example_H2O_trajectory__input",
            "the output is another program's, which does not say that it uses the algorithms of the gamma point",
            "qesirius_QEHeat_example_SiO2_single__input_energycurrent",
            "the output is another program's, which does not say that it uses the algorithms of the gamma point");

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

    private final PwFeatureExtractor extractor = new PwFeatureExtractor();
    private final Map<String, int[]> tallies = new TreeMap<>();
    private final List<String> unequal = new ArrayList<>();
    private int compared;
    private int underTheNextRelease;

    /** One count of one run: what pw.x printed, what is computed, and whether they are equal. */
    private record Comparison(String printed, String ours, boolean equal) {}

    @Test
    void countsEqualThosePrintedByPwx() throws IOException {
        RecordedRuns record = RecordedRuns.find();
        for (JsonNode run : record.runs()) {
            Optional<QeVersion> version = QeVersion.find(run.path("qe_version").asText());
            boolean sameCell = !run.path("geometry_from_previous_run").asBoolean();
            boolean ofPwx = !NOT_OF_PWX.containsKey(run.get("case").asText());
            if (run.path("pseudo_available").asBoolean() && sameCell && ofPwx && version.isPresent()) {
                compare(run, record.path("."), version.get());
            }
        }
        printSummary();
        assertAll(
                () -> assertEquals("", String.join("\n", unequal)),
                () -> record.requireAtLeast(FEWEST_COMPARED, compared, "runs"));
    }

    private void compare(JsonNode run, Path folder, QeVersion version) {
        String name = run.get("case").asText() + " (" + run.path("qe_version").asText() + ")";
        compared++;
        try {
            Map<String, Comparison> comparisons;
            try {
                comparisons = comparisons(run, folder, version);
            } catch (InputException e) {
                comparisons = comparisons(run, folder, next(run, version).orElseThrow(() -> e));
                underTheNextRelease++;
            }
            Optional<QeVersion> next = next(run, version);
            if (!allEqual(comparisons) && next.isPresent()) {
                Map<String, Comparison> later = comparisons(run, folder, next.get());
                comparisons = allEqual(later) ? later : comparisons;
                underTheNextRelease += allEqual(later) ? 1 : 0;
            }
            comparisons.forEach((count, comparison) -> note(name, count, comparison));
        } catch (InputException e) {
            unequal.add(name + ": " + e.getMessage());
        }
    }

    private static boolean allEqual(Map<String, Comparison> comparisons) {
        return comparisons.values().stream().allMatch(Comparison::equal);
    }

    /** The release after, for outputs that others made. */
    private static Optional<QeVersion> next(JsonNode run, QeVersion version) {
        int index = RELEASES.indexOf(version) + 1;
        return run.path("source").asText().equals("local") || index == RELEASES.size()
                ? Optional.empty()
                : Optional.of(RELEASES.get(index));
    }

    private Map<String, Comparison> comparisons(JsonNode run, Path folder, QeVersion version) {
        Path input = folder.resolve(run.get("input").asText());
        SimulationFiles files =
                SimulationFiles.of(input, folder.resolve("pseudo")).withCodeVersion(version.toString());
        Counts counts = extractor.read(files).counts();
        boolean samePotentials = run.path("source").asText().equals("local")
                || run.path("pseudo_md5_matches_corpus").asBoolean();
        Map<String, Comparison> all = new LinkedHashMap<>();
        WHOLE.forEach((name, field) -> {
            if (samePotentials || !OF_POTENTIALS.contains(name)) {
                equal(all, name, run.path(field), String.valueOf(counts.whole(name)));
            }
        });
        equal(
                all,
                "n_sticks_dense",
                run.path("sticks_sum").path("dense"),
                String.valueOf(counts.whole("n_sticks_dense")));
        equal(all, "gamma_only", run.path("gamma_only"), String.valueOf(counts.flag("gamma_only")));
        grid(all, "fft_dense", run, counts);
        grid(all, "fft_smooth", run, counts);
        // Printed with two and with four decimals.
        if (samePotentials) {
            near(all, "n_el", run.path("nelec"), counts.real("n_el"), 0.0051);
        }
        near(all, "volume_bohr3", run.path("volume_bohr3"), counts.real("volume_bohr3"), 0.000051);
        return all;
    }

    private static void grid(Map<String, Comparison> all, String name, JsonNode run, Counts counts) {
        Count.Grid grid = counts.grid(name);
        equal(all, name, run.path(name), "[" + grid.n1() + "," + grid.n2() + "," + grid.n3() + "]");
    }

    private static void equal(Map<String, Comparison> all, String name, JsonNode printed, String ours) {
        put(all, name, printed, ours, printed.toString().equals(ours));
    }

    private static void near(Map<String, Comparison> all, String name, JsonNode printed, double ours, double off) {
        put(all, name, printed, String.valueOf(ours), Math.abs(printed.asDouble() - ours) <= off);
    }

    private static void put(Map<String, Comparison> all, String name, JsonNode printed, String ours, boolean equal) {
        if (!printed.isMissingNode() && !printed.isNull()) {
            all.put(name, new Comparison(printed.toString(), ours, equal));
        }
    }

    private void note(String run, String count, Comparison comparison) {
        int[] tally = tallies.computeIfAbsent(count, n -> new int[2]);
        tally[0]++;
        tally[1] += comparison.equal() ? 1 : 0;
        if (!comparison.equal()) {
            unequal.add(run + ": " + count + " is " + comparison.ours() + ", printed " + comparison.printed());
        }
    }

    private void printSummary() {
        StringBuilder text = new StringBuilder("\ncount             compared   equal\n");
        tallies.forEach((name, n) -> text.append("%-16s %9d %7d%n".formatted(name, n[0], n[1])));
        text.append(compared)
                .append(" runs compared, ")
                .append(underTheNextRelease)
                .append(" of them by the rules of the release after the one they name\n");
        NOT_OF_PWX.forEach((name, reason) -> text.append("left out: ")
                .append(name)
                .append(": ")
                .append(reason)
                .append('\n'));
        System.out.println(text);
    }
}
