package org.qeperf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.store.StoreException.Reason;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

class MigrationsTest {

    /** The databases. */
    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @TempDir
    private Path folder;

    private Engine engine(Kind kind) {
        Duration patience = Duration.ofSeconds(10);
        return kind == Kind.SQLITE
                ? new SqliteEngine(folder.resolve("runs.db"), patience)
                : new PostgresEngine(PostgresServer.shared().newDatabase(), patience);
    }

    private static void execute(Engine engine, String... statements) throws SQLException {
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void migrate(Engine engine, Migrations migrations) throws SQLException {
        try (Connection connection = engine.connect()) {
            migrations.apply(connection, engine);
        }
    }

    private static List<String> query(Engine engine, String sql) throws SQLException {
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    /** A released file never changes: stores that it made would differ from those that are made now. */
    @ParameterizedTest
    @CsvSource({
        "0001-runs.sql,45903d517aa491bc99cb47d8318c32f41640b261a47ffb0aa085714716163716",
        "0002-events.sql,9f23ed1364787838088b7071402cbeb30265da3d4d7a1210a7212b62b3c92fc6"
    })
    void aReleasedFileDoesNotChange(String file, String sha256) throws IOException {
        try (InputStream in = Migrations.class.getResourceAsStream(file)) {
            assertEquals(sha256, Digest.sha256(in.readAllBytes()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoreOfVersionOneIsMigratedWithItsRuns(Kind kind) throws SQLException {
        Engine engine = engine(kind);
        migrate(engine, new Migrations(List.of("0001-runs.sql")));
        String record = RunRecordJson.write(ExampleRuns.run(7)).toString().replace("'", "''");
        execute(
                engine,
                "update numbers set highest = 3 where name = 'run'",
                "insert into runs (sequence, id, received, system, machine, outcome, record) values (3, '"
                        + ExampleRuns.id(7) + "', 1000, 'Si', 'bench', 'converged', '" + record + "')",
                "insert into predictions (run, position, alias, model_name, model_version, target, unit, value, lower,"
                        + " upper, level) values (3, 1, 'champion', 'a', '1', 'seconds_per_scf_iteration', 's', 0.1,"
                        + " 0.05, 0.2, 0.9)");
        try (JdbcRunStore store = JdbcRunStore.open(engine)) {
            StoredRun run = new StoredRun(
                    3, Instant.ofEpochSecond(1), ExampleRuns.run(7), List.of(ExampleRuns.prediction("a", 0.1)));
            assertEquals(List.of(run), store.after(0, 10));
            assertEquals(
                    4, store.add(ExampleRuns.run(8), List.of(), Instant.EPOCH).sequence());
            StoreEvent event = new StoreEvent(
                    Instant.EPOCH, StoreEvent.Kind.DRIFT, Optional.empty(), "new", ExampleRuns.JSON.createObjectNode());
            store.add(event);
            assertEquals(List.of(event), store.latestEvents(2));
        }
        assertEquals(List.of("1", "2"), query(engine, "select version from qeperf_migrations order by version"));
    }

    @ParameterizedTest
    @EnumSource
    void aStoreOfANewerProgramIsRefusedAndStaysAsItIs(Kind kind) throws SQLException {
        Engine engine = engine(kind);
        JdbcRunStore.open(engine).close();
        execute(engine, "insert into qeperf_migrations (version, file, applied) values (3, '0003-new.sql', 0)");
        StoreException e = assertThrows(StoreException.class, () -> JdbcRunStore.open(engine));
        assertEquals(
                engine.place() + " was written by a newer qeperf: its tables have version 3, this one knows 2;"
                        + " expected that qeperf or a later one",
                e.getMessage());
        assertEquals(Reason.TOO_NEW, e.reason());
        assertEquals(List.of("3"), query(engine, "select count(*) from qeperf_migrations"));
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfAnotherProgramAreNotTouched(Kind kind) throws SQLException {
        Engine engine = engine(kind);
        execute(
                engine,
                "create table films (id integer)",
                "create table actors (id integer)",
                "create view all_films as select * from films",
                "create table zeros (id integer)");
        StoreException e = assertThrows(StoreException.class, () -> JdbcRunStore.open(engine));
        assertEquals(
                engine.place() + " holds tables of another program (actors, all_films, films, ...);"
                        + " expected a run store, or an empty database",
                e.getMessage());
        assertEquals(Reason.FOREIGN, e.reason());
        execute(engine, "drop view all_films", "drop table films", "drop table zeros");
        assertEquals(
                engine.place()
                        + " holds tables of another program (actors); expected a run store, or an empty database",
                assertThrows(StoreException.class, () -> JdbcRunStore.open(engine))
                        .getMessage());
        execute(engine, "drop table actors");
        JdbcRunStore.open(engine).close();
    }

    /** The second file needs a table that is there already. */
    @ParameterizedTest
    @EnumSource
    void aMigrationThatFailsIsUndoneAsAWhole(Kind kind) throws SQLException {
        Engine engine = engine(kind);
        Migrations broken = new Migrations(List.of("0001-runs.sql", "0001-runs.sql"));
        assertThrows(SQLException.class, () -> migrate(engine, broken));
        try (JdbcRunStore store = JdbcRunStore.open(engine)) {
            assertEquals(0, store.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyMayOpenANewStoreAtOnce(Kind kind) throws Exception {
        Engine engine = engine(kind);
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            Callable<Long> open = () -> {
                try (JdbcRunStore store = JdbcRunStore.open(engine)) {
                    store.add(ExampleRuns.run(Thread.currentThread().getId()), List.of(), Instant.EPOCH);
                    return store.size();
                }
            };
            long most = 0;
            for (Future<Long> size : executor.invokeAll(List.of(open, open, open, open, open, open, open, open))) {
                most = Math.max(most, size.get());
            }
            assertEquals(List.of(Long.toString(most)), query(engine, "select count(*) from runs"));
        } finally {
            executor.shutdownNow();
        }
        assertEquals(List.of("1", "2"), query(engine, "select version from qeperf_migrations order by version"));
    }

    @Test
    void aStoreThatIsBeingWrittenToCanBeOpened() throws SQLException {
        Engine engine = new SqliteEngine(folder.resolve("runs.db"), Duration.ofMillis(100));
        JdbcRunStore.open(engine).close();
        try (Connection other = engine.connect();
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            try (JdbcRunStore store = JdbcRunStore.open(engine)) {
                assertEquals(0, store.size());
            }
            statement.execute("rollback");
        }
    }
}
