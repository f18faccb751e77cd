package org.qeperf.train.living;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/**
 * Models that learn from the runs of a store: each run that arrives is predicted before anything can learn from it; where errors
 * change or runs have gathered, a challenger is trained, predicts beside the champion, and takes its place when it has proved better on runs
 * that arrived later. {@code docs/living-models.md} has the rules.
 *
 * <p>All it knows is in the store and the registry, so it may be killed at any moment: the next one opened on both goes on. It
 * holds the store, so that there is one at a time. {@link #ingest} and {@link #drift} are safe for concurrent use, also
 * while one thread works in {@link #tick} or {@link #retrain}, which wait for each other.
 */
public final class LivingModels implements AutoCloseable {

    private final RunStore store;
    private final RunAsker asker;
    private final FeatureComparison features;
    private final Clock clock;
    private final Ledger ledger;
    private final Histories histories;
    private final Trials trials;
    private final Trainings trainings;
    private final RunStore.Hold hold;
    private final Object work = new Object();
    private volatile boolean closed;

    private LivingModels(
            ModelRegistry registry,
            RunStore store,
            FeatureExtractor extractor,
            RegressorCatalogue catalogue,
            LivingOptions options,
            Clock clock,
            RunStore.Hold hold) {
        this.store = store;
        this.asker = new RunAsker(extractor, Cleaning.find(options.cleaning()));
        this.features = new FeatureComparison(store, extractor, options.window());
        this.clock = clock;
        this.ledger = new Ledger(store, clock);
        this.histories = new Histories(registry, store, options.remembered());
        this.trials = new Trials(registry, histories, ledger, options);
        ChallengerTraining training = new ChallengerTraining(extractor, catalogue, options);
        this.trainings = new Trainings(registry, store, histories, ledger, training, options, clock);
        this.hold = hold;
    }

    /**
     * Opens the models of a registry and the runs of a store. What the detectors and trials know is made anew of the last runs stored.
     *
     * @param registry the models
     * @param store the runs; stays open
     * @param extractor makes rows of runs
     * @param catalogue the training back-ends at hand
     * @param options when models are trained and judged
     * @param clock tells when things happen
     * @return living models
     * @throws QePerfException if other living models have the store open
     */
    public static LivingModels open(
            ModelRegistry registry,
            RunStore store,
            FeatureExtractor extractor,
            RegressorCatalogue catalogue,
            LivingOptions options,
            Clock clock) {
        RunStore.Hold hold = store.hold();
        boolean opened = false;
        try {
            LivingModels models = new LivingModels(registry, store, extractor, catalogue, options, clock, hold);
            opened = true;
            return models;
        } finally {
            if (!opened) {
                hold.close();
            }
        }
    }

    /**
     * Takes a finished run: predicts it with the champions and challengers of its machine, and stores it with their predictions.
     *
     * @param run the run
     * @return predictions beside what was measured
     */
    public IngestedRun ingest(RunRecord run) {
        synchronized (histories) {
            Optional<StoredRun> known = store.find(run.id());
            if (known.isPresent()) {
                return new IngestedRun(known.get(), false, List.of());
            }
            ServedModels served = histories.upToDate();
            StoredRun stored = store.add(run, asker.ask(run, served), clock.instant());
            List<StoreEvent> alarms = new ArrayList<>();
            for (SlotHistory history : histories.take(stored)) {
                recordAlarms(history, served, alarms);
            }
            return new IngestedRun(stored, true, alarms);
        }
    }

    private void recordAlarms(SlotHistory history, ServedModels served, List<StoreEvent> events) {
        for (SlotDrift.Alarm alarm : history.alarms()) {
            ModelId champion = history.champion(served);
            if (!ledger.knows(history.slot(), champion, alarm)) {
                events.add(ledger.drift(history.slot(), champion, alarm));
            }
        }
    }

    /**
     * How errors and features have changed, for each target on each machine that has runs. Writes nothing; features are compared again
     * only where there are other runs.
     *
     * @return by machine and target
     */
    public List<SlotDrift> drift() {
        List<Watched> watched = new ArrayList<>();
        synchronized (histories) {
            ServedModels served = histories.upToDate();
            for (SlotHistory history : histories.ofMachines()) {
                ModelId champion = history.champion(served);
                SlotDrift errors = new SlotDrift(
                        history.slot(),
                        champion,
                        history.count(),
                        history.stable(),
                        history.median(),
                        history.alarms(),
                        Optional.empty());
                watched.add(new Watched(
                        errors,
                        features.question(
                                history.errors(),
                                ledger.training(history.slot(), champion),
                                served.find(champion.toString()).schema())));
            }
        }
        return watched.stream().map(one -> one.with(features)).toList();
    }

    /** Features are compared without keeping others from the histories. */
    private record Watched(SlotDrift drift, FeatureComparison.Question question) {
        SlotDrift with(FeatureComparison features) {
            return new SlotDrift(
                    drift.slot(),
                    drift.champion(),
                    drift.errors(),
                    drift.stable(),
                    drift.median(),
                    drift.alarms(),
                    features.of(drift.slot(), question));
        }
    }

    /**
     * Trains a challenger on the stored runs of a machine since its errors changed last, and gives it the alias. A challenger that is there
     * loses it.
     *
     * @param slot a quantity on a machine, not on any
     * @param reason why, in one line for people
     * @return what was trained, or why nothing was
     * @throws QePerfException if the slot has no runs, or is that of any machine
     */
    public Retraining retrain(Slot slot, String reason) {
        synchronized (work) {
            return trainings
                    .train(slot, reason)
                    .orElseThrow(() -> new QePerfException("there is no run of machine " + slot.machine()
                            + " that shows " + slot.target().name() + "; expected a machine with runs in the store"));
        }
    }

    /**
     * Does what is due: judges challengers after enough later runs, and trains one where errors have changed or runs have gathered. For one
     * thread in the background; takes seconds for each challenger that it trains. What fails for one slot does not keep it from the
     * others; the first failure is thrown after them.
     *
     * @return the events that were recorded, the last one last
     */
    public List<StoreEvent> tick() {
        synchronized (work) {
            List<StoreEvent> events = new ArrayList<>();
            List<Slot> machines = new ArrayList<>();
            synchronized (histories) {
                ServedModels served = histories.upToDate();
                for (SlotHistory history : histories.ofMachines()) {
                    recordAlarms(history, served, events);
                    machines.add(history.slot());
                }
            }
            List<RuntimeException> failures = new ArrayList<>();
            for (Slot slot : machines) {
                attempt(failures, () -> {
                    trials.look(slot, events);
                    trainings.look(slot, events);
                });
            }
            for (RunTarget target : RunTarget.values()) {
                attempt(failures, () -> trials.look(new Slot(target.target(), Slot.ANY_MACHINE), events));
            }
            if (!failures.isEmpty()) {
                RuntimeException first = failures.get(0);
                failures.subList(1, failures.size()).forEach(first::addSuppressed);
                throw first;
            }
            return events;
        }
    }

    private void attempt(List<RuntimeException> failures, Runnable step) {
        if (closed) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    /** Lets go of the store; {@link #tick} ends with the slot that it works on. */
    @Override
    public void close() {
        closed = true;
        hold.close();
    }
}
