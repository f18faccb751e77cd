package org.qeperf.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers that become visible in their order: whoever takes one holds off the others until the end of the transaction. */
final class Numbers {

    private Numbers() {}

    /** Holds off others that take a number, until the end of the transaction: what is found then is all there is. */
    static void hold(Connection connection, String name) throws SQLException {
        update(connection, "update numbers set highest = highest where name = ?", name);
    }

    static long next(Connection connection, String name) throws SQLException {
        update(connection, "update numbers set highest = highest + 1 where name = ?", name);
        try (PreparedStatement select = connection.prepareStatement("select highest from numbers where name = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void update(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, name);
            update.executeUpdate();
        }
    }
}
