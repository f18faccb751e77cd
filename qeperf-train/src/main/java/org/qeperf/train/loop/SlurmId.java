package org.qeperf.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job as {@code sbatch --parsable} prints it: {@code 17}, or {@code 17;other} where it went to another cluster.
 *
 * @param number its id there
 * @param cluster the other cluster
 */
record SlurmId(String number, Optional<String> cluster) {

    private static final int LONGEST = 18;

    /** Reads an id; empty if it is none, such as an option or a list. */
    static Optional<SlurmId> of(String text) {
        int semicolon = text.indexOf(';');
        String number = semicolon < 0 ? text : text.substring(0, semicolon);
        Optional<String> cluster = semicolon < 0 ? Optional.empty() : Optional.of(text.substring(semicolon + 1));
        boolean digits = !number.isEmpty()
                && number.length() <= LONGEST
                && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && cluster.map(SlurmId::isName).orElse(true)
                ? Optional.of(new SlurmId(number, cluster))
                : Optional.empty();
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.charAt(0) != '-'
                && text.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || "-_.".indexOf(c) >= 0);
    }

    /** A command, asking the cluster that has the job. */
    static List<String> command(String name, Optional<String> cluster, String... arguments) {
        List<String> words = new ArrayList<>(List.of(name));
        cluster.ifPresent(other -> words.add("--clusters=" + other));
        words.addAll(List.of(arguments));
        return words;
    }

    boolean isAfter(SlurmId other) {
        return Long.parseLong(number) > Long.parseLong(other.number);
    }

    @Override
    public String toString() {
        return number + cluster.map(other -> ";" + other).orElse("");
    }
}
