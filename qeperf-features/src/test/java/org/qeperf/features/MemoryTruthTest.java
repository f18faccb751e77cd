package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.memory.MemoryEstimate;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.PseudopotentialCache;
import org.qeperf.features.pseudo.PseudopotentialLibrary;

/** Compares memory and exact exchange with what pw.x printed, for the record that {@link TruthTest} describes. */
class MemoryTruthTest {

    private static final double MEGABYTE = 1 << 20;
    private static final double LEAST_SHARE = 0.95;
    private static final int FEWEST_LOCAL = 610;
    private static final int FEWEST_GRIDS = 7;

    private static final String LOCAL = "6.7 local";

    /** The radius of augmentation charges, which memory needs here, is not read. */
    private static final String REAL_SPACE = "6.7 local, tqr";

    /** References by release are too few each. */
    private static final List<String> ASSERTED = List.of(LOCAL, "6.7 local, hybrid", "reference");

    private static final Pattern GRID =
            Pattern.compile("EXX grid: +(\\d+) G-vectors +FFT dimensions: \\( *(\\d+), *(\\d+), *(\\d+)\\)");
    private static final Pattern POINTS = Pattern.compile("EXX: setup a grid of (\\d+) q-points");
    private static final Pattern SAME = Pattern.compile("EXX: grid of k\\+q points same");

    /** Compared, equal to the printed digit, within 1 and within 5 per cent. */
    private final Map<String, int[]> tallies = new TreeMap<>();

    private final List<String> missed = new ArrayList<>();
    private final List<String> unequal = new ArrayList<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int grids;
    private int meshes;

    @Test
    void memoryIsThatPrintedByPwx() throws IOException {
        RecordedRuns record = RecordedRuns.find();
        for (JsonNode run : record.runs()) {
            if (comparable(run)) {
                compare(run, record.path("."));
            }
        }
        printSummary();
        assertAll(
                () -> assertEquals(List.of(), unequal),
                () -> record.requireAtLeast(FEWEST_LOCAL, tallies.get(LOCAL)[0], "memory estimates"),
                () -> assertEquals(tallies.get(LOCAL)[0], tallies.get(LOCAL)[1], "equal to the printed digit"),
                () -> record.requireAtLeast(FEWEST_GRIDS, grids, "grids of exact exchange"),
                () -> assertEquals(
                        List.of(),
                        tallies.entrySet().stream()
                                .filter(t -> ASSERTED.contains(t.getKey()))
                                .filter(t -> t.getValue()[3] < LEAST_SHARE * t.getValue()[0])
                                .map(Map.Entry::getKey)
                                .toList()));
    }

    private static boolean comparable(JsonNode run) {
        boolean local = run.get("source").asText().equals("local");
        return run.path("pseudo_available").asBoolean()
                && run.path("ram_max_mb").isNumber()
                && (local
                        || run.path("pseudo_md5_matches_corpus").asBoolean()
                                && !run.path("geometry_from_previous_run").asBoolean()
                                && run.path("mpi_procs").isInt());
    }

    private void compare(JsonNode run, Path folder) throws IOException {
        Optional<QeVersion> version = QeVersion.find(run.path("qe_version").asText());
        if (version.isEmpty()) {
            return;
        }
        boolean local = run.get("source").asText().equals("local");
        Path file = folder.resolve(run.get("input").asText());
        try {
            if (local) {
                PwCounts counts = counts(file, folder, version.get());
                List<String> groups = run.path("features").path("tqr").asBoolean()
                        ? List.of(REAL_SPACE)
                        : counts.exchange().isPresent() ? List.of(LOCAL, "6.7 local, hybrid") : List.of(LOCAL);
                note(run, groups, megabytes(run, counts));
                compareExchange(run, counts, output(folder, run));
            } else {
                compareReference(run, file, folder, version.get());
            }
        } catch (InputException e) {
            refusals.merge(
                    e.getMessage().replaceFirst("^.*?:\\d+:\\d+: ", "").replaceAll("'[^']*'", "'...'"),
                    1,
                    Integer::sum);
        }
    }

    /** Development builds, which many references are from, carry the number of the release before them. */
    private void compareReference(JsonNode run, Path file, Path folder, QeVersion version) throws IOException {
        boolean newer = !version.atLeast(7, 1)
                && Files.readString(file, StandardCharsets.ISO_8859_1).contains("HUBBARD");
        if (newer) {
            refusals.merge("the input is newer than the reference output", 1, Integer::sum);
            return;
        }
        double printed = run.path("ram_max_mb").asDouble();
        double ours = megabytes(run, counts(file, folder, version));
        double next = megabytes(run, counts(file, folder, following(version)));
        boolean development = Math.abs(next - printed) < Math.abs(ours - printed);
        note(run, List.of("reference", "reference " + version), development ? next : ours);
    }

