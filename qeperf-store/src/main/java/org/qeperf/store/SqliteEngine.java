package org.qeperf.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.qeperf.runtime.artifact.FolderLock;
import org.qeperf.store.StoreException.Reason;
import org.qeperf.train.store.RunStore;

/**
 * One file. Its log is written to the disk at each commit ({@code synchronous=FULL}), readers do not wait for the writer
 * ({@code journal_mode=WAL}), and several processes may share it.
 */
final class SqliteEngine implements Engine {

    /** An exception of the driver, which is there at run time only. */
    private static final String NO_LIBRARY = "NativeLibraryNotFoundException";

    private static final int PRIMARY_CODE = 0xff;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private final Path file;
    private final Duration patience;

    SqliteEngine(Path file, Duration patience) {
        this.file = file.toAbsolutePath();
        this.patience = patience;
        Path folder = this.file.getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreException(Reason.UNREACHABLE, cannotOpen(), e);
        }
        if (Files.isDirectory(this.file)) {
            throw new StoreException(Reason.UNREACHABLE, place() + " is a folder; expected a file");
        }
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("busy_timeout", Long.toString(patience.toMillis()));
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        settings.setProperty("foreign_keys", "true");
        // As a URI, because a plain path ends at a question mark.
        return DriverManager.getConnection("jdbc:sqlite:" + file.toUri().toASCIIString(), settings);
    }

    @Override
    public String tables() {
        return "select name from sqlite_master where type in ('table', 'view') and substr(name, 1, 7) <> 'sqlite_'";
    }

    /** Takes the only write lock at once: a transaction that reads first could not wait for it. */
    @Override
    public String begin() {
        return "begin immediate";
    }

    @Override
    public void lockForMigration(Connection connection) {
        // The write lock of the transaction is enough.
    }

    @Override
    public Optional<RunStore.Hold> tryHold() {
        try {
            Path real = file.toRealPath();
            return FolderLock.tryHold(Objects.requireNonNull(real.getParent()), real.getFileName() + ".lock")
                    .map(lock -> lock::close);
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException(Reason.UNREACHABLE, cannotOpen(), e);
        }
    }

    @Override
    public StoreException explain(SQLException error) {
        Throwable cause = error.getCause();
        if (cause != null && cause.getClass().getSimpleName().equals(NO_LIBRARY)) {
            return new StoreException(
                    Reason.UNREACHABLE,
                    "the native library of SQLite cannot be started from the folder for temporary files; expected one"
                            + " that programs may run in: set the system property org.sqlite.tmpdir",
                    error);
        }
        return switch (error.getErrorCode() & PRIMARY_CODE) {
            case BUSY, LOCKED ->
                new StoreException(
                        Reason.LOCKED,
                        place() + " is locked by another process for more than " + patience.toSeconds()
                                + " s; expected it to finish: stop it or try again",
                        error);
            case READ_ONLY ->
                new StoreException(
                        Reason.UNREACHABLE,
                        place() + " cannot be written; expected a file and a folder that can",
                        error);
            case CORRUPT, NOT_A_DATABASE ->
                new StoreException(
                        Reason.FOREIGN,
                        place() + " is not an SQLite database or is damaged; expected a run store: move it away or"
                                + " bring back a copy",
                        error);
            case FULL -> new StoreException(Reason.REFUSED, "no space is left for " + place(), error);
            case CANNOT_OPEN -> new StoreException(Reason.UNREACHABLE, cannotOpen(), error);
            default -> new StoreException(Reason.REFUSED, place() + ": " + OneLine.of(error), error);
        };
    }

    private String cannotOpen() {
        return file + " cannot be opened or made; expected a file in a folder that can be written";
    }
}
