package org.qeperf.train.living;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.predict.ModelId;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoreEvent.Kind;

/** What was done, as the store's events tell it, so that the next process goes on where this one was killed. Safe for concurrent use. */
final class Ledger {

    /** So many of the last events are what is known. */
    private static final int MOST_EVENTS = 1_000_000;

    private final RunStore store;
    private final Clock clock;
    private final Set<String> alarms = new HashSet<>();
    private final Map<String, Training> trainings = new HashMap<>();
    private final Map<Slot, Long> cuts = new HashMap<>();
    private final Map<Slot, String> trained = new HashMap<>();
    private final Map<String, Looked> looks = new HashMap<>();
    private final Map<String, Map<Long, Long>> judged = new HashMap<>();
    private final Map<Slot, Decision> decisions = new HashMap<>();
    private final Set<String> promotions = new HashSet<>();

    /** Which stored runs a challenger may have learnt from. */
    record Training(long from, long cut) {}

    /** What followed when a pair was judged the last time. */
    record Decision(String champion, String challenger, long challenge, String verdict) {}

    /** How often a challenge was judged, and on how many runs the last time. */
    record Looked(int looks, int runs) {}

    Ledger(RunStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        List<StoreEvent> events = store.latestEvents(MOST_EVENTS);
        for (int i = events.size() - 1; i >= 0; i--) {
            StoreEvent event = events.get(i);
            event.slot().ifPresent(slot -> take(event.kind(), slot, event.details()));
        }
    }

    private synchronized void take(Kind kind, Slot slot, JsonNode details) {
        if (kind == Kind.DRIFT) {
            alarms.add(key(
                    slot,
                    details.path("model").asText(),
                    details.path("sequence").asLong()));
        } else if (kind == Kind.RETRAINING) {
            long cut = details.path("cut").asLong();
            cuts.put(slot, cut);
            trained.put(slot, details.path("model").asText());
            if (details.path("model").isTextual()) {
                trainings.put(
                        key(slot, details.path("model").asText()),
                        new Training(details.path("from").asLong(), cut));
            }
        } else if (kind == Kind.TRIAL) {
            Decision decision = new Decision(
                    details.path("champion").asText(),
                    details.path("challenger").asText(),
                    details.path("challenge").asLong(),
                    details.path("verdict").asText());
            looks.put(
                    key(slot, decision.champion(), decision.challenge()),
                    new Looked(
                            details.path("looks").asInt(),
                            details.path("runs").path("count").asInt()));
            judged.computeIfAbsent(key(slot, decision.challenger()), pair -> new HashMap<>())
                    .put(decision.challenge(), details.path("last").asLong());
            decisions.put(slot, decision);
        } else {
            promotions.add(key(slot, details.path("challenge").asLong()));
        }
    }

    private static String key(Slot slot, Object... words) {
        StringBuilder key = new StringBuilder(slot.target().name()).append(' ').append(slot.machine());
        for (Object word : words) {
            key.append(' ').append(word);
        }
        return key.toString();
    }

