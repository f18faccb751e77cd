package org.qeperf.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.qeperf.store.StoreException.Reason;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/**
 * A run store in an SQLite file or a PostgreSQL database; {@code docs/run-store.md} describes the tables. Several processes
 * may use one store. Times are kept to the millisecond.
 *
 * <p>A {@link StoreException} says why a store cannot be used; after one of {@link #add} it is unknown whether the run is
 * there, and adding it again is right in both cases.
 */
public final class JdbcRunStore implements RunStore {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Engine engine;
    private final ConnectionPool connections;
    /** The database lets one transaction write at a time anyway; those of this process wait without a connection. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();

    private JdbcRunStore(Engine engine) {
        this.engine = engine;
        connections = new ConnectionPool(engine);
    }

    /**
     * Opens an SQLite file.
     *
     * @param file the file, which is made with its folder where it is missing; on a local disk
     * @return the store
     * @throws StoreException if it cannot be opened or is not a run store
     */
    public static JdbcRunStore open(Path file) {
        return open(new SqliteEngine(file, PATIENCE));
    }

    /**
     * Opens a PostgreSQL database, and makes the tables where they are missing.
     *
     * @param database which one
     * @return the store
     * @throws StoreException if it cannot be opened or is not a run store
     */
    public static JdbcRunStore open(Database database) {
        return open(new PostgresEngine(database, PATIENCE));
    }

    /** Opens a store whose engine waits as long as a test wants. */
    static JdbcRunStore open(Engine engine) {
        JdbcRunStore store = new JdbcRunStore(engine);
        store.read(connection -> {
            Migrations.SHIPPED.apply(connection, engine);
            return store;
        });
        return store;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the run could not be read back as it is: an id that is not of 16 hexadecimal
     *     digits, or a number that is not one
     */
    @Override
    public StoredRun add(RunRecord run, List<RunPrediction> predictions, Instant received) {
        PreparedRun prepared = PreparedRun.of(run, predictions);
        Instant at = Times.toMillis(received);
        return write(connection -> {
            Numbers.hold(connection, "run");
            RunRows rows = new RunRows(connection, engine);
            Optional<StoredRun> before = rows.find(run.id());
            return before.isPresent() ? before.get() : rows.insert(prepared, at);
        });
    }

    /**
     * Adds runs of which nothing was predicted, all or none of them. Those that are there already stay as they were.
     *
     * @param runs the runs, in the order in which they shall arrive
     * @param received when they arrived
     * @return how many are new
     * @throws IllegalArgumentException as {@link #add}
     */
    public int addAll(List<RunRecord> runs, Instant received) {
        List<PreparedRun> prepared =
                runs.stream().map(run -> PreparedRun.of(run, List.of())).toList();
        Instant at = Times.toMillis(received);
        return write(connection -> {
            Numbers.hold(connection, "run");
            RunRows rows = new RunRows(connection, engine);
            int added = 0;
            for (PreparedRun run : prepared) {
                if (!rows.contains(run.run().id())) {
                    rows.insert(run, at);
                    added++;
                }
            }
            return added;
        });
    }

    @Override
    public Optional<StoredRun> find(String id) {
        return read(connection -> new RunRows(connection, engine).find(id));
    }

    @Override
    public List<StoredRun> after(long sequence, int most) {
        requireNumber(most);
        return read(connection -> new RunRows(connection, engine).after(sequence, most));
    }

    @Override
    public List<StoredRun> latest(int most) {
        requireNumber(most);
        return read(connection -> new RunRows(connection, engine).latest(most));
    }

    @Override
    public long size() {
        return read(connection -> new RunRows(connection, engine).size());
    }

    /** {@inheritDoc} Numbers in its details that are not finite come back as texts. */
    @Override
    public void add(StoreEvent event) {
        String details = JsonText.write(event.details());
        Times.toMillis(event.at());
        write(connection -> {
            new EventRows(connection).insert(event, details);
            return details;
        });
    }

    /** {@inheritDoc} In the order in which they were added. */
    @Override
    public List<StoreEvent> latestEvents(int most) {
        requireNumber(most);
        return read(connection -> new EventRows(connection).latest(most));
    }

    /**
     * Writes every run to a run file, a part at a time; what was predicted stays behind.
     *
     * @param file where to; one whose name ends with {@code .gz} is compressed
     * @return how many runs it holds
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public long exportRuns(Path file) {
        RunPages pages = new RunPages(this);
        Iterable<RunRecord> runs = () -> (Iterator<RunRecord>) pages;
        RunSet.write(file, runs);
        return pages.given();
    }

    /**
     * Adds every run of a run file, as {@link #addAll}.
     *
     * @param file a run file
     * @param received when they arrived
     * @return how many are new
     * @throws org.qeperf.api.InputException if a line is not a record
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public int importRuns(Path file, Instant received) {
        return addAll(RunSet.read(file).runs(), received);
    }

    /**
     * {@inheritDoc} In SQLite by a file beside the store, in PostgreSQL by a session's lock.
     *
     * @throws StoreException if somebody else holds it
     */
    @Override
    public Hold hold() {
        try {
            Hold hold = engine.tryHold()
                    .orElseThrow(() -> new StoreException(
                            Reason.LOCKED,
                            engine.place() + " is in use by another qeperf that learns from its runs; expected one at a"
                                    + " time: stop it or use another store"));
            holds.add(hold);
            return () -> letGo(hold);
        } catch (SQLException e) {
            throw engine.explain(e);
        }
    }

    private void letGo(Hold hold) {
        if (holds.remove(hold)) {
            hold.close();
        }
    }

    /** Waits for what is under way; every later call but this one is an {@link IllegalStateException}. */
    @Override
    public void close() {
        holds.forEach(this::letGo);
        try {
            connections.close();
        } catch (SQLException e) {
            throw engine.explain(e);
        }
    }

    private static void requireNumber(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("at most " + most + "; expected 0 or more");
        }
    }

    private <T> T read(ConnectionPool.Work<T> work) {
        try {
            return connections.use(work);
        } catch (SQLException e) {
            throw engine.explain(e);
        }
    }

    private <T> T write(ConnectionPool.Work<T> work) {
        writing.lock();
        try {
            return read(connection -> transaction(connection, work));
        } finally {
            writing.unlock();
        }
    }

    /** A transaction that fails is undone when its connection is closed, see {@link ConnectionPool}. */
    private <T> T transaction(Connection connection, ConnectionPool.Work<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(engine.begin());
            T result = work.run(connection);
            statement.execute("commit");
            return result;
        }
    }
}
