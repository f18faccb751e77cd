package org.qeperf.train.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the script that makes one attempt of a run, on this machine or on a node of a cluster.
 *
 * @param program the pw.x to run
 * @param launch how to start ranks, {@code {ranks}} standing for their number
 * @param pseudoFolder the folder that holds every pseudopotential
 * @param nice priority of the run
 * @param campaign the campaign's folder, by which its processes are known
 */
record AttemptScript(String program, String launch, Path pseudoFolder, int nice, Path campaign) {

    /** The variable in the environment of every process of a campaign. */
    static final String MARK = "QEPERF_CAMPAIGN";

    String text(PlannedRun run) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(MARK, campaign.toString());
        settings.put("ESPRESSO_PSEUDO", pseudoFolder.toString());
        settings.put("OMP_NUM_THREADS", Integer.toString(run.layout().threads()));
        String exports = settings.entrySet().stream()
                .map(e -> "export " + e.getKey() + "=" + quote(e.getValue()))
                .collect(Collectors.joining("\n"));
        boolean kill = run.killAfterSeconds().isPresent();
        String own = String.join(
                "\n",
                "program=" + quote(program),
                "launch="
                        + quote(launch.replace(
                                "{ranks}", Integer.toString(run.layout().ranks()))),
                "options=" + quote(String.join(" ", options(run))),
                "nice=" + nice,
                // timeout takes 0 for no limit
                "seconds=" + String.format(Locale.ROOT, "%.2f", Math.max(0.01, run.mostSeconds())),
                "signal=" + (kill ? "KILL" : "TERM"),
                "memory_kb=" + Math.max(1, run.limits().memoryBytes() >> 10));
        return template().replace("@SETTINGS@", exports + "\n" + own);
    }

    List<String> options(PlannedRun run) {
        return run.layout().options();
    }

    /** A word that the shell takes as it is. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String template() {
        try (InputStream in = AttemptScript.class.getResourceAsStream("attempt.sh")) {
            if (in == null) {
                throw new IllegalStateException("attempt.sh is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
