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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.artifact.AtomicFile;

/**
 * The trials of a search, on disk as soon as they end: one line of JSON each, appended to a file of this process in a folder
 * that others may write to as well, each to its own file. A line that a crash tore is ignored. Not safe for concurrent use
 * within a process.
 */
final class TrialLog implements AutoCloseable {

    private static final String FOLDER = "trials";
    private static final String LINES = ".jsonl";
    private static final String IDENTITY = "search.txt";

    private final Path folder;
    private final FileChannel own;
    private final Map<String, Trial> known = new HashMap<>();

    /**
     * Opens the log of a search.
     *
     * @param output folder of the search; made where it is not there
     * @param identity what decides the trials; a folder of another identity is refused
     * @param writer name of this process among those that write here
     */
    TrialLog(Path output, String identity, String writer) {
        this.folder = output.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
            Path says = folder.resolve(IDENTITY);
            if (!Files.exists(says)) {
                AtomicFile.write(says, identity.getBytes(StandardCharsets.UTF_8));
            } else if (!Files.readString(says, StandardCharsets.UTF_8).equals(identity)) {
                throw new TrainingException("folder " + output
                        + " holds the trials of another plan or of other data; expected an empty folder (--output), or the"
                        + " plan that was begun there");
            }
            read();
            this.own = FileChannel.open(
                    folder.resolve(writer + LINES),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
            endTornLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endTornLine() throws IOException {
        if (own.size() > 0) {
            own.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    /** Reads what any process has written so far. */
    void read() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + LINES)) {
            for (Path file : files) {
                for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                    TrialJson.trial(line).ifPresent(trial -> known.put(trial.key(), trial));
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
            ByteBuffer line = ByteBuffer.wrap((TrialJson.write(trial) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                own.write(line);
            }
            own.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known.put(trial.key(), trial);
    }

    @Override
    public void close() {
        try {
            own.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
