package org.qeperf.train.harvest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.train.data.SlurmJob;

/**
 * Jobs by id, from files that {@code sacct --parsable2} wrote: a headline of column names, fields divided by {@code |}.
 * The line of a job gives its state, time, nodes and exit code; those of its steps ({@code 17.batch}, {@code 17.0}) the
 * largest resident size. A job is {@code FAILED} where only a step ran out of memory, so the step's state wins then.
 */
final class SlurmAccounting {

    private static final ParseLimits LIMITS = ParseLimits.DEFAULT;
    private static final String ID = "JobID";
    private static final String NO_MEMORY = "OUT_OF_MEMORY";

    private final Map<String, SlurmJob> jobs = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    /** Whether a file's name is one of accounting: {@code sacct*.txt}, {@code sacct*.psv}, {@code *.sacct}. */
    static boolean isNamedSo(Path file) {
        String name = RunTree.name(file).toLowerCase(Locale.ROOT);
        return name.startsWith("sacct") && (name.endsWith(".txt") || name.endsWith(".psv")) || name.endsWith(".sacct");
    }

    /** Adds the jobs of a file; a job that is known already stays as it is. */
    void read(Path file) {
        String[] lines = new String(SourceText.readBytes(file, LIMITS), StandardCharsets.UTF_8).split("\\R");
        List<String> columns = Arrays.asList(lines[0].split("\\|", -1));
        if (!columns.contains(ID)) {
            throw new InputException(
                    new SourceLocation(file.toString(), 1, 1),
                    "",
                    "there is no column '" + ID + "'",
                    "what sacct --parsable2 writes, with its headline");
        }
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                add(file, i + 1, columns, Arrays.asList(lines[i].split("\\|", -1)));
            }
        }
    }

    private void add(Path file, int line, List<String> columns, List<String> fields) {
        if (fields.size() != columns.size()) {
            throw new InputException(
                    new SourceLocation(file.toString(), line, 1),
                    "",
                    fields.size() + " fields",
                    columns.size() + ", as the headline has");
        }
        String id = fields.get(columns.indexOf(ID));
        int dot = id.indexOf('.');
        String job = dot < 0 ? id : id.substring(0, dot);
        OptionalLong memory = memory(field(columns, fields, "MaxRSS").orElse(""));
        Optional<String> state = field(columns, fields, "State");
        SlurmJob before = jobs.get(job);
        boolean noMemory = state.orElse("").startsWith(NO_MEMORY);
        if (before == null || noMemory && !before.state().orElse("").startsWith(NO_MEMORY)) {
            places.put(job, RunTree.name(file) + ":" + line);
        }
        if (before == null) {
            before = new SlurmJob(
                    job,
                    state,
                    seconds(field(columns, fields, "Elapsed").orElse("")),
                    OptionalLong.empty(),
                    field(columns, fields, "NodeList"),
                    field(columns, fields, "ExitCode"));
        }
        OptionalLong largest = memory.isEmpty() || before.maxRssBytes().orElse(0) >= memory.getAsLong()
                ? before.maxRssBytes()
                : memory;
        jobs.put(
                job,
                new SlurmJob(
                        job,
                        noMemory ? state : before.state(),
                        before.elapsedSeconds(),
                        largest,
                        before.nodes(),
                        before.exitCode()));
    }

    private static Optional<String> field(List<String> columns, List<String> fields, String name) {
        int column = columns.indexOf(name);
        return column < 0 ? Optional.empty() : Optional.of(fields.get(column)).filter(f -> !f.isBlank());
    }

    /** A time such as {@code 1-02:03:04}, {@code 02:03:04} or {@code 03:04}. */
    private static OptionalLong seconds(String text) {
        int dash = text.indexOf('-');
        String[] parts = text.substring(dash + 1).split(":");
        List<String> all = new ArrayList<>(List.of(parts));
        long sum = 0;
        try {
            for (String part : all) {
                sum = 60 * sum + (long) Double.parseDouble(part);
            }
            return OptionalLong.of(sum + (dash < 0 ? 0 : 86400 * Long.parseLong(text.substring(0, dash))));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** An amount such as {@code 1234K}; units are powers of 1024. */
    private static OptionalLong memory(String text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        int power = 1 + "KMGT".indexOf(text.charAt(text.length() - 1));
        try {
            double value = Double.parseDouble(power > 0 ? text.substring(0, text.length() - 1) : text);
            double bytes = value * Math.pow(1024, power);
            return bytes >= 0 && bytes < 1e18 ? OptionalLong.of(Math.round(bytes)) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The job of an id. */
    Optional<SlurmJob> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Where a job stands: {@code file:line}. */
    String place(SlurmJob job) {
        return places.getOrDefault(job.id(), "sacct");
    }
}
