package org.qeperf.train.loop;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What {@code scontrol show job} and {@code sacct --parsable2} print. What cannot be read is left out. */
final class SlurmFields {

    private static final String FOLDER = "WorkDir=";

    private SlurmFields() {}

    /** A job of {@code scontrol}; empty if the text tells no state. Texts of users stand on lines of their own. */
    static Optional<JobStatus> ofJob(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.lines().toList()) {
            String stripped = line.strip();
            boolean names = stripped.startsWith("JobId=") || stripped.startsWith("Comment=");
            if (!names) {
                for (String word : stripped.split(" +")) {
                    int equals = word.indexOf('=');
                    if (equals > 0) {
                        fields.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
                    }
                }
            }
        }
        String state = fields.getOrDefault("JobState", "");
        if (state.isEmpty()) {
            return Optional.empty();
        }
        String reason = fields.getOrDefault("Reason", "");
        String exit = fields.getOrDefault("ExitCode", "");
        return Optional.of(new JobStatus(
                SlurmStates.of(state, reason),
                Optional.of(reason).filter(r -> !r.isEmpty() && !r.equals("None")),
                exitPart(exit, 0),
                exitPart(exit, 1),
                seconds(fields.getOrDefault("RunTime", "")),
                OptionalLong.empty(),
                nodes(fields.getOrDefault("NodeList", ""))));
    }

    /** Whether a job of {@code scontrol} runs in a folder. A text of a user may look like a line that says so. */
    static boolean isIn(String text, Path folder) {
        List<String> folders = text.lines()
                .map(String::stripLeading)
                .filter(line -> line.startsWith(FOLDER))
                .toList();
        return !folders.isEmpty() && folders.stream().allMatch((FOLDER + folder)::equals);
    }

    /** Jobs by id. The line of a job tells its end, those of its steps the memory, and a step that ran out of it wins. */
    static Map<String, JobStatus> ofAccounting(String table, Map<String, Path> folders) {
        Map<String, JobStatus> jobs = new LinkedHashMap<>();
        for (String line : table.lines().toList()) {
            String[] cells = line.split("\\|", 7);
            if (cells.length == 7) {
                int dot = cells[0].indexOf('.');
                String id = dot < 0 ? cells[0] : cells[0].substring(0, dot);
                if (dot < 0 && cells[6].equals(String.valueOf(folders.get(id)))) {
                    jobs.put(id, ofLine(cells));
                } else if (dot >= 0 && jobs.containsKey(id)) {
                    jobs.computeIfPresent(id, (key, job) -> withStep(job, ofLine(cells)));
                }
            }
        }
        return jobs;
    }

    /** What the controller says, with the memory that only the accounting knows. */
    static JobStatus withAccounting(JobStatus job, JobStatus accounted) {
        return withStep(job, accounted);
    }

    private static JobStatus ofLine(String[] cells) {
        return new JobStatus(
                SlurmStates.of(cells[1], ""),
                Optional.empty(),
                exitPart(cells[2], 0),
                exitPart(cells[2], 1),
                whole(cells[3]),
                bytes(cells[4]),
                nodes(cells[5]));
    }

    private static JobStatus withStep(JobStatus job, JobStatus step) {
        boolean noMemory = step.state().end().equals(Optional.of(JobEnd.OUT_OF_MEMORY)) && job.hasEnded();
        boolean larger = step.maxRssBytes().orElse(0) > job.maxRssBytes().orElse(0);
        return new JobStatus(
                noMemory ? step.state() : job.state(),
                job.reason(),
                job.exitCode(),
                job.signal(),
                job.elapsedSeconds(),
                larger ? step.maxRssBytes() : job.maxRssBytes(),
                job.nodes());
    }

    private static Optional<String> nodes(String text) {
        return Optional.of(text).filter(n -> !n.isBlank() && !n.equals("(null)") && !n.equals("None assigned"));
    }

    /** Of {@code status:signal}. */
    private static OptionalInt exitPart(String text, int part) {
        String[] parts = text.split(":");
        OptionalLong value = parts.length == 2 ? whole(parts[part]) : OptionalLong.empty();
        return value.isPresent() && value.getAsLong() <= Integer.MAX_VALUE
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }

    /** A time such as {@code 1-02:03:04}, {@code 02:03:04} or {@code 3:04}. */
    static OptionalLong seconds(String text) {
        String stripped = text.strip();
        int dash = stripped.indexOf('-');
        OptionalLong days = dash < 0 ? OptionalLong.of(0) : whole(stripped.substring(0, dash));
        String[] parts = stripped.substring(dash + 1).split(":", -1);
        long sum = 0;
        for (String part : parts) {
            OptionalLong value = whole(part);
            if (value.isEmpty() || parts.length > 3) {
                return OptionalLong.empty();
            }
            sum = 60 * sum + value.getAsLong();
        }
        return days.isPresent() && parts.length > 1
                ? OptionalLong.of(86400 * days.getAsLong() + sum)
                : OptionalLong.empty();
    }

    private static OptionalLong whole(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** An amount such as {@code 1234K}; units are powers of 1024. */
    private static OptionalLong bytes(String text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        int power = 1 + "KMGT".indexOf(text.charAt(text.length() - 1));
        try {
            double value = Double.parseDouble(power > 0 ? text.substring(0, text.length() - 1) : text);
            double bytes = value * Math.pow(1024, power);
            return bytes > 0 && bytes < 1e18 ? OptionalLong.of(Math.round(bytes)) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
