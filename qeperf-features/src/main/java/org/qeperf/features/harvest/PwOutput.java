package org.qeperf.features.harvest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The standard output of a pw.x run, complete or cut off anywhere. Immutable.
 *
 * @param version version of pw.x, where printed
 * @param ranks number of MPI ranks, 1 where none is printed
 * @param threads threads of each rank, 1 where none are printed
 * @param nodes number of nodes, 1 where none is printed (before version 6.0)
 * @param pools number of pools
 * @param scfIterations self-consistency iterations done, over all steps
 * @param clocks seconds by the name of the clock
 * @param counts numbers that pw.x printed before the first iteration, by the name of the count in reports
 * @param estimatedMegabytes pw.x's own estimate of the memory of its largest process, MB of 1024^2 bytes
 * @param outcome how it ended
 * @param evidence the line that tells how it ended, empty where none does
 */
public record PwOutput(
        Optional<String> version,
        int ranks,
        int threads,
        int nodes,
        int pools,
        int scfIterations,
        Map<String, Clock> clocks,
        Map<String, Long> counts,
        OptionalDouble estimatedMegabytes,
        Outcome outcome,
        String evidence) {

    /** No shorter line says anything, and no longer line is pw.x's. */
    private static final int SHORTEST_LINE = "JOB DONE".length();

    private static final int LONGEST_LINE = 500;

    /** Lines of clocks that are read; a run prints some fifty. */
    private static final int MOST_CLOCK_LINES = 100_000;

    private static final Pattern VERSION = Pattern.compile("Program PWSCF v\\.?\\s*(\\S+)");
    private static final Pattern RANKS =
            Pattern.compile("(?:running on|MPI processes:)\\s+(\\d{1,7})(?:\\s+processors|\\s*$)");
    private static final Pattern THREADS = Pattern.compile("Threads/MPI process:\\s+(\\d{1,7})");
    private static final Pattern NODES = Pattern.compile("MPI processes distributed on\\s+(\\d{1,7})\\s+nodes");
    private static final Pattern POOLS = Pattern.compile("K-points division:\\s+npool\\s+=\\s+(\\d{1,7})");
    private static final Pattern CLOCK = Pattern.compile(
            "^\\s{2,}(\\S+)\\s*:\\s*((?:[\\d.]+[dhms]\\s*){1,4})CPU\\s+((?:[\\d.]+[dhms]\\s*){1,4})WALL.*");
    private static final Pattern PART = Pattern.compile("([\\d.]+)([dhms])");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{0,6})?");
    private static final Pattern MEMORY =
            Pattern.compile("Estimated max dynamical RAM per process\\s*>\\s*([\\d.]+)\\s*(kB|MB|GB|TB)");
    private static final Map<String, Pattern> COUNTS = Map.of(
            "n_k", Pattern.compile("number of k points=\\s*(\\d{1,9})"),
            "n_ks", Pattern.compile("number of Kohn-Sham states=\\s*(\\d{1,9})"),
            "n_at", Pattern.compile("number of atoms/cell\\s*=\\s*(\\d{1,9})"),
            "n_g_dense", Pattern.compile("Dense\\s+grid:\\s*(\\d{1,12})\\s+G-vectors"));

    /** How a run ended. */
    public enum Outcome {
        /** Self-consistency reached, and the program came to its end. */
        CONVERGED,
        /** The program came to its end without self-consistency. */
        NOT_CONVERGED,
        /** The program stopped with an error. */
        CRASHED,
        /** The output ends in the middle. */
        INCOMPLETE
    }

    /**
     * One clock.
     *
     * @param cpuSeconds processor time of the first rank
     * @param wallSeconds elapsed time
     */
    public record Clock(double cpuSeconds, double wallSeconds) {}

    /** Copies the maps. */
    public PwOutput {
        clocks = Map.copyOf(clocks);
        counts = Map.copyOf(counts);
    }

    /**
     * Reads an output.
     *
     * @param text the output, complete or not
     * @return what it says
     */
    public static PwOutput parse(String text) {
        Reading reading = new Reading();
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            if (end == text.length() || text.charAt(end) == '\n' || text.charAt(end) == '\r') {
                if (end - start >= SHORTEST_LINE) {
                    reading.line(text.substring(start, Math.min(end, start + LONGEST_LINE)));
                }
                start = end + 1;
            }
        }
        return reading.result();
    }

    /**
     * Wall seconds of one self-consistency iteration: the clock {@code electrons} over the iterations done.
     *
     * @return seconds, where both are known and the clock ran
     */
    public OptionalDouble secondsPerScfIteration() {
        Clock electrons = clocks.get("electrons");
        return electrons == null || scfIterations == 0 || electrons.wallSeconds() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(electrons.wallSeconds() / scfIterations);
    }

    private static final class Reading {
        private Optional<String> version = Optional.empty();
        private int ranks = 1;
        private int threads = 1;
        private int nodes = 1;
        private int pools = 1;
        private int iterations;
        private int clockLines;
        private final Map<String, Clock> clocks = new HashMap<>();
        private final Map<String, Long> counts = new HashMap<>();
        private OptionalDouble memory = OptionalDouble.empty();
        private boolean done;
        private String notConverged = "";
        private String crash = "";

        void line(String line) {
            if (line.contains("iteration #")) {
                iterations++;
            } else if (line.contains("convergence NOT achieved")) {
                notConverged = line.strip();
            } else if (line.contains("JOB DONE")) {
                done = true;
            } else if (line.contains("Error in routine") && crash.isEmpty()) {
                crash = line.strip();
            } else {
                header(line);
            }
        }

        private void header(String line) {
            if (line.contains("WALL")) {
                clock(line);
            } else if (line.contains("Program PWSCF") && version.isEmpty()) {
                Matcher matcher = VERSION.matcher(line);
                version = matcher.find() ? Optional.of(matcher.group(1)) : version;
            } else if (line.contains("running on") || line.contains("MPI process") || line.contains("npool")) {
                ranks = (int) number(RANKS, line).orElse(ranks);
                threads = (int) number(THREADS, line).orElse(threads);
                nodes = (int) number(NODES, line).orElse(nodes);
                pools = (int) number(POOLS, line).orElse(pools);
            } else if (line.contains("number of") || line.contains("G-vectors")) {
                COUNTS.forEach((name, pattern) -> number(pattern, line).ifPresent(n -> counts.putIfAbsent(name, n)));
            } else if (line.contains("RAM per process") && memory.isEmpty()) {
                Matcher matcher = MEMORY.matcher(line);
                if (matcher.find()) {
                    memory = OptionalDouble.of(number(matcher.group(1)) * megabytes(matcher.group(2)));
                }
            }
        }

        private void clock(String line) {
            Matcher clock = CLOCK.matcher(line);
            if (clockLines++ < MOST_CLOCK_LINES && clock.matches()) {
                clocks.put(clock.group(1), new Clock(seconds(clock.group(2)), seconds(clock.group(3))));
            }
        }

        private static OptionalLong number(Pattern pattern, String line) {
            Matcher matcher = pattern.matcher(line);
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        }

        private static double megabytes(String unit) {
            return switch (unit) {
                case "kB" -> 1.0 / 1024;
                case "GB" -> 1024;
                case "TB" -> 1024.0 * 1024;
                default -> 1;
            };
        }

        /** Seconds of a time such as {@code 1h 2m 3.45s}. */
        private static double seconds(String text) {
            double sum = 0;
            Matcher part = PART.matcher(text);
            while (part.find()) {
                double unit = switch (part.group(2)) {
                    case "d" -> 86400;
                    case "h" -> 3600;
                    case "m" -> 60;
                    default -> 1;
                };
                sum += number(part.group(1)) * unit;
            }
            return sum;
        }

        private static double number(String digits) {
            return DECIMAL.matcher(digits).matches() ? Double.parseDouble(digits) : 0;
        }

        PwOutput result() {
            Outcome outcome = Outcome.INCOMPLETE;
            String evidence = "";
            if (!crash.isEmpty()) {
                outcome = Outcome.CRASHED;
                evidence = crash;
            } else if (!notConverged.isEmpty()) {
                outcome = done ? Outcome.NOT_CONVERGED : Outcome.INCOMPLETE;
                evidence = notConverged;
            } else if (done) {
                outcome = Outcome.CONVERGED;
                evidence = "JOB DONE.";
            }
            return new PwOutput(
                    version, ranks, threads, nodes, pools, iterations, clocks, counts, memory, outcome, evidence);
        }
    }
}
