package org.qeperf.train.automl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.QePerfException;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.FolderLock;

/**
 * The trials of a search, on disk as soon as they end: one line of JSON each, appended to a file of this process in a folder
 * that jobs write to as well, each to its own file. Where two tell of one trial, the search's own word counts. A line that a
 * crash tore, or that is half written, is ignored. Not safe for concurrent use within a process.
 */
final class TrialLog implements AutoCloseable {

    private static final String FOLDER = "trials";
    private static final String LINES = ".jsonl";
    private static final String IDENTITY = "search.txt";

    private final Path folder;
    private final String identity;
    private final Path file;
    private final FileChannel own;
    private final Optional<FolderLock> lock;
    private final Map<String, Trial> known = new HashMap<>();

    /** Keys of the trials in the own file. */
    private final Set<String> written = new HashSet<>();

    /** How long the files of others were when they were read. */
    private final Map<Path, Long> sizes = new HashMap<>();

    private TrialLog(Path output, String identity, String writer, Optional<FolderLock> lock) {
        this.folder = output.resolve(FOLDER);
        this.identity = identity;
        this.file = folder.resolve(writer + LINES);
        this.lock = lock;
        try {
            Path says = folder.resolve(IDENTITY);
            if (!Files.exists(says)) {
                AtomicFile.write(says, identity.getBytes(StandardCharsets.UTF_8));
            } else if (!Files.readString(says, StandardCharsets.UTF_8).equals(identity)) {
                throw new TrainingException("folder " + output
                        + " holds the trials of another plan or of other data; expected an empty folder (--output), or the"
                        + " plan that was begun there");
            }
            read(file);
            written.addAll(known.keySet());
            read();
            this.own = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            endTornLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens the log of a search, which one process at a time may do.
     *
     * @param output folder of the search; made where it is not there
     * @param identity what decides the trials; a folder of another identity is refused
     * @throws QePerfException if another search is under way there
     */
    static TrialLog ofSearch(Path output, String identity) {
        FolderLock lock = lock(output);
        try {
            return new TrialLog(output, identity, "main", Optional.of(lock));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens the log of a job of a search.
     *
     * @param output folder of the search
     * @param identity what decides the trials; a folder of another identity is refused
     * @param writer name of the job
     */
    static TrialLog ofJob(Path output, String identity, String writer) {
        return new TrialLog(output, identity, writer, Optional.empty());
    }

    /** A line of the log: which search made the trial, then the trial. */
    static byte[] line(String identity, Trial trial) {
        String json = TrialJson.write(trial);
        return (begin(identity) + json.substring(1) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** How lines of a search begin; others were made by another one. */
    private static String begin(String identity) {
        String name = Digest.sha256(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
        return "{\"search\":\"" + name + "\",";
    }

    private static FolderLock lock(Path output) {
        return FolderLock.tryHold(output.resolve(FOLDER), ".lock")
                .orElseThrow(() ->
                        new QePerfException(output + " is in use by another search; expected to be the only one"));
    }

    private void endTornLine() throws IOException {
        if (own.size() > 0) {
            own.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    /** Reads what other processes have written since. */
    void read() {
        for (Path log : logs()) {
            if (!log.equals(file)) {
                read(log);
            }
        }
    }

    /** Reads all again, for a file system that showed lines before it had all of their bytes. */
    void readAgain() {
        sizes.clear();
        read();
    }

    private void read(Path log) {
        try {
            long size = Files.exists(log) ? Files.size(log) : 0;
            if (size == sizes.getOrDefault(log, 0L)) {
                return;
            }
            sizes.put(log, size);
            for (String line : new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith(begin(identity))) {
                    TrialJson.trial(line).ifPresent(trial -> known.putIfAbsent(trial.key(), trial));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> logs() {
        List<Path> logs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + LINES)) {
            files.forEach(logs::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        logs.sort(null);
        return logs;
    }

    /** Whether a job has opened its log here. */
    boolean isWriter(String writer) {
        return Files.exists(folder.resolve(writer + LINES));
    }

    /** Writes what only others have written to the own file, and removes theirs. */
    void gather() {
        List<Path> logs = logs();
        read();
        known.values().stream()
                .filter(trial -> !written.contains(trial.key()))
                .sorted(Comparator.comparing(Trial::key))
                .toList()
                .forEach(this::append);
        try {
            for (Path log : logs) {
                if (!log.equals(file)) {
                    Files.deleteIfExists(log);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The trial of a task, if somebody has made it. */
    Optional<Trial> find(Task task) {
        return Optional.ofNullable(known.get(task.key()))
                .filter(trial -> trial.values().equals(task.proposal().values())
                        && trial.share() == task.proposal().share()
                        && trial.parent().equals(task.proposal().parent()));
    }

    /** Writes a trial; it is on disk when this returns. */
    void append(Trial trial) {
        try {
            ByteBuffer line = ByteBuffer.wrap(line(identity, trial));
            while (line.hasRemaining()) {
                own.write(line);
            }
            own.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known.put(trial.key(), trial);
        written.add(trial.key());
    }

    @Override
    public void close() {
        close(own);
        lock.ifPresent(FolderLock::close);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
