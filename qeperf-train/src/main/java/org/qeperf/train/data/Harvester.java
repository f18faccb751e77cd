package org.qeperf.train.data;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.features.counts.ChemicalFormula;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunIterations;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunMemory;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;
import org.qeperf.runtime.artifact.Digest;

/**
 * Makes run records of folders that hold a {@code pw.in} and the {@code pw.out} that came of it, and possibly a
 * {@code run.json} with what the run's supervisor saw ({@code peak_rss_kib}, {@code disturbed}).
 */
public final class Harvester {

    private static final String INPUT = "pw.in";
    private static final String OUTPUT = "pw.out";
    private static final String SUPERVISOR = "run.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FeatureExtractor extractor;
    private final Machine machine;
    private final List<Path> pseudoFolders;
    private final List<RunRecord> records = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates a harvester.
     *
     * @param extractor reads the inputs
     * @param machine where the runs were made
     * @param pseudoFolders where to look for pseudopotentials
     */
    public Harvester(FeatureExtractor extractor, Machine machine, List<Path> pseudoFolders) {
        this.extractor = extractor;
        this.machine = machine;
        this.pseudoFolders = List.copyOf(pseudoFolders);
    }

    /**
     * Harvests every run below a folder, in the order of their paths.
     *
     * @param root a folder
     * @throws QePerfException if it is no folder
     * @throws UncheckedIOException if it cannot be read
     */
    public void harvest(Path root) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new QePerfException(root + " is not a folder; expected one that holds runs");
        }
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(p -> p.endsWith(OUTPUT) && Files.isRegularFile(p))
                    .map(Path::getParent)
                    .filter(folder -> Files.isRegularFile(folder.resolve(INPUT)))
                    .sorted()
                    .forEach(folder -> add(root, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The records so far.
     *
     * @return an unmodifiable copy
     */
    public List<RunRecord> records() {
        return List.copyOf(records);
    }

    /**
     * Runs that made no record, and why, one line each.
     *
     * @return an unmodifiable copy
     */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void add(Path root, Path folder) {
        try {
            String id = id(root, folder);
            if (ids.add(id)) {
                records.add(record(id, folder));
            } else {
                problems.add(folder + ": a second run named " + InputException.quote(id));
            }
        } catch (QePerfException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            problems.add(folder + ": cannot be read");
        }
    }

    /** The path below the root; the root's own name where a run lies in it. */
    private static String id(Path root, Path folder) {
        String below = root.relativize(folder).toString();
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return below.isEmpty() && name != null ? name.toString() : below;
    }

    private static QeVersion version(PwOutput output) {
        return output.version().map(QeVersion::parse).orElse(QeVersion.NEWEST);
    }

    private RunRecord record(String source, Path folder) {
        Path input = folder.resolve(INPUT);
        byte[] outputBytes = SourceText.readBytes(folder.resolve(OUTPUT), ParseLimits.DEFAULT);
        String digest = Digest.sha256(outputBytes);
        PwOutput output = PwOutput.parse(new String(outputBytes, StandardCharsets.UTF_8));
        Counts counts = extractor
                .read(new SimulationFiles(input, pseudoFolders, output.version()))
                .counts();
        requireEqual(folder, counts, output);
        JsonNode supervisor = supervisor(folder.resolve(SUPERVISOR));
        PwOutput.Clock none = new PwOutput.Clock(0, 0);
        PwOutput.Clock total = output.clocks().getOrDefault("PWSCF", none);
        OptionalInt nothing = OptionalInt.empty();
        Optional<String> formula =
                Optional.of(ChemicalFormula.reduced(PwInputReader.read(input, version(output), ParseLimits.DEFAULT)));
        return new RunRecord(
                new RunOrigin(
                        digest.substring(0, 16),
                        source,
                        formula,
                        Optional.of(Digest.sha256(SourceText.readBytes(input, ParseLimits.DEFAULT))),
                        Optional.of(digest)),
                new RunProgram(extractor.code(), output.version(), false, Optional.empty(), Optional.empty()),
                new RunPlace(Optional.empty(), Optional.of(machine), layout(folder, output), Optional.empty()),
                RunContents.UNKNOWN,
                new RunIterations(OptionalInt.of(output.scfIterations()), List.of(), List.of(), nothing),
                new RunTimes(
                        positive(output.clocks().getOrDefault("electrons", none).wallSeconds()),
                        positive(total.wallSeconds()),
                        positive(total.cpuSeconds()),
                        Map.of()),
                new RunMemory(
                        whole(output.estimatedMegabytes().orElse(0) * (1 << 20)),
                        OptionalLong.empty(),
                        whole(1024 * peakKibibytes(folder.resolve(SUPERVISOR), supervisor))),
                new RunEnding(
                        Outcome.valueOf(output.outcome().name()),
                        Optional.of(output.evidence()).filter(text -> !text.isEmpty()),
                        Optional.empty(),
                        supervisor.has("disturbed")
                                ? supervisor.path("disturbed").asBoolean()
                                : isDisturbed(total)),
                RunCounts.of(counts),
                Map.of());
    }

    private static OptionalDouble positive(double seconds) {
        return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    private static OptionalLong whole(double bytes) {
        return bytes > 0 ? OptionalLong.of(Math.round(bytes)) : OptionalLong.empty();
    }

    /** Wall time far above processor time, where nobody watched the run; pw.x prints user time only. */
    private static boolean isDisturbed(PwOutput.Clock total) {
        return total.wallSeconds() > 1.15 * total.cpuSeconds() + 0.5;
    }

    private static RunLayout layout(Path folder, PwOutput output) {
        if (output.nodes() < 1 || output.threads() < 1 || output.ranks() % output.nodes() != 0) {
            throw new QePerfException(folder + ": " + output.ranks() + " ranks of " + output.threads()
                    + " threads are not spread evenly over " + output.nodes() + " nodes");
        }
        OptionalInt nothing = OptionalInt.empty();
        return new RunLayout(
                OptionalInt.of(output.ranks()),
                OptionalInt.of(output.threads()),
                OptionalInt.of(output.nodes()),
                nothing,
                OptionalInt.of(output.pools()),
                nothing,
                nothing,
                nothing);
    }

    /** A count that pw.x printed and that differs from ours would make training and prediction disagree. */
    private static void requireEqual(Path folder, Counts counts, PwOutput output) {
        for (Map.Entry<String, Long> printed : output.counts().entrySet()) {
            long ours = counts.whole(printed.getKey());
            if (ours != printed.getValue()) {
                throw new QePerfException(folder + ": " + printed.getKey() + " is " + ours + ", pw.x printed "
                        + printed.getValue() + "; the input beside the output is not the one that made it");
            }
        }
    }

    private static double peakKibibytes(Path file, JsonNode supervisor) {
        JsonNode peak = supervisor.path("peak_rss_kib");
        if (!peak.isMissingNode() && (!peak.isNumber() || peak.doubleValue() < 0)) {
            throw new QePerfException(file + ": peak_rss_kib is " + InputException.quote(peak.toString())
                    + "; expected a number of at least 0");
        }
        return peak.asDouble(0);
    }

    private static JsonNode supervisor(Path file) {
        if (!Files.isRegularFile(file)) {
            return JSON.createObjectNode();
        }
        JsonLocation at = JsonLocation.NA;
        try {
            JsonNode object = JSON.readTree(SourceText.readBytes(file, ParseLimits.DEFAULT));
            if (object.isObject()) {
                return object;
            }
        } catch (JsonProcessingException e) {
            at = e.getLocation();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SourceLocation location =
                new SourceLocation(file.toString(), Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
        throw new InputException(location, "", "this is not what a run's supervisor writes", "a JSON object");
    }
}
