package org.qeperf.train.living;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoredRun;

/** The errors of the last stored runs by slot. Nothing is written. Whoever uses it synchronizes on it. */
final class Histories {

    private static final int PAGE = 500;

    private final ModelRegistry registry;
    private final int most;
    private final Map<Slot, SlotHistory> bySlot = new HashMap<>();

    /** One object for all that are equal. */
    private final Map<Object, Object> same = new HashMap<>();

    private ServedModels served;

    Histories(ModelRegistry registry, RunStore store, int most) {
        this.registry = registry;
        this.most = most;
        this.served = registry.current();
        List<StoredRun> newest = store.latest(1);
        long sequence = newest.isEmpty() ? 0 : Math.max(0, newest.get(0).sequence() - most);
        List<StoredRun> page = store.after(sequence, PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::take);
            page = store.after(page.get(page.size() - 1).sequence(), PAGE);
        }
    }

    /** What is served now; detectors watch the errors of those who answer now, who may have been changed by somebody else. */
    ServedModels upToDate() {
        ServedModels now = registry.current();
        if (now != served) {
            served = now;
            bySlot.values().forEach(history -> history.follow(now));
        }
        return served;
    }

    /** The slot, if there are runs of it. */
    Optional<SlotHistory> find(Slot slot) {
        return Optional.ofNullable(bySlot.get(slot));
    }

    /** Those of machines, by machine, and by target in their order. */
    List<SlotHistory> ofMachines() {
        List<String> targets = RunTarget.names();
        return bySlot.values().stream()
                .filter(history -> !history.isOfAnyMachine())
                .sorted(Comparator.comparing(
                                (SlotHistory history) -> history.slot().machine())
                        .thenComparing(history ->
                                targets.indexOf(history.slot().target().name())))
                .toList();
    }

    /** Adds a stored run to the histories of its machine, which are told, and where it had a challenger to those of any machine. */
    List<SlotHistory> take(StoredRun stored) {
        Optional<String> machine = RunAsker.slotName(stored.run());
        List<SlotHistory> own = new ArrayList<>();
        errors(stored).forEach((target, errors) -> {
            if (errors.challenger().isPresent()) {
                add(new Slot(target, Slot.ANY_MACHINE), errors);
            }
            machine.ifPresent(name -> own.add(add(new Slot(target, name), errors)));
        });
        return own;
    }

    private SlotHistory add(Slot slot, Errors errors) {
        SlotHistory history = bySlot.computeIfAbsent(slot, one -> new SlotHistory(one, most, served));
        history.add(errors, served);
        return history;
    }

    private Map<Target, Errors> errors(StoredRun stored) {
        Map<Target, Map<ModelId, Double>> logErrors = new HashMap<>();
        Map<Target, ModelId> challengers = new HashMap<>();
        for (RunPrediction prediction : stored.predictions()) {
            prediction.logError().ifPresent(error -> {
                ModelId model = shared(prediction.model());
                logErrors
                        .computeIfAbsent(prediction.target(), target -> new HashMap<>())
                        .put(model, error);
                if (prediction.alias() == Alias.CHALLENGER) {
                    challengers.put(prediction.target(), model);
                }
            });
        }
        RunRecord run = stored.run();
        Map<Target, Errors> errors = new TreeMap<>(Comparator.comparing(Target::name));
        logErrors.forEach((target, byModel) -> errors.put(
                target,
                new Errors(
                        stored.sequence(),
                        run.id(),
                        shared(run.system().orElse(run.id())),
                        shared(run.place().machine().orElseThrow()),
                        run.place().nearestLayout().orElseThrow().nodes(),
                        byModel,
                        Optional.ofNullable(challengers.get(target)))));
        return errors;
    }

    @SuppressWarnings("unchecked")
    private <T> T shared(T object) {
        return (T) same.computeIfAbsent(object, one -> one);
    }
}
