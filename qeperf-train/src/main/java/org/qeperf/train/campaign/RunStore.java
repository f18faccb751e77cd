package org.qeperf.train.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.FolderLock;

/**
 * The folder of a campaign. A run is finished when {@code runs/ID} is there, which a rename makes in one step; attempts
 * are made in {@code work/ID/N}. One process at a time holds the folder.
 */
final class RunStore implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String END = "end";
    private static final String MISSING = "missing";
    private static final List<String> OF_THE_ATTEMPT = List.of("attempt.sh", "usage", END);

    /** How far below the folder of all attempts the mark of one's end is: {@code work/ID/N/end}. */
    private static final int DEPTH_OF_END = 3;

    private static final Comparator<AttemptEnd> BEST_FIRST = Comparator.comparing((AttemptEnd end) -> end.status() != 0)
            .thenComparing(end -> end.status() < 0)
            .thenComparingDouble(RunStore::lostSeconds)
            .thenComparingDouble(AttemptEnd::stolenSeconds);

    private final Path folder;
    private final FolderLock lock;

    private RunStore(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Opens a campaign's folder, or makes it. */
    static RunStore open(Path folder) {
        try {
            Files.createDirectories(folder.resolve("runs"));
            Files.createDirectories(folder.resolve("work"));
            Path real = folder.toRealPath();
            return new RunStore(
                    real,
                    FolderLock.tryHold(real, ".lock")
                            .orElseThrow(() -> new QePerfException(
                                    folder + " is in use by another campaign; expected to be the only one")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Remembers what makes the runs, which their names do not tell, so that one folder never mixes two programs.
     *
     * @throws QePerfException if the folder's runs, or attempts that will be runs, are made in another way
     */
    void requireMadeBy(String program, String launch) {
        Path file = folder.resolve("made-by");
        String line = program + (launch.isEmpty() ? "" : " started by " + launch);
        try {
            String before = Files.isRegularFile(file)
                    ? Files.readString(file, StandardCharsets.UTF_8).strip()
                    : line;
            if (!before.equals(line)
                    && (hasFinishedRuns() || hasEndedAttempts() || !submitted().isEmpty())) {
                throw new QePerfException(folder + " holds runs of " + before + ", the plan asks for " + line
                        + "; expected the same, or another folder");
            }
            AtomicFile.write(file, (line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasFinishedRuns() throws IOException {
        try (Stream<Path> runs = Files.list(finished())) {
            return runs.findAny().isPresent();
        }
    }

    private boolean hasEndedAttempts() throws IOException {
        try (Stream<Path> ends = Files.find(
                folder.resolve("work"),
                DEPTH_OF_END,
                (path, attributes) -> attributes.isRegularFile() && path.endsWith(END))) {
            return ends.findAny().isPresent();
        }
    }

    /** The folder of what is submitted to Slurm. */
    Path slurm() {
        return folder.resolve("slurm");
    }

    /** Lists of attempts that were submitted to Slurm and not heard of since. */
    List<Path> submitted() {
        List<Path> lists = new ArrayList<>();
        if (Files.isDirectory(slurm())) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(slurm(), "*.list")) {
                stream.forEach(lists::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lists;
    }

    Path folder() {
        return folder;
    }

    /** The folder of the pseudopotentials. */
    Path pseudopotentials() {
        return folder.resolve("pseudo");
    }

    /** The folder of the finished runs. */
    Path finished() {
        return folder.resolve("runs");
    }

    boolean isFinished(PlannedRun run) {
        return Files.isDirectory(finished(run));
    }

    Path finished(PlannedRun run) {
        return finished().resolve(run.id());
    }

    /** Whether an attempt came to its end. */
    static boolean hasEnded(Path attempt) {
        return Files.isRegularFile(attempt.resolve(END));
    }

    /**
     * Refuses an attempt that could not even be started.
     *
     * @throws QePerfException if a program is not there
     */
    static void requirePrograms(Path attempt) {
        Path missing = attempt.resolve(MISSING);
        if (Files.isRegularFile(missing)) {
            try {
                String programs = String.join(", ", new TreeSet<>(Files.readAllLines(missing, StandardCharsets.UTF_8)));
                throw new QePerfException(
                        "an attempt could not be made: no program " + programs
                                + "; expected bash, coreutils, util-linux, procps, GNU time, and the plan's program and launcher");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends an attempt whose job was taken away, which leaves nothing but what it wrote until then. */
    static void endWithoutResult(Path attempt) {
        AtomicFile.write(attempt.resolve(END), "status=-1\n".getBytes(StandardCharsets.UTF_8));
    }

    /** The attempts of a run that came to their end, in order. */
    List<Path> attempts(PlannedRun run) {
        List<Path> attempts = new ArrayList<>();
        for (int n = 1; hasEnded(attempt(run, n)); n++) {
            attempts.add(attempt(run, n));
        }
        return attempts;
    }

    /** Makes the folder of a new attempt, removing what is left of one that did not come to its end. */
    Path newAttempt(PlannedRun run, AttemptScript script) {
        Path attempt = attempt(run, attempts(run).size() + 1);
        delete(attempt);
        try {
            Files.createDirectories(attempt);
            Files.writeString(attempt.resolve("pw.in"), run.input());
            Files.writeString(attempt.resolve("attempt.sh"), script.text(run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return attempt;
    }

    /** Keeps the attempt that lost the least time, of those that succeeded if any did, and forgets the others. */
    AttemptEnd finish(PlannedRun run, Machine machine) {
        List<Path> attempts = attempts(run);
        Path best = attempts.stream()
                .min(Comparator.comparing(AttemptEnd::read, BEST_FIRST))
                .orElseThrow();
        AttemptEnd end = AttemptEnd.read(best);
        AtomicFile.write(
                best.resolve("run.json"),
                (record(run, end, machine, attempts.size()).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            Files.move(best, finished(run), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tidy(run);
        return end;
    }

    /** Removes what a finished run needs no more; a campaign that is killed after the rename leaves it. */
    void tidy(PlannedRun run) {
        try {
            for (String name : OF_THE_ATTEMPT) {
                Files.deleteIfExists(finished(run).resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delete(folder.resolve("work").resolve(run.id()));
    }

    /**
     * Time that something else took. Attempts of one run have the same work to do, so seconds compare them; shares of the
     * elapsed time would favour long ones, since all processors of a machine can be stolen from at once. An attempt that did
     * not end by itself does not tell; of such attempts the one that was stolen from least is kept.
     */
    private static double lostSeconds(AttemptEnd end) {
        return end.peakBytes() == 0 ? Double.POSITIVE_INFINITY : end.lostSeconds() + end.stolenSeconds();
    }

    private static ObjectNode record(PlannedRun run, AttemptEnd end, Machine machine, int attempts) {
        ObjectNode object = JSON.createObjectNode();
        object.put("format", "qeperf-supervised-run/1").put("id", run.id());
        ObjectNode labels = object.putObject("labels");
        run.labels().forEach(labels::put);
        object.putObject("machine")
                .put("name", machine.name())
                .put("cores_per_node", machine.coresPerNode())
                .put("memory_bytes_per_node", machine.memoryBytesPerNode());
        object.put("host", machine.name());
        RunLayout layout = run.layout();
        object.putObject("layout")
                .put("nodes", layout.nodes())
                .put("ranks", layout.ranks())
                .put("threads", layout.threads())
                .put("pools", layout.pools())
                .put("band_groups", layout.bandGroups())
                .put("task_groups", layout.taskGroups())
                .put("diagonalization", layout.diagonalization() == 0 ? null : (Integer) layout.diagonalization());
        object.putObject("limits")
                .put("seconds", run.limits().seconds())
                .put("memory_bytes", run.limits().memoryBytes());
        object.put("ended", ended(run, end)).put("exit_status", end.status());
        object.put("wall_s", round(end.wallSeconds()));
        object.put("user_s", round(end.userSeconds())).put("system_s", round(end.systemSeconds()));
        object.put("lost_s", round(end.lostSeconds()));
        object.put("other_cpu_s", round(end.otherCpuSeconds())).put("stolen_s", round(end.stolenSeconds()));
        object.put("peak_rss_bytes", end.peakBytes() == 0 ? null : (Long) end.peakBytes());
        object.put("load_before", end.load()).put("attempts", attempts);
        object.put("disturbed", end.isDisturbed());
        object.put("job_id", end.job().isEmpty() ? null : end.job());
        return object.put("started", end.started());
    }

    private static double round(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    /** {@code timeout} ends with 124, or with 137 where a signal had to be repeated or was KILL. */
    private static String ended(PlannedRun run, AttemptEnd end) {
        boolean byTimeout = end.status() == 124 || end.status() == 137;
        double limit = run.mostSeconds();
        if (!byTimeout || end.wallSeconds() < limit) {
            return "exit";
        }
        return run.killAfterSeconds().isPresent() ? "killed" : "time_limit";
    }

    private Path attempt(PlannedRun run, int number) {
        return folder.resolve("work").resolve(run.id()).resolve(Integer.toString(number));
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
