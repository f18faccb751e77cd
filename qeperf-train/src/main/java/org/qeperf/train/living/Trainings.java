package org.qeperf.train.living;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qeperf.api.ProviderException;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.RegistryEvent;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/** Trains challengers where that is due. For one thread. */
final class Trainings {

    private static final int PAGE = 500;

    /** After runs have grown by this part of those learnt from. */
    private static final int SHARE = 5;

    private final ModelRegistry registry;
    private final RunStore store;
    private final Histories histories;
    private final Ledger ledger;
    private final ChallengerTraining training;
    private final LivingOptions options;
    private final Clock clock;

    /** The cut of the last training of which nothing could be recorded; it waits for another run. */
    private final Map<Slot, Long> broken = new HashMap<>();

    Trainings(
            ModelRegistry registry,
            RunStore store,
            Histories histories,
            Ledger ledger,
            ChallengerTraining training,
            LivingOptions options,
            Clock clock) {
        this.registry = registry;
        this.store = store;
        this.histories = histories;
        this.ledger = ledger;
        this.training = training;
        this.options = options;
        this.clock = clock;
    }

    /** What a challenger learns from: runs between which nothing seems to have changed. */
    private record Lesson(List<Errors> runs, ServedModels served) {
        long from() {
            return runs.get(0).sequence();
        }

        long cut() {
            return runs.get(runs.size() - 1).sequence();
        }
    }

    void look(Slot slot, List<StoreEvent> events) {
        resume(slot);
        Optional<Lesson> lesson;
        Optional<String> reason;
        synchronized (histories) {
            lesson = lesson(slot);
            reason = lesson.flatMap(one -> due(slot, one));
        }
        if (reason.isPresent() && broken.getOrDefault(slot, 0L) != lesson.get().cut()) {
            broken.put(slot, lesson.get().cut());
            train(slot, reason.get(), lesson.get(), events);
            broken.remove(slot);
        }
    }

    /** Whatever is due; empty if the slot has no runs. */
    Optional<Retraining> train(Slot slot, String reason) {
        Optional<Lesson> lesson;
        synchronized (histories) {
            lesson = lesson(slot);
        }
        return lesson.map(one -> train(slot, reason, one, new ArrayList<>()));
    }

    /** The challenger that was trained last gets its alias, if the process was killed before it could. */
    private void resume(Slot slot) {
        Optional<String> trained = ledger.lastTrained(slot);
        if (trained.isEmpty()
                || registry.history().stream().anyMatch(event -> isAssignment(event, slot, trained.get()))) {
            return;
        }
        registry.current().versions().stream()
                .map(ModelVersion::model)
                .filter(model -> model.toString().equals(trained.get()))
                .findFirst()
                .ifPresent(model -> registry.assign(slot, Alias.CHALLENGER, model, "trained, and not tried yet"));
    }

    private static boolean isAssignment(RegistryEvent event, Slot slot, String model) {
        return event.kind() == RegistryEvent.Kind.ASSIGNED
                && event.slot().equals(Optional.of(slot))
                && event.model().filter(one -> one.toString().equals(model)).isPresent();
    }

    private Optional<Lesson> lesson(Slot slot) {
        ServedModels served = histories.upToDate();
        return histories.find(slot).filter(history -> !history.isOfAnyMachine()).map(history -> {
            long begin = Math.max(
                    history.begin(),
                    ledger.training(slot, history.champion(served))
                            .map(Ledger.Training::from)
                            .orElse(0L));
            List<Errors> runs = history.errors().stream()
                    .filter(errors -> errors.sequence() >= begin)
                    .toList();
            return new Lesson(runs.subList(Math.max(0, runs.size() - options.mostRuns()), runs.size()), served);
        });
    }

    private Optional<String> due(Slot slot, Lesson lesson) {
        if (lesson.runs().size() < options.fewestRuns()) {
            return Optional.empty();
        }
        SlotHistory history = histories.find(slot).orElseThrow();
        long cut = ledger.lastCut(slot);
        for (SlotDrift.Alarm alarm : history.alarms()) {
            if (alarm.sequence() > cut) {
                return Optional.of("errors have changed from run " + alarm.begin() + " on");
            }
        }
        long more = history.errors().stream()
                .filter(errors -> errors.sequence() > cut)
                .count();
        boolean first =
                cut == 0 && lesson.served().version(slot, Alias.CHAMPION).isEmpty();
        int every = Math.max(options.every(), lesson.runs().size() / SHARE);
        boolean due = more >= (first ? options.fewestRuns() : every);
        return due && lesson.served().version(slot, Alias.CHALLENGER).isEmpty()
                ? Optional.of(Quantities.counted(more, "run") + " more")
                : Optional.empty();
    }

    private Retraining train(Slot slot, String reason, Lesson lesson, List<StoreEvent> events) {
        int nodes = lesson.runs().stream().mapToInt(Errors::nodes).max().orElse(1);
        List<RunRecord> runs = records(lesson);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ChallengerTraining.Made made;
        try {
            made = training.make(slot, runs, nodes, lesson.served(), today);
        } catch (TrainingException | ProviderException e) {
            Retraining nothing = nothing(slot, reason, lesson, String.valueOf(e.getMessage()));
            events.add(ledger.retraining(nothing));
            return nothing;
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            // Recorded, so that it is not tried again with the same runs; its text may name files of this machine.
            String how = "the training failed, " + e.getClass().getSimpleName();
            events.add(ledger.retraining(nothing(slot, reason, lesson, how)));
            throw new IllegalStateException(
                    "training for " + slot.target().name() + " on " + slot.machine() + " failed", e);
        }
        ModelVersion version =
                registry.register(slot.target().name() + " of " + slot.machine(), made.artifact(), made.how());
        Retraining result = new Retraining(
                slot,
                Optional.of(version),
                reason,
                lesson.from(),
                lesson.cut(),
                made.runs(),
                made.systems(),
                made.how());
        events.add(ledger.retraining(result));
        registry.assign(slot, Alias.CHALLENGER, version.model(), reason);
        return result;
    }

    private static Retraining nothing(Slot slot, String reason, Lesson lesson, String how) {
        return new Retraining(slot, Optional.empty(), reason, lesson.from(), lesson.cut(), 0, 0, how);
    }

    private List<RunRecord> records(Lesson lesson) {
        Set<Long> wanted = lesson.runs().stream().map(Errors::sequence).collect(Collectors.toSet());
        List<RunRecord> records = new ArrayList<>();
        long sequence = lesson.from() - 1;
        while (sequence < lesson.cut()) {
            List<StoredRun> page = store.after(sequence, PAGE);
            page.stream()
                    .filter(run -> wanted.contains(run.sequence()))
                    .map(StoredRun::run)
                    .forEach(records::add);
            sequence = page.isEmpty() ? lesson.cut() : page.get(page.size() - 1).sequence();
        }
        return records;
    }
}
