package org.qeperf.train.living;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qeperf.api.predict.ModelId;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.RegistryEvent;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.StoreEvent;

/** Compares challengers with champions, and promotes or withdraws them. For one thread. */
final class Trials {

    private final ModelRegistry registry;
    private final Histories histories;
    private final Ledger ledger;
    private final LivingOptions options;

    /** For challengers that have not predicted any run. */
    private final Map<Slot, Sight> firstSights = new HashMap<>();

    /** The last stored run when a challenge was noticed. */
    private record Sight(long challenge, long sequence) {}

    Trials(ModelRegistry registry, Histories histories, Ledger ledger, LivingOptions options) {
        this.registry = registry;
        this.histories = histories;
        this.ledger = ledger;
        this.options = options;
    }

    /** Judges a challenger if that is due, and does what follows, also what an earlier process did not come to do. */
    void look(Slot slot, List<StoreEvent> events) {
        carryOut(slot, events);
        Optional<Trial> trial;
        synchronized (histories) {
            trial = compare(slot);
        }
        if (trial.isPresent() && trial.get().verdict() != Trial.Verdict.TOO_EARLY) {
            events.add(ledger.trial(trial.get()));
            carryOut(slot, events);
        }
    }

    /** What the last verdict asks for, unless somebody has changed the slot after it. */
    private void carryOut(Slot slot, List<StoreEvent> events) {
        Optional<Ledger.Decision> last = ledger.lastDecision(slot);
        if (last.isEmpty()) {
            return;
        }
        Ledger.Decision decision = last.get();
        ServedModels served = registry.current();
        Optional<ModelId> challenger = served.version(slot, Alias.CHALLENGER)
                .map(ModelVersion::model)
                .filter(model -> model.toString().equals(decision.challenger()))
                .filter(model -> served.lastChange(slot) == decision.challenge());
        if (decision.verdict().equals(Ledger.word(Trial.Verdict.PROMOTED))) {
            String reason = decision.challenger() + " was better than " + decision.champion() + " on later runs";
            challenger.ifPresent(
                    model -> registry.assignUnlessChanged(slot, Alias.CHAMPION, model, reason, decision.challenge()));
            if (!ledger.isPromoted(slot, decision) && wasPromoted(slot, decision)) {
                events.add(ledger.promotion(slot, decision, reason));
            }
        } else if (challenger.isPresent()) {
            boolean compared = !decision.verdict().equals(Ledger.word(Trial.Verdict.NOT_COMPARABLE));
            String how = compared ? " was no better than " : " could not be compared with ";
            registry.withdrawUnlessChanged(
                    slot,
                    Alias.CHALLENGER,
                    decision.challenger() + how + decision.champion() + " on later runs",
                    decision.challenge());
        }
    }

    /** Whether the next that happened to the slot was what had been decided. */
    private boolean wasPromoted(Slot slot, Ledger.Decision decision) {
        return registry.history().stream()
                .filter(event ->
                        event.sequence() > decision.challenge() && event.slot().equals(Optional.of(slot)))
                .findFirst()
                .filter(event -> event.kind() == RegistryEvent.Kind.ASSIGNED
                        && event.alias().equals(Optional.of(Alias.CHAMPION))
                        && event.model().map(ModelId::toString).equals(Optional.of(decision.challenger())))
                .isPresent();
    }

    private Optional<Trial> compare(Slot slot) {
        ServedModels served = histories.upToDate();
        Optional<ModelId> challenger = served.version(slot, Alias.CHALLENGER).map(ModelVersion::model);
        return challenger.flatMap(model -> histories.find(slot).map(history -> compare(history, model, served)));
    }

    private Trial compare(SlotHistory history, ModelId challenger, ServedModels served) {
        Slot slot = history.slot();
        long challenge = served.lastChange(slot);
        Optional<Ledger.Training> learnt = ledger.training(slot, challenger);
        long after =
                Math.max(learnt.map(Ledger.Training::cut).orElse(0L), ledger.judgedBefore(slot, challenger, challenge));
        List<Errors> later = history.errors().stream()
                .filter(errors -> errors.sequence() > after
                        && errors.challenger().equals(Optional.of(challenger))
                        && errors.logErrors().containsKey(challenger)
                        && errors.logErrors().containsKey(SlotHistory.champion(slot.target(), errors, served)))
                .toList();
        Errors last = later.isEmpty() ? history.last() : later.get(later.size() - 1);
        ModelId champion = SlotHistory.champion(slot.target(), last, served);
        Comparison all = comparison(later, slot, challenger, served);
        Comparison unseen = comparison(unseen(later, history, learnt), slot, challenger, served);
        Ledger.Looked looked = ledger.looks(slot, champion, challenge);
        boolean due = options.isDue(looked.looks(), looked.runs(), all.runs(), all.systems());
        Trial.Verdict verdict = Trial.Verdict.TOO_EARLY;
        if (due) {
            verdict = Comparison.judge(all, unseen, options, looked.looks());
        } else if (options.isInVain(looked.looks(), looked.runs(), arrived(history, later, challenge))) {
            verdict = Trial.Verdict.NOT_COMPARABLE;
        }
        return new Trial(
                slot,
                champion,
                challenger,
                challenge,
                all,
                unseen,
                later.isEmpty() ? 0 : last.sequence(),
                due ? looked.looks() + 1 : looked.looks(),
                verdict);
    }

    /** How many runs of the slot have arrived since the challenge began, as far as that is known. */
    private long arrived(SlotHistory history, List<Errors> later, long challenge) {
        Sight sight = firstSights.get(history.slot());
        if (sight == null || sight.challenge() != challenge) {
            sight = new Sight(challenge, history.last().sequence());
            firstSights.put(history.slot(), sight);
        }
        long before = later.isEmpty() ? sight.sequence() : later.get(0).sequence() - 1;
        return history.errors().stream()
                .filter(errors -> errors.sequence() > before)
                .count();
    }

    /** Runs of systems that the challenger has not learnt from; none where that is not known. */
    private static List<Errors> unseen(List<Errors> later, SlotHistory history, Optional<Ledger.Training> learnt) {
        if (learnt.isEmpty()) {
            return List.of();
        }
        Set<String> seen = history.errors().stream()
                .filter(errors -> errors.sequence() >= learnt.get().from()
                        && errors.sequence() <= learnt.get().cut())
                .map(Errors::system)
                .collect(Collectors.toSet());
        return later.stream().filter(errors -> !seen.contains(errors.system())).toList();
    }

    private static Comparison comparison(List<Errors> runs, Slot slot, ModelId challenger, ServedModels served) {
        return Comparison.of(runs.stream()
                .map(errors -> new Comparison.Pair(
                        errors.system(),
                        errors.distance(SlotHistory.champion(slot.target(), errors, served)),
                        errors.distance(challenger)))
                .toList());
    }
}
