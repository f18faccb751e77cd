package org.qeperf.train.living;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.train.drift.ErrorDrift;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;

/**
 * The last errors of a slot in the order of arrival, with detectors on those of the models that answer now, whether they answered or
 * challenged when the run arrived. The slots of any machine, where machines of all kinds come together, have no detectors. Not safe
 * for concurrent use.
 */
final class SlotHistory {

    private final Slot slot;
    private final int most;
    private final List<Errors> all = new ArrayList<>();
    private final List<SlotDrift.Alarm> alarms = new ArrayList<>();

    /** Of the errors that the detectors took. */
    private final List<Long> sequences = new ArrayList<>();

    private ErrorDrift drift = new ErrorDrift();
    private ModelId answering;

    SlotHistory(Slot slot, int most, ServedModels served) {
        this.slot = slot;
        this.most = most;
        this.answering = served.answering(slot).model();
    }

    Slot slot() {
        return slot;
    }

    boolean isOfAnyMachine() {
        return slot.machine().equals(Slot.ANY_MACHINE);
    }

    /** Never empty; changes with the history. */
    List<Errors> errors() {
        return Collections.unmodifiableList(all);
    }

    Errors last() {
        return all.get(all.size() - 1);
    }

    /** Takes the errors of the next run; the oldest are forgotten now and then. */
    void add(Errors errors, ServedModels served) {
        all.add(errors);
        if (all.size() > most + most / 4) {
            all.subList(0, all.size() - most).clear();
        }
        watch(errors, served);
    }

    /** Begins anew if another model answers now. */
    void follow(ServedModels served) {
        ModelId now = served.answering(slot).model();
        if (!now.equals(answering)) {
            answering = now;
            alarms.clear();
            sequences.clear();
            drift = new ErrorDrift();
            all.forEach(errors -> watch(errors, served));
        }
    }

    private void watch(Errors errors, ServedModels served) {
        if (isOfAnyMachine()) {
            return;
        }
        Double error = errors.logErrors().get(champion(slot.target(), errors, served));
        if (error != null) {
            sequences.add(errors.sequence());
            drift.add(error)
                    .map(one -> new SlotDrift.Alarm(errors.sequence(), sequences.get(one.begin()), one))
                    .ifPresent(alarms::add);
        }
    }

    /** Who answers now for a run like this. */
    static ModelId champion(Target target, Errors like, ServedModels served) {
        return served.champions(like.machine(), like.nodes()).all().stream()
                .filter(model -> model.target().equals(target))
                .map(RuntimePredictor::model)
                .findFirst()
                .orElseThrow();
    }

    /** Who answers now for a run like the last one. */
    ModelId champion(ServedModels served) {
        return champion(slot.target(), last(), served);
    }

    List<SlotDrift.Alarm> alarms() {
        return List.copyOf(alarms);
    }

    int count() {
        return drift.count();
    }

    int stable() {
        return drift.count() - drift.begin();
    }

    double median() {
        return drift.recentMedian();
    }

    /** The first stored run between which and the last nothing seems to have changed; 0 for all. */
    long begin() {
        return drift.begin() == 0 ? 0 : sequences.get(drift.begin());
    }
}
