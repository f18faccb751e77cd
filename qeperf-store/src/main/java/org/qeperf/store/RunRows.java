package org.qeperf.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.store.StoreException.Reason;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.StoredRun;

/** Rows of the tables {@code runs} and {@code predictions}, through one connection. */
final class RunRows {

    private static final String SELECT = "select sequence, id, received, record from runs ";

    private final Connection connection;
    private final Engine engine;

    RunRows(Connection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    /** Sets the parameters of a statement. */
    private interface Parameters {

        void set(PreparedStatement statement) throws SQLException;
    }

    boolean contains(String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from runs where id = ?")) {
            select.setString(1, EscapedText.escape(id));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    Optional<StoredRun> find(String id) throws SQLException {
        return runs("where id = ?", select -> select.setString(1, EscapedText.escape(id))).stream()
                .findFirst();
    }

    List<StoredRun> after(long sequence, int most) throws SQLException {
        return runs("where sequence > ? order by sequence limit ?", select -> {
            select.setLong(1, sequence);
            select.setInt(2, most);
        });
    }

    List<StoredRun> latest(int most) throws SQLException {
        return runs("order by sequence desc limit ?", select -> select.setInt(1, most));
    }

    long size() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from runs");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    StoredRun insert(PreparedRun prepared, Instant received) throws SQLException {
        long sequence = Numbers.next(connection, "run");
        try (PreparedStatement insert = connection.prepareStatement("insert into runs"
                + " (sequence, id, received, system, machine, outcome, record) values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, sequence);
            insert.setString(2, prepared.run().id());
            insert.setLong(3, received.toEpochMilli());
            insert.setString(
                    4, EscapedText.escapeIfKnown(prepared.run().system().orElse(null)));
            insert.setString(
                    5,
                    EscapedText.escapeIfKnown(
                            prepared.run().place().machine().map(Machine::name).orElse(null)));
            insert.setString(6, prepared.run().outcome().key());
            insert.setString(7, prepared.text());
            insert.executeUpdate();
        }
        insertPredictions(sequence, prepared.predictions());
        return new StoredRun(sequence, received, prepared.run(), prepared.predictions());
    }

    private void insertPredictions(long run, List<RunPrediction> predictions) throws SQLException {
        if (predictions.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into predictions (run, position, alias,"
                + " model_name, model_version, target, unit, value, lower, upper, level, measured)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int position = 0;
            for (RunPrediction prediction : predictions) {
                position++;
                insert.setLong(1, run);
                insert.setInt(2, position);
                set(insert, prediction);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement insert, RunPrediction prediction) throws SQLException {
        insert.setString(3, prediction.alias().name().toLowerCase(Locale.ROOT));
        insert.setString(4, prediction.model().name());
        insert.setString(5, prediction.model().version());
        insert.setString(6, EscapedText.escape(prediction.target().name()));
        insert.setString(7, EscapedText.escape(prediction.target().unit()));
        insert.setDouble(8, prediction.value());
        insert.setDouble(9, prediction.interval().lower());
        insert.setDouble(10, prediction.interval().upper());
        insert.setDouble(11, prediction.interval().level());
        if (prediction.measured().isPresent()) {
            insert.setDouble(12, prediction.measured().getAsDouble());
        } else {
            insert.setNull(12, Types.DOUBLE);
        }
    }

    /** A run and its predictions become visible together and never change, so two statements see the same. */
    private List<StoredRun> runs(String condition, Parameters parameters) throws SQLException {
        List<StoredRun> runs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
            parameters.set(select);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(run(rows));
                }
            }
        }
        if (runs.isEmpty()) {
            return List.of();
        }
        long one = runs.get(0).sequence();
        long other = runs.get(runs.size() - 1).sequence();
        Map<Long, List<RunPrediction>> predictions = predictions(Math.min(one, other), Math.max(one, other));
        return runs.stream()
                .map(run -> new StoredRun(
                        run.sequence(), run.received(), run.run(), predictions.getOrDefault(run.sequence(), List.of())))
                .toList();
    }

    private StoredRun run(ResultSet row) throws SQLException {
        try {
            return new StoredRun(
                    row.getLong("sequence"),
                    Instant.ofEpochMilli(row.getLong("received")),
                    RunRecordJson.read(JsonText.read(row.getString("record"))),
                    List.of());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Reason.FOREIGN,
                    engine.place() + ": the record of run " + row.getString("id") + " is damaged: " + OneLine.of(e)
                            + "; expected what qeperf wrote: bring back a copy of the store",
                    e);
        }
    }

    private Map<Long, List<RunPrediction>> predictions(long first, long last) throws SQLException {
        Map<Long, List<RunPrediction>> predictions = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select run, alias, model_name, model_version,"
                + " target, unit, value, lower, upper, level, measured from predictions"
                + " where run >= ? and run <= ? order by run, position")) {
            select.setLong(1, first);
            select.setLong(2, last);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    predictions
                            .computeIfAbsent(rows.getLong("run"), run -> new ArrayList<>())
                            .add(prediction(rows));
                }
            }
        }
        return predictions;
    }

    private static RunPrediction prediction(ResultSet row) throws SQLException {
        double measured = row.getDouble("measured");
        boolean isMeasured = !row.wasNull();
        return new RunPrediction(
                Alias.valueOf(row.getString("alias").toUpperCase(Locale.ROOT)),
                new ModelId(row.getString("model_name"), row.getString("model_version")),
                new Target(EscapedText.unescape(row.getString("target")), EscapedText.unescape(row.getString("unit"))),
                row.getDouble("value"),
                new Interval(row.getDouble("lower"), row.getDouble("upper"), row.getDouble("level")),
                isMeasured ? OptionalDouble.of(measured) : OptionalDouble.empty());
    }
}
