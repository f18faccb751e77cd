package org.qeperf.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.qeperf.store.StoreException.Reason;
import org.qeperf.train.store.RunStore;

/** A database of a PostgreSQL server. */
final class PostgresEngine implements Engine {

    /** One number of qeperf's own, the same in every release. */
    private static final long MIGRATION_LOCK = 7_183_520_119L;

    /** Another, beside that of the schema: a database may have a store in each. */
    private static final int LEARNING_LOCK = 718_352_012;

    private final Database database;
    private final Duration patience;

    PostgresEngine(Database database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    @Override
    public String place() {
        return database.place();
    }

    @Override
    public Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", database.user());
        database.password().ifPresent(password -> settings.setProperty("password", password));
        settings.setProperty("ApplicationName", "qeperf");
        settings.setProperty("connectTimeout", Long.toString(patience.toSeconds()));
        // A server that has gone without a word; longer than any statement waits for a lock.
        settings.setProperty("socketTimeout", Long.toString(6 * patience.toSeconds()));
        settings.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(database.url(), settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = " + patience.toMillis());
            // What a method returned from is on the disk, whatever the server is set to.
            statement.execute("select set_config('synchronous_commit', 'on', false)"
                    + " where current_setting('synchronous_commit') = 'off'");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Override
    public String tables() {
        return "select tablename from pg_tables where schemaname = current_schema()"
                + " union all select viewname from pg_views where schemaname = current_schema()";
    }

    @Override
    public String begin() {
        return "begin";
    }

    @Override
    public void lockForMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
        }
    }

    /** A lock of a session of its own. */
    @Override
    public Optional<RunStore.Hold> tryHold() throws SQLException {
        Connection connection = connect();
        boolean held = false;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_try_advisory_lock(" + LEARNING_LOCK + ", hashtext(current_schema()))")) {
            held = row.next() && row.getBoolean(1);
        } finally {
            if (!held) {
                connection.close();
            }
        }
        return held ? Optional.of(() -> letGo(connection)) : Optional.empty();
    }

    private void letGo(Connection connection) {
        try (connection;
                Statement statement = connection.createStatement()) {
            // The server ends a session some time after it was told to.
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    @Override
    public StoreException explain(SQLException error) {
        String state = Objects.requireNonNullElse(error.getSQLState(), "");
        return switch (state) {
            // 08004: the server asks for a password and there is none.
            case "28P01", "28000", "08004" ->
                new StoreException(
                        Reason.DENIED,
                        place() + " does not let the user " + database.user()
                                + " in; expected the right user and password",
                        error);
            case "3D000" ->
                new StoreException(
                        Reason.MISSING,
                        place()
                                + " does not exist; expected a database: create it with 'createdb --encoding=UTF8 --template=template0 --owner="
                                + database.user() + " " + database.name() + "'",
                        error);
            case "3F000" ->
                new StoreException(
                        Reason.MISSING,
                        place() + ": the user " + database.user()
                                + " has no schema there; expected one, see 'create schema'",
                        error);
            case "42501" ->
                new StoreException(
                        Reason.DENIED,
                        place() + ": the user " + database.user()
                                + " may not create or change tables there; expected the owner of the database",
                        error);
            case "55P03" ->
                new StoreException(
                        Reason.LOCKED,
                        place() + " is locked by another process for more than " + patience.toSeconds()
                                + " s; expected it to finish: stop it or try again",
                        error);
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? new StoreException(
                                Reason.UNREACHABLE,
                                place() + " cannot be reached; expected a PostgreSQL server that accepts connections",
                                error)
                        : new StoreException(Reason.REFUSED, place() + ": " + OneLine.of(error), error);
        };
    }
}
