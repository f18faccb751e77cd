package org.qeperf.train.living;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.train.drift.ErrorDrift;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;

/**
 * The errors of a slot in the order of arrival, with detectors on those of the models that answer now, whether they answered or challenged
 * when the run arrived. Not safe for concurrent use.
 */
final class SlotHistory {

    private final Slot slot;
    private final List<Errors> all = new ArrayList<>();
    private final List<SlotDrift.Alarm> alarms = new ArrayList<>();

    /** Of the errors that the detectors took. */
    private final List<Long> sequences = new ArrayList<>();

    private ErrorDrift drift = new ErrorDrift();

    SlotHistory(Slot slot) {
        this.slot = slot;
    }

    Slot slot() {
        return slot;
    }

    List<Errors> errors() {
        return List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Errors last() {
        return all.get(all.size() - 1);
    }

    /** Takes the errors of the next run. */
    Optional<SlotDrift.Alarm> add(Errors errors, ServedModels served) {
        all.add(errors);
        return watch(errors, served);
    }

    /** Who answers has changed. */
    void rebuild(ServedModels served) {
        alarms.clear();
        sequences.clear();
        drift = new ErrorDrift();
        all.forEach(errors -> watch(errors, served));
    }

    private Optional<SlotDrift.Alarm> watch(Errors errors, ServedModels served) {
        Double error = errors.logErrors().get(champion(slot.target(), errors, served));
        if (error == null) {
            return Optional.empty();
        }
        sequences.add(errors.sequence());
        Optional<SlotDrift.Alarm> alarm =
                drift.add(error).map(one -> new SlotDrift.Alarm(errors.sequence(), sequences.get(one.begin()), one));
        alarm.ifPresent(alarms::add);
        return alarm;
    }

    /** Who answers now for a run like this. */
    static ModelId champion(Target target, Errors like, ServedModels served) {
        return served.champions(like.machine(), like.nodes()).all().stream()
                .filter(model -> model.target().equals(target))
                .map(RuntimePredictor::model)
                .findFirst()
                .orElseThrow();
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

    /** Runs that arrived while both were there, each with its error by the one that would answer it now and by the challenger. */
    List<Errors> paired(ModelId challenger, ServedModels served) {
        return all.stream()
                .filter(errors -> errors.challenger().equals(Optional.of(challenger))
                        && errors.logErrors().containsKey(challenger)
                        && errors.logErrors().containsKey(champion(slot.target(), errors, served)))
                .toList();
    }
}
