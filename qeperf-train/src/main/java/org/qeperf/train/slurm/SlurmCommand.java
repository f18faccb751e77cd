package org.qeperf.train.slurm;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;

/** Runs Slurm's commands. Safe for concurrent use. */
public final class SlurmCommand {

    /** Slurm's own time-out for a message is 10 s by default, and its commands try again. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int MOST_BYTES = 64 << 20;

    /**
     * Variables by these names change what the commands list and in which form, which cluster they ask, and what a script asks for:
     * those of sbatch count more than the script.
     */
    private static final List<String> CHANGING =
            List.of("SBATCH_", "SCANCEL_", "SQUEUE_", "SACCT_", "SLURM_CLUSTERS", "SLURM_HINT", "SLURM_TIME_FORMAT");

    private static final File NOTHING = new File("/dev/null");

    private SlurmCommand() {}

    /**
     * Runs a command.
     *
     * @param words the command and its arguments
     * @return what it printed, without warnings
     * @throws QePerfException if it fails, cannot be started, or does not end within two minutes
     * @throws InterruptedException if the thread is interrupted; the command is ended
     */
    public static String run(List<String> words) throws InterruptedException {
        return run(words, LONGEST);
    }

    static String run(List<String> words, Duration longest) throws InterruptedException {
        String name = words.get(0);
        try {
            Path output = Files.createTempFile("qeperf-", ".out");
            Path warnings = Files.createTempFile("qeperf-", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(words);
                clean(builder.environment());
                // Files instead of pipes: something that the command leaves behind cannot hold them open.
                Process process = builder.redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                        .redirectOutput(output.toFile())
                        .redirectError(warnings.toFile())
                        .start();
                if (!ended(process, longest)) {
                    throw new QePerfException(
                            name + " did not end within " + longest.toSeconds() + " s; expected Slurm to answer");
                }
                if (process.exitValue() != 0) {
                    throw new QePerfException(name + " failed: " + oneLine(read(warnings) + read(output)));
                }
                return read(output);
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(warnings);
            }
        } catch (IOException e) {
            throw new QePerfException(name + " cannot be started; expected Slurm's commands here", e);
        }
    }

    /**
     * A text on one line, as {@link InputException#printable} shows it.
     *
     * @param text what a command printed
     * @return the text with one space for line ends and tabs in a row
     */
    public static String oneLine(String text) {
        return InputException.printable(text.strip().replaceAll("[\\t-\\r]+", " "));
    }

    static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(variable -> CHANGING.stream().anyMatch(variable::startsWith));
    }

    private static boolean ended(Process process, Duration longest) throws InterruptedException {
        try {
            return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
