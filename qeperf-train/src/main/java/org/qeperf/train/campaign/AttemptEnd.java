package org.qeperf.train.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an attempt ended and what it was measured to use.
 *
 * @param status exit status of the launcher
 * @param started date and time, UTC, ISO 8601
 * @param wallSeconds elapsed time with the launcher's own
 * @param userSeconds user time of all ranks
 * @param systemSeconds system time of all ranks
 * @param lostSeconds most that a rank was neither running nor in the system
 * @param peakBytes largest resident set of a rank, 0 where none ended by itself
 * @param otherCpuSeconds processor time that other processes of the machine took meanwhile
 * @param stolenSeconds processor time that a virtual machine's host took meanwhile
 * @param load load average of the minute before
 * @param job the scheduler's name of the job, empty where there is none
 */
record AttemptEnd(
        int status,
        String started,
        double wallSeconds,
        double userSeconds,
        double systemSeconds,
        double lostSeconds,
        long peakBytes,
        double otherCpuSeconds,
        double stolenSeconds,
        double load,
        String job) {

    /** Linux counts processor time in hundredths of a second. */
    private static final double TICKS_PER_SECOND = 100;

    /** Waiting for start-up, files and other ranks is not yet a disturbance. */
    private static final double USUAL_LOSS_SECONDS = 0.5;

    private static final double USUAL_LOSS_SHARE = 0.13;
    private static final double USUAL_STOLEN_SHARE = 0.05;

    /** Whether something else took the processors. */
    boolean isDisturbed() {
        return lostSeconds > USUAL_LOSS_SECONDS + USUAL_LOSS_SHARE * wallSeconds
                || stolenSeconds > 0.1 + USUAL_STOLEN_SHARE * wallSeconds;
    }

    /** What an attempt's folder says; nothing is missing once the file {@code end} is there. */
    static AttemptEnd read(Path folder) {
        try {
            Map<String, String> values = new HashMap<>();
            for (String line : Files.readAllLines(folder.resolve("end"), StandardCharsets.UTF_8)) {
                int sign = line.indexOf('=');
                if (sign > 0) {
                    values.put(line.substring(0, sign), line.substring(sign + 1));
                }
            }
            List<double[]> ranks = ranks(folder.resolve("usage"));
            double user = ranks.stream().mapToDouble(r -> r[1]).sum();
            double system = ranks.stream().mapToDouble(r -> r[2]).sum();
            double lost =
                    ranks.stream().mapToDouble(r -> r[3] - r[1] - r[2]).max().orElse(0);
            double peak = ranks.stream().mapToDouble(r -> r[0] * 1024).max().orElse(0);
            double[] before = ticks(values.getOrDefault("cpu_before", ""));
            double[] after = ticks(values.getOrDefault("cpu_after", ""));
            double busy = (after[0] - before[0]) / TICKS_PER_SECOND;
            return new AttemptEnd(
                    Integer.parseInt(values.getOrDefault("status", "-1")),
                    values.getOrDefault("date", ""),
                    number(values, "stop") - number(values, "start"),
                    user,
                    system,
                    Math.max(0, lost),
                    (long) peak,
                    ranks.isEmpty() ? 0 : Math.max(0, busy - user - system),
                    (after[1] - before[1]) / TICKS_PER_SECOND,
                    number(values, "load"),
                    values.getOrDefault("job", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double number(Map<String, String> values, String key) {
        String text = values.getOrDefault(key, "");
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    /** Lines of four numbers; a rank that was killed leaves other lines or none. */
    private static List<double[]> ranks(Path usage) throws IOException {
        List<double[]> ranks = new ArrayList<>();
        if (Files.isRegularFile(usage)) {
            for (String line : Files.readAllLines(usage, StandardCharsets.UTF_8)) {
                if (line.matches("\\d+ [0-9.]+ [0-9.]+ [0-9.]+")) {
                    String[] words = line.split(" ");
                    double[] rank = new double[words.length];
                    for (int i = 0; i < rank.length; i++) {
                        rank[i] = Double.parseDouble(words[i]);
                    }
                    ranks.add(rank);
                }
            }
        }
        return ranks;
    }

    /** Busy and stolen ticks of the first line of /proc/stat: user nice system idle iowait irq softirq steal. */
    private static double[] ticks(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 9) {
            return new double[2];
        }
        double busy = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) {
            busy += Double.parseDouble(words[i]);
        }
        return new double[] {busy, Double.parseDouble(words[8])};
    }
}