    private synchronized StoreEvent add(Kind kind, Slot slot, String text, ObjectNode details) {
        StoreEvent event = new StoreEvent(clock.instant(), kind, Optional.of(slot), text, details);
        store.add(event);
        take(kind, slot, details);
        return event;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    synchronized boolean knows(Slot slot, ModelId model, SlotDrift.Alarm alarm) {
        return alarms.contains(key(slot, model.toString(), alarm.sequence()));
    }

    StoreEvent drift(Slot slot, ModelId model, SlotDrift.Alarm alarm) {
        ObjectNode details = object().put("model", model.toString())
                .put("detector", word(alarm.drift().detector()))
                .put("sequence", alarm.sequence())
                .put("begin", alarm.begin())
                .put("factor_before", Math.exp(alarm.drift().before()))
                .put("factor_after", Math.exp(alarm.drift().after()));
        String text = String.format(
                Locale.ROOT,
                "measured is %.2f times what %s predicts, before run %d it was %.2f times",
                Math.exp(alarm.drift().after()),
                model,
                alarm.begin(),
                Math.exp(alarm.drift().before()));
        return add(Kind.DRIFT, slot, text, details);
    }

    StoreEvent retraining(Retraining training) {
        ObjectNode details = object();
        training.challenger()
                .ifPresent(version -> details.put("model", version.model().toString()));
        details.put("reason", training.reason())
                .put("from", training.from())
                .put("cut", training.cut())
                .put("runs", training.runs())
                .put("systems", training.systems())
                .put("how", training.how());
        String text = training.challenger()
                .map(version -> "trained " + version.model() + " on " + Quantities.counted(training.runs(), "run")
                        + " of " + Quantities.counted(training.systems(), "system") + ": " + training.how())
                .orElse("trained nothing: " + training.how());
        return add(Kind.RETRAINING, training.slot(), text, details);
    }

    StoreEvent trial(Trial trial) {
        ObjectNode details = object().put("champion", trial.champion().toString())
                .put("challenger", trial.challenger().toString())
                .put("challenge", trial.challenge())
                .put("last", trial.last())
                .put("looks", trial.looks())
                .put("verdict", word(trial.verdict()));
        put(details.putObject("runs"), trial.comparison());
        put(details.putObject("unseen_systems"), trial.unseen());
        Comparison figures = trial.comparison();
        if (figures.runs() == 0) {
            String text = "no later run can be compared of " + trial.challenger() + " and " + trial.champion();
            return add(Kind.TRIAL, trial.slot(), text, details);
        }
        String text = String.format(
                Locale.ROOT,
                "%s is at %.3f and %s at %.3f in the median of %d later runs of %d systems: %s",
                trial.challenger(),
                Math.exp(figures.challenger()),
                trial.champion(),
                Math.exp(figures.champion()),
                figures.runs(),
                figures.systems(),
                word(trial.verdict()).replace('_', ' '));
        return add(Kind.TRIAL, trial.slot(), text, details);
    }

    private static void put(ObjectNode node, Comparison figures) {
        node.put("count", figures.runs()).put("systems", figures.systems());
        if (figures.runs() > 0) {
            node.put("champion_median_factor", Math.exp(figures.champion()))
                    .put("challenger_median_factor", Math.exp(figures.challenger()))
                    .put("probability_better", figures.better())
                    .put("probability_worse", figures.worse())
                    .put("better_systems", figures.betterSystems());
        }
    }

    StoreEvent promotion(Slot slot, Decision decision, String text) {
        ObjectNode details = object().put("model", decision.challenger())
                .put("before", decision.champion())
                .put("challenge", decision.challenge());
        return add(Kind.PROMOTION, slot, text, details);
    }

    synchronized boolean isPromoted(Slot slot, Decision decision) {
        return promotions.contains(key(slot, decision.challenge()));
    }

    /** What was decided last, if it ended a challenge. */
    synchronized Optional<Decision> lastDecision(Slot slot) {
        return Optional.ofNullable(decisions.get(slot))
                .filter(decision -> !decision.verdict().equals(word(Trial.Verdict.UNDECIDED)));
    }

    /** What a model may have learnt from, where it was trained for this slot. */
    synchronized Optional<Training> training(Slot slot, ModelId model) {
        return Optional.ofNullable(trainings.get(key(slot, model)));
    }

    /** The challenger that was trained last, unless nothing came of the last training. */
    synchronized Optional<String> lastTrained(Slot slot) {
        return Optional.ofNullable(trained.get(slot)).filter(model -> !model.isEmpty());
    }

    /** The last stored run when a challenger was trained last; 0 if none was. */
    synchronized long lastCut(Slot slot) {
        return cuts.getOrDefault(slot, 0L);
    }

    synchronized Looked looks(Slot slot, ModelId champion, long challenge) {
        return looks.getOrDefault(key(slot, champion, challenge), new Looked(0, 0));
    }

    /** The last stored run by which the same model was judged in other challenges; 0 if there were none. */
    synchronized long judgedBefore(Slot slot, ModelId challenger, long challenge) {
        return judged.getOrDefault(key(slot, challenger), Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey() != challenge)
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