    private static QeVersion following(QeVersion version) {
        return QeVersion.find(version.major() + "." + (version.minor() + 1))
                .orElse(version.major() == 6 ? new QeVersion(7, 0) : version);
    }

    private static double megabytes(JsonNode run, PwCounts counts) {
        boolean local = run.get("source").asText().equals("local");
        int ranks = local ? 1 : run.path("mpi_procs").asInt();
        Layout layout = new Layout(1, ranks, 1, local ? 1 : run.path("npool").asInt(1));
        return MemoryEstimate.of(counts, layout).printedBytesPerRank() / MEGABYTE;
    }

    private static final PseudopotentialCache CACHE = new PseudopotentialCache();

    private static PwCounts counts(Path file, Path folder, QeVersion version) {
        PwInput input = PwInputReader.read(file, version, ParseLimits.DEFAULT);
        return PwCounter.count(input, potentials(input, file, folder), ParseLimits.DEFAULT);
    }

    private static List<Pseudopotential> potentials(PwInput input, Path file, Path folder) {
        PseudopotentialLibrary library =
                PseudopotentialLibrary.of(List.of(folder.resolve("pseudo")), input, file, ParseLimits.DEFAULT, CACHE);
        return input.species().stream().map(library::read).collect(Collectors.toList());
    }

    private void note(JsonNode run, List<String> groups, double ours) {
        double printed = run.path("ram_max_mb").asDouble();
        double digit = printed < 1024 ? 0.006 : 5.2;
        double error = Math.abs(ours / printed - 1);
        boolean equal = Math.abs(ours - printed) <= digit;
        for (String group : groups) {
            int[] tally = tallies.computeIfAbsent(group, g -> new int[4]);
            tally[0]++;
            tally[1] += equal ? 1 : 0;
            tally[2] += error <= 0.01 ? 1 : 0;
            tally[3] += error <= 0.05 ? 1 : 0;
        }
        if (!equal && (error > 0.01 || groups.contains(LOCAL))) {
            missed.add("%s %s, %d ranks: %.2f MB, printed %.2f"
                    .formatted(
                            groups.get(groups.size() - 1),
                            run.get("case").asText(),
                            run.path("mpi_procs").asInt(1),
                            ours,
                            printed));
        }
    }

    private static String output(Path folder, JsonNode run) throws IOException {
        Path file = folder.resolve(run.get("input").asText()).resolveSibling("pw.out.gz");
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().collect(Collectors.joining("\n"));
        }
    }

    private void compareExchange(JsonNode run, PwCounts counts, String output) {
        Matcher points = POINTS.matcher(output);
        boolean many = points.find();
        if (many || SAME.matcher(output).find()) {
            int spins = counts.sampling().spinComponents() == 2 ? 2 : 1;
            int printed = spins * (many ? Integer.parseInt(points.group(1)) : 1);
            int ours = counts.exchange().map(PwCounts.ExactExchange::kqPoints).orElse(0);
            meshes++;
            if (ours != printed) {
                unequal.add(run.get("case").asText() + ": " + ours + " points k+q, printed " + printed);
            }
        }
        Matcher grid = GRID.matcher(output);
        if (grid.find()) {
            String printed = grid.group(1) + " " + grid.group(2) + " " + grid.group(3) + " " + grid.group(4);
            String ours = counts.exchange()
                    .map(x -> x.vectors() + " " + x.grid().n1() + " " + x.grid().n2() + " "
                            + x.grid().n3())
                    .orElse("none");
            grids++;
            if (!ours.equals(printed)) {
                unequal.add(run.get("case").asText() + ": grid of exact exchange " + ours + ", printed " + printed);
            }
        }
    }

    private void printSummary() {
        StringBuilder text = new StringBuilder("\nmemory             compared   equal  in 1 %  in 5 %\n");
        tallies.forEach((name, n) -> text.append("%-18s %8d %7d %7d %7d%n".formatted(name, n[0], n[1], n[2], n[3])));
        text.append(grids).append(" grids and ").append(meshes).append(" meshes of exact exchange compared\n");
        missed.forEach(line -> text.append("  ").append(line).append('\n'));
        refusals.forEach((message, n) -> text.append("%4d  %s%n".formatted(n, message)));
        System.out.println(text);
    }
}
