package org.qeperf.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.predict.Target;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.StoreEvent;

/** Rows of the table {@code events}, through one connection. */
final class EventRows {

    private final Connection connection;

    EventRows(Connection connection) {
        this.connection = connection;
    }

    void insert(StoreEvent event, String details) throws SQLException {
        Optional<Slot> slot = event.slot();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into events"
                        + " (sequence, at_time, kind, target, unit, machine, message, details) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, Numbers.next(connection, "event"));
            insert.setLong(2, event.at().toEpochMilli());
            insert.setString(3, event.kind().name().toLowerCase(Locale.ROOT));
            insert.setString(
                    4,
                    EscapedText.escapeIfKnown(slot.map(s -> s.target().name()).orElse(null)));
            insert.setString(
                    5,
                    EscapedText.escapeIfKnown(slot.map(s -> s.target().unit()).orElse(null)));
            insert.setString(6, slot.map(Slot::machine).orElse(null));
            insert.setString(7, EscapedText.escape(event.text()));
            insert.setString(8, details);
            insert.executeUpdate();
        }
    }

    List<StoreEvent> latest(int most) throws SQLException {
        List<StoreEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select at_time, kind, target, unit, machine,"
                + " message, details from events order by sequence desc limit ?")) {
            select.setInt(1, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
        }
        return events;
    }

    private static StoreEvent event(ResultSet row) throws SQLException {
        return new StoreEvent(
                Instant.ofEpochMilli(row.getLong("at_time")),
                StoreEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                slot(row),
                EscapedText.unescape(row.getString("message")),
                JsonText.read(row.getString("details")));
    }

    private static Optional<Slot> slot(ResultSet row) throws SQLException {
        String target = row.getString("target");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new Slot(
                new Target(EscapedText.unescape(target), EscapedText.unescape(row.getString("unit"))),
                row.getString("machine")));
    }
}
