package org.qeperf.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.qeperf.store.StoreException.Reason;

/**
 * Brings the tables of a database to what this program knows: a list of SQL files, the n-th of which makes version n of
 * version n-1. All that are missing run in one transaction.
 *
 * @param files names of resources beside this class
 */
record Migrations(List<String> files) {

    static final Migrations SHIPPED = new Migrations(List.of("0001-runs.sql", "0002-events.sql"));

    private static final String TABLE = "qeperf_migrations";

    void apply(Connection connection, Engine engine) throws SQLException {
        // Also a database that another process is writing to can be opened.
        if (requireKnown(version(connection, engine), engine) == files.size()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(engine.begin());
            engine.lockForMigration(connection);
            int before = requireKnown(version(connection, engine), engine);
            if (before == 0) {
                statement.execute("create table " + TABLE
                        + " (version integer not null primary key, file text not null, applied bigint not null)");
                requireNoOthers(connection, engine);
            }
            for (int version = before + 1; version <= files.size(); version++) {
                apply(connection, version);
            }
            statement.execute("commit");
        }
    }

    private int requireKnown(int version, Engine engine) {
        if (version > files.size()) {
            throw new StoreException(
                    Reason.TOO_NEW,
                    engine.place() + " was written by a newer qeperf: its tables have version " + version
                            + ", this one knows " + files.size() + "; expected that qeperf or a later one");
        }
        return version;
    }

    private static int version(Connection connection, Engine engine) throws SQLException {
        if (!tables(connection, engine).contains(TABLE)) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select max(version) from " + TABLE)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Set<String> tables(Connection connection, Engine engine) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(engine.tables())) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void requireNoOthers(Connection connection, Engine engine) throws SQLException {
        Set<String> others = tables(connection, engine);
        others.remove(TABLE);
        if (!others.isEmpty()) {
            throw new StoreException(
                    Reason.FOREIGN,
                    engine.place() + " holds tables of another program ("
                            + String.join(", ", others.stream().limit(3).toList()) + (others.size() > 3 ? ", ..." : "")
                            + "); expected a run store, or an empty database");
        }
    }

    private void apply(Connection connection, int version) throws SQLException {
        String file = files.get(version - 1);
        try (Statement statement = connection.createStatement()) {
            for (String sql : text(file).split(";\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + TABLE + " (version, file, applied) values (?, ?, ?)")) {
            insert.setInt(1, version);
            insert.setString(2, file);
            insert.setLong(3, System.currentTimeMillis());
            insert.executeUpdate();
        }
    }

    private static String text(String file) {
        try (InputStream in = Migrations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("resource " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
