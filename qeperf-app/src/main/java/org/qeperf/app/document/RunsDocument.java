package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.qeperf.api.feature.Machine;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.drift.FeatureDrift;
import org.qeperf.train.living.LivingOptions;
import org.qeperf.train.living.Retraining;
import org.qeperf.train.living.SlotDrift;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/**
 * Stored runs with what was predicted of them, and what they made of the models, as JSON. Whoever reads them did not send them: names of
 * files, and messages that quote an input, are left out.
 */
public final class RunsDocument {

    /** Members of a record that quote what was sent, or name where it ran. */
    private static final List<String> UNTOLD = List.of("source", "host", "evidence", "counts_missing", "labels");

    private static final Cleaning RULES = Cleaning.find(LivingOptions.DEFAULT.cleaning());

    private RunsDocument() {}

    /**
     * A run, predicted beside measured.
     *
     * @param stored the run
     * @return a new object
     */
    public static ObjectNode of(StoredRun stored) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("id", stored.run().id())
                .put("sequence", stored.sequence())
                .put("received", stored.received().toString())
                .put("system", stored.run().system().orElse(null))
                .put(
                        "machine",
                        stored.run().place().machine().map(Machine::name).orElse(null))
                .put("outcome", stored.run().outcome().key());
        ArrayNode predictions = object.putArray("predictions");
        for (RunPrediction prediction : stored.predictions()) {
            ObjectNode one = predictions
                    .addObject()
                    .put("alias", Words.key(prediction.alias()))
                    .put("model", prediction.model().toString())
                    .put("target", prediction.target().name())
                    .put("unit", prediction.target().unit())
                    .put("value", prediction.value())
                    .put("lower", prediction.interval().lower())
                    .put("upper", prediction.interval().upper())
                    .put("level", prediction.interval().level());
            if (prediction.measured().isPresent()) {
                one.put("measured", prediction.measured().getAsDouble())
                        .put("log_error", prediction.logError().getAsDouble());
            } else {
                leftOut(one, stored.run(), RunTarget.find(prediction.target().name()));
            }
        }
        return object;
    }

    /** What a run shows, where the rules keep models from learning from it or being judged by it. */
    private static void leftOut(ObjectNode prediction, RunRecord run, RunTarget target) {
        OptionalDouble shown = target.of(run);
        String reason = target.relevant(RULES).reasonToDrop(run, run.program().code());
        if (shown.isPresent() && !reason.isEmpty()) {
            prediction.put("measured", shown.getAsDouble()).put("left_out", reason);
        }
    }

    /**
     * A run with all that was measured.
     *
     * @param stored the run
     * @return a new object
     */
    public static ObjectNode whole(StoredRun stored) {
        ObjectNode object = of(stored);
        ObjectNode record = RunRecordJson.write(stored.run());
        record.remove(UNTOLD);
        object.set("record", record);
        return object;
    }

    /**
     * Events.
     *
     * @param events what happened
     * @return an object for each
     */
    public static ArrayNode events(List<StoreEvent> events) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        for (StoreEvent event : events) {
            ObjectNode object =
                    document.addObject().put("at", event.at().toString()).put("kind", Words.key(event.kind()));
            event.slot().ifPresent(slot -> ModelsDocument.slot(object, slot));
            object.put("text", event.text()).set("details", event.details());
        }
        return document;
    }

    /**
     * How errors and features have changed.
     *
     * @param report by machine and target
     * @return an object for each
     */
    public static ArrayNode drift(List<SlotDrift> report) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        for (SlotDrift drift : report) {
            ObjectNode object = ModelsDocument.slot(document.addObject(), drift.slot())
                    .put("champion", drift.champion().toString())
                    .put("errors", drift.errors())
                    .put("stable", drift.stable());
            if (Double.isFinite(drift.median())) {
                object.put("median_log_error", drift.median());
            }
            ArrayNode alarms = object.putArray("alarms");
            for (SlotDrift.Alarm alarm : drift.alarms()) {
                alarms.addObject()
                        .put("sequence", alarm.sequence())
                        .put("begin", alarm.begin())
                        .put("detector", Words.key(alarm.drift().detector()))
                        .put("before", alarm.drift().before())
                        .put("after", alarm.drift().after());
            }
            drift.features().ifPresent(features -> features(object.putObject("features"), features));
        }
        return document;
    }

    private static void features(ObjectNode object, FeatureDrift features) {
        object.put("reference", features.reference()).put("recent", features.recent());
        ArrayNode changed = object.putArray("changed");
        for (FeatureDrift.Column column : features.changed()) {
            changed.addObject()
                    .put("feature", column.feature())
                    .put("distance", column.distance())
                    .put("probability", column.probability());
        }
    }

    /**
     * A training.
     *
     * @param retraining what was trained, or why nothing was
     * @return a new object
     */
    public static ObjectNode of(Retraining retraining) {
        ObjectNode object = ModelsDocument.slot(JsonNodeFactory.instance.objectNode(), retraining.slot())
                .put("reason", retraining.reason())
                .put("from", retraining.from())
                .put("cut", retraining.cut())
                .put("runs", retraining.runs())
                .put("systems", retraining.systems())
                .put("how", retraining.how());
        retraining.challenger().ifPresent(version -> object.set("challenger", ModelsDocument.of(version)));
        return object;
    }
}
