package org.qeperf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.store.StoreException.Reason;

/** What goes wrong outside of the program, with the whole text of each message. */
class StoreErrorsTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private static void refused(Reason reason, String message, Executable work) {
        StoreException e = assertThrows(StoreException.class, work);
        assertEquals(message, e.getMessage());
        assertEquals(reason, e.reason());
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains(PostgresServer.PASSWORD), "the password is told");
    }

    @Test
    void aFileInAFolderThatCannotBeMade() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("file"));
        Path file = inTheWay.resolve("runs.db");
        refused(
                Reason.UNREACHABLE,
                file + " cannot be opened or made; expected a file in a folder that can be written",
                () -> JdbcRunStore.open(file));
    }

    @Test
    void aFolderInsteadOfAFile() {
        refused(Reason.UNREACHABLE, folder + " is a folder; expected a file", () -> JdbcRunStore.open(folder));
    }

    @Test
    void aFileThatIsNoDatabase() throws IOException {
        Path file = folder.resolve("runs.db");
        byte[] bytes = new byte[5000];
        new Random(1).nextBytes(bytes);
        Files.write(file, bytes);
        refused(
                Reason.FOREIGN,
                file + " is not an SQLite database or is damaged; expected a run store: move it away or"
                        + " bring back a copy",
                () -> JdbcRunStore.open(file));
    }

    @Test
    void aFileThatIsDamaged() throws IOException {
        Path file = folder.resolve("runs.db");
        try (JdbcRunStore store = JdbcRunStore.open(file)) {
            store.addAll(ExampleRuns.runs(50), Instant.EPOCH);
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 8192, bytes.length, (byte) 7);
        Files.write(file, bytes);
        refused(
                Reason.FOREIGN,
                file + " is not an SQLite database or is damaged; expected a run store: move it away or"
                        + " bring back a copy",
                () -> {
                    try (JdbcRunStore store = JdbcRunStore.open(file)) {
                        store.after(0, 100);
                    }
                });
    }

    @Test
    void aFileThatMayNotBeWritten() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write everything");
        Path file = folder.resolve("runs.db");
        JdbcRunStore.open(file).close();
        assertTrue(file.toFile().setReadOnly());
        refused(Reason.UNREACHABLE, file + " cannot be written; expected a file and a folder that can", () -> {
            try (JdbcRunStore store = JdbcRunStore.open(file)) {
                store.add(ExampleRuns.run(1), List.of(), Instant.EPOCH);
            }
        });
    }

    /** By the numbers of SQLite's manual, "Result and Error Codes"; the upper bytes tell more of the same error. */
    @ParameterizedTest
    @CsvSource({
        "8, UNREACHABLE, FILE cannot be written; expected a file and a folder that can",
        "1032, UNREACHABLE, FILE cannot be written; expected a file and a folder that can",
        "13, REFUSED, no space is left for FILE",
        "14, UNREACHABLE, FILE cannot be opened or made; expected a file in a folder that can be written",
        "10, REFUSED, FILE: disk I/O error"
    })
    void whatIsHardToBringAbout(int code, Reason reason, String message) {
        Path file = folder.resolve("runs.db");
        StoreException e = new SqliteEngine(file, SHORT).explain(new SQLException("disk I/O error\nmore", null, code));
        assertEquals(message.replace("FILE", file.toString()), e.getMessage());
        assertEquals(reason, e.reason());
    }

    @Test
    void aFolderForTemporaryFilesWithoutThem() throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.sqlite.tmpdir=" + folder.resolve("nothere"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        folder.resolve("runs.db").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(1, process.waitFor());
        assertEquals(
                Optional.of("Exception in thread \"main\" org.qeperf.store.StoreException: the native library of SQLite"
                        + " cannot be started from the folder for temporary files; expected one that programs may run"
                        + " in: set the system property org.sqlite.tmpdir"),
                Files.readString(output)
                        .lines()
                        .filter(line -> line.startsWith("Exception"))
                        .findFirst());
    }

    @Test
    void aFileThatAnotherProcessHolds() throws SQLException {
        Path file = folder.resolve("runs.db");
        SqliteEngine engine = new SqliteEngine(file, SHORT);
        try (JdbcRunStore store = JdbcRunStore.open(engine);
                Connection other = engine.connect();
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertEquals(0, store.size(), "reading does not wait");
            refused(
                    Reason.LOCKED,
                    file
                            + " is locked by another process for more than 1 s; expected it to finish: stop it or try again",
                    () -> store.add(ExampleRuns.run(1), List.of(), Instant.EPOCH));
            statement.execute("rollback");
            assertEquals(
                    1, store.add(ExampleRuns.run(1), List.of(), Instant.EPOCH).sequence());
        }
    }

    @Test
    void aRecordThatSomebodyChanged() throws SQLException {
        Path file = folder.resolve("runs.db");
        SqliteEngine engine = new SqliteEngine(file, SHORT);
        try (JdbcRunStore store = JdbcRunStore.open(engine)) {
            store.addAll(ExampleRuns.runs(2), Instant.EPOCH);
            try (Connection other = engine.connect();
                    Statement statement = other.createStatement()) {
                statement.execute("update runs set record = '{}' where sequence = 2");
            }
            refused(
                    Reason.FOREIGN,
                    file + ": the record of run 0000000000000002 is damaged: 'format' is missing;"
                            + " expected what qeperf wrote: bring back a copy of the store",
                    () -> store.after(0, 10));
            assertEquals(1, store.after(0, 1).size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space.db",
                "what?mode=memory",
                "100%20.db",
                "a#b.db",
                "\u00e4\u4e2d.db",
                "file:x",
                ":memory:",
                "'q'.db"
            })
    void aFileMayHaveAnyName(String name) {
        Path file = folder.resolve(name);
        try (JdbcRunStore store = JdbcRunStore.open(file)) {
            store.addAll(ExampleRuns.runs(1), Instant.EPOCH);
            assertTrue(Files.size(file) > 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try (JdbcRunStore store = JdbcRunStore.open(file)) {
            assertEquals(1, store.size());
        }
    }

    @Test
    void aWrongPasswordOrUser() {
        Database right = PostgresServer.shared().newDatabase();
        refused(
                Reason.DENIED,
                right.place() + " does not let the user postgres in; expected the right user and password",
                () -> JdbcRunStore.open(new Database(right.url(), right.user(), Optional.of("wrong"))));
        refused(
                Reason.DENIED,
                right.place() + " does not let the user postgres in; expected the right user and password",
                () -> JdbcRunStore.open(new Database(right.url(), right.user(), Optional.empty())));
        refused(
                Reason.DENIED,
                right.place() + " does not let the user nobody in; expected the right user and password",
                () -> JdbcRunStore.open(new Database(right.url(), "nobody", right.password())));
    }

    @Test
    void aDatabaseThatIsNotThere() {
        Database database = PostgresServer.shared().database("nothere");
        refused(
                Reason.MISSING,
                database.place() + " does not exist; expected a database: create it with"
                        + " 'createdb --encoding=UTF8 --template=template0 --owner=postgres nothere'",
                () -> JdbcRunStore.open(database));
    }

    @Test
    void aSchemaThatIsNotThere() {
        Database database = PostgresServer.shared().database("postgres");
        Database schema = new Database(database.url() + "?currentSchema=lab", database.user(), database.password());
        refused(
                Reason.MISSING,
                database.place() + ": the user postgres has no schema there; expected one, see 'create schema'",
                () -> JdbcRunStore.open(schema));
    }

    /** An underscore in the name of a schema stands for itself only. */
    @Test
    void aSchemaBesideAnotherOfASimilarName() {
        PostgresServer server = PostgresServer.shared();
        server.execute("create schema lab_1");
        server.execute("create schema labx1");
        server.execute("create table labx1.films (id integer)");
        Database postgres = server.database("postgres");
        Database database = new Database(postgres.url() + "?currentSchema=lab_1", postgres.user(), postgres.password());
        try (JdbcRunStore store = JdbcRunStore.open(database)) {
            assertEquals(0, store.size());
        }
    }

    @Test
    void aUserWhoMayNotMakeTables() {
        PostgresServer server = PostgresServer.shared();
        Database database = server.database("postgres");
        server.execute("create role reader login password '" + PostgresServer.PASSWORD.replace("'", "''") + "'");
        refused(
                Reason.DENIED,
                database.place() + ": the user reader may not create or change tables there;"
                        + " expected the owner of the database",
                () -> JdbcRunStore.open(new Database(database.url(), "reader", database.password())));
    }

    @Test
    void aServerThatIsNotThere() {
        Database database = new Database("postgresql://127.0.0.1:1/qeperf", "anna", Optional.of("x"));
        refused(
                Reason.UNREACHABLE,
                "postgresql://127.0.0.1:1/qeperf cannot be reached;"
                        + " expected a PostgreSQL server that accepts connections",
                () -> JdbcRunStore.open(database));
    }

    @Test
    void tablesThatAnotherProcessHolds() throws SQLException {
        Database database = PostgresServer.shared().newDatabase();
        try (JdbcRunStore store = JdbcRunStore.open(new PostgresEngine(database, SHORT));
                Connection other = PostgresServer.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table runs");
            refused(
                    Reason.LOCKED,
                    database.place() + " is locked by another process for more than 1 s;"
                            + " expected it to finish: stop it or try again",
                    () -> store.add(ExampleRuns.run(1), List.of(), Instant.EPOCH));
            other.rollback();
            assertEquals(
                    1, store.add(ExampleRuns.run(1), List.of(), Instant.EPOCH).sequence());
        }
    }

    @Test
    void anErrorOfTheServerThatHasNoTextOfItsOwn() throws SQLException {
        Database database = PostgresServer.shared().newDatabase();
        try (JdbcRunStore store = JdbcRunStore.open(database);
                Connection other = PostgresServer.connect(database);
                Statement statement = other.createStatement()) {
            statement.execute("drop table events");
            refused(
                    Reason.REFUSED,
                    database.place() + ": ERROR: relation \"events\" does not exist",
                    () -> store.latestEvents(1));
        }
    }

    /** The connections of a server that crashed are found dead and made anew. */
    @Test
    void aServerThatComesBack() throws Exception {
        PostgresServer server = PostgresServer.shared();
        Database database = server.newDatabase();
        try (JdbcRunStore store = JdbcRunStore.open(database)) {
            store.addAll(ExampleRuns.runs(20), Instant.EPOCH);
            server.crash();
            refused(
                    Reason.UNREACHABLE,
                    database.place() + " cannot be reached; expected a PostgreSQL server that accepts connections",
                    store::size);
            server.start();
            assertEquals(20, store.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void onlyWhatMayPassIsTriedAgain(Reason reason) {
        assertEquals(
                Set.of(Reason.UNREACHABLE, Reason.LOCKED).contains(reason),
                new StoreException(reason, "away").isTransient());
    }
}
