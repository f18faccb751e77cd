package org.qeperf.train.living;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/**
 * Models that learn from the runs of a store: each run that arrives is predicted before anything can learn from it; where errors
 * change or runs have gathered, a challenger is trained, predicts beside the champion, and takes its place when it has proved better on runs
 * that arrived later. {@code docs/living-models.md} has the rules.
 *
 * <p>All it knows is in the store and the registry, so it may be killed at any moment: the next one opened on both goes on. Only
 * one may be open on a store. {@link #ingest}, {@link #drift} and {@link #activity} are quick and safe for concurrent use, also while one thread
 * works in {@link #tick}, {@link #retrain} or {@link #trial}, which wait for each other.
 */
public final class LivingModels {

    private static final int PAGE = 500;

    private final ModelRegistry registry;
    private final RunStore store;
    private final RunAsker asker;
    private final ChallengerTraining training;
    private final FeatureComparison features;
    private final LivingOptions options;
    private final Clock clock;
    private final Ledger ledger;
    private final Object work = new Object();
    private final Object memory = new Object();
    private final Map<Slot, SlotHistory> histories = new HashMap<>();
    private long generation;
    private volatile Optional<Activity> activity = Optional.empty();

    private LivingModels(
            ModelRegistry registry,
            RunStore store,
            FeatureExtractor extractor,
            RegressorCatalogue catalogue,
            LivingOptions options,
            Clock clock) {
        this.registry = registry;
        this.store = store;
        this.asker = new RunAsker(extractor, Cleaning.find(options.cleaning()));
        this.training = new ChallengerTraining(extractor, catalogue, options);
        this.features = new FeatureComparison(store, extractor, options.window());
        this.options = options;
        this.clock = clock;
        this.ledger = new Ledger(store, clock);
    }

    /**
     * Opens the models of a registry and the runs of a store. What the detectors and trials know is made anew of the runs stored.
     *
     * @param registry the models
     * @param store the runs; stays open
     * @param extractor makes rows of runs
     * @param catalogue the training back-ends at hand
     * @param options when models are trained and judged
     * @param clock tells when things happen
     * @return living models
     */
    public static LivingModels open(
            ModelRegistry registry,
            RunStore store,
            FeatureExtractor extractor,
            RegressorCatalogue catalogue,
            LivingOptions options,
            Clock clock) {
        LivingModels models = new LivingModels(registry, store, extractor, catalogue, options, clock);
        models.remember();
        return models;
    }

    private void remember() {
        synchronized (memory) {
            ServedModels served = registry.current();
            generation = served.generation();
            long sequence = 0;
            List<StoredRun> page = store.after(sequence, PAGE);
            while (!page.isEmpty()) {
                for (StoredRun run : page) {
                    take(run, served);
                    sequence = run.sequence();
                }
                page = store.after(sequence, PAGE);
            }
            histories.values().forEach(history -> recordAlarms(history, served));
        }
    }

    /**
     * Takes a finished run: predicts it with the champions and challengers of its machine, and stores it with their predictions.
     *
     * @param run the run
     * @return predictions beside what was measured
     */
    public IngestedRun ingest(RunRecord run) {
        synchronized (memory) {
            Optional<StoredRun> known = store.find(run.id());
            if (known.isPresent()) {
                return new IngestedRun(known.get(), false, List.of());
            }
            ServedModels served = upToDate();
            StoredRun stored = store.add(run, asker.ask(run, served), clock.instant());
            List<StoreEvent> alarms = new ArrayList<>();
            for (SlotHistory history : take(stored, served)) {
                alarms.addAll(recordAlarms(history, served));
            }
            return new IngestedRun(stored, true, alarms);
        }
    }

    /** Detectors watch the errors of those who answer now, who may have been changed by somebody else. */
    private ServedModels upToDate() {
        ServedModels served = registry.current();
        if (served.generation() != generation) {
            generation = served.generation();
            histories.values().forEach(history -> history.rebuild(served));
            histories.values().forEach(history -> recordAlarms(history, served));
        }
        return served;
    }

    /** Adds a stored run to the histories of its machine, and to those of any machine; the former are told. */
    private List<SlotHistory> take(StoredRun stored, ServedModels served) {
        Optional<String> machine = RunAsker.slotName(stored.run());
        List<SlotHistory> own = new ArrayList<>();
        for (Map.Entry<Target, Errors> entry : errors(stored).entrySet()) {
            history(new Slot(entry.getKey(), Slot.ANY_MACHINE)).add(entry.getValue(), served);
            machine.ifPresent(name -> {
                SlotHistory history = history(new Slot(entry.getKey(), name));
                history.add(entry.getValue(), served);
                own.add(history);
            });
        }
        return own;
    }

    private SlotHistory history(Slot slot) {
        return histories.computeIfAbsent(slot, SlotHistory::new);
    }

    private static Map<Target, Errors> errors(StoredRun stored) {
        Map<Target, Map<ModelId, Double>> logErrors = new HashMap<>();
        Map<Target, ModelId> challengers = new HashMap<>();
        for (RunPrediction prediction : stored.predictions()) {
            prediction.logError().ifPresent(error -> {
                logErrors
                        .computeIfAbsent(prediction.target(), target -> new HashMap<>())
                        .put(prediction.model(), error);
                if (prediction.alias() == Alias.CHALLENGER) {
                    challengers.put(prediction.target(), prediction.model());
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
                        run.system().orElse(run.id()),
                        run.place().machine().orElseThrow(),
                        run.place().nearestLayout().orElseThrow().nodes(),
                        byModel,
                        Optional.ofNullable(challengers.get(target)))));
        return errors;
    }

    private List<StoreEvent> recordAlarms(SlotHistory history, ServedModels served) {
        if (history.slot().machine().equals(Slot.ANY_MACHINE)) {
            return List.of();
        }
        List<StoreEvent> events = new ArrayList<>();
        for (SlotDrift.Alarm alarm : history.alarms()) {
            ModelId champion = SlotHistory.champion(history.slot().target(), history.last(), served);
            if (!ledger.knows(history.slot(), champion, alarm)) {
                events.add(ledger.drift(history.slot(), champion, alarm));
            }
        }
        return events;
    }

    /**
     * How errors and features have changed, for each target on each machine that has runs.
     *
     * @return by machine and target
     */
    public List<SlotDrift> drift() {
        List<Watched> watched = new ArrayList<>();
        ServedModels served;
        synchronized (memory) {
            served = upToDate();
            for (Slot slot : slots()) {
                SlotHistory history = history(slot);
                ModelId champion = SlotHistory.champion(slot.target(), history.last(), served);
                SlotDrift errors = new SlotDrift(
                        slot,
                        champion,
                        history.count(),
                        history.stable(),
                        history.median(),
                        history.alarms(),
                        Optional.empty());
                watched.add(new Watched(errors, history.errors(), ledger.training(champion)));
            }
        }
        return watched.stream().map(one -> one.withFeatures(features, served)).toList();
    }

    /** Features are compared without keeping others from the memory. */
    private record Watched(SlotDrift drift, List<Errors> runs, Optional<Ledger.Training> learnt) {
        SlotDrift withFeatures(FeatureComparison features, ServedModels served) {
            return new SlotDrift(
                    drift.slot(),
                    drift.champion(),
                    drift.errors(),
                    drift.stable(),
                    drift.median(),
                    drift.alarms(),
                    features.of(
                            runs,
                            learnt,
                            served.find(drift.champion().toString()).schema()));
        }
    }

    /** Those of machines, by machine, and by target in their order. */
    private List<Slot> slots() {
        List<String> targets = RunTarget.names();
        return histories.keySet().stream()
                .filter(slot -> !slot.machine().equals(Slot.ANY_MACHINE))
                .sorted(Comparator.comparing(Slot::machine)
                        .thenComparing(slot -> targets.indexOf(slot.target().name())))
                .toList();
    }

    /**
     * What is being done now by {@link #tick}, {@link #retrain} or {@link #trial}.
     *
     * @return nothing while nothing is
     */
    public Optional<Activity> activity() {
        return activity;
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
            List<Errors> learnt;
            ServedModels served;
            synchronized (memory) {
                served = upToDate();
                learnt = since(history(slot), served);
            }
            if (learnt.isEmpty() || slot.machine().equals(Slot.ANY_MACHINE)) {
                throw new QePerfException("there is no run of machine " + slot.machine() + " that shows "
                        + slot.target().name() + "; expected a machine with runs in the store");
            }
            return train(slot, reason, learnt, served, new ArrayList<>());
        }
    }

    /** The runs that a challenger learns from: those between which nothing seems to have changed. */
    private List<Errors> since(SlotHistory history, ServedModels served) {
        if (history.isEmpty()) {
            return List.of();
        }
        ModelId champion = SlotHistory.champion(history.slot().target(), history.last(), served);
        long begin = Math.max(
                history.begin(),
                ledger.training(champion).map(Ledger.Training::from).orElse(0L));
        return history.errors().stream()
                .filter(errors -> errors.sequence() >= begin)
                .toList();
    }

    private Retraining train(
            Slot slot, String reason, List<Errors> learnt, ServedModels served, List<StoreEvent> events) {
        long from = learnt.get(0).sequence();
        long cut = learnt.get(learnt.size() - 1).sequence();
        int nodes = learnt.stream().mapToInt(Errors::nodes).max().orElse(1);
        Retraining result;
        try {
            List<RunRecord> runs = learnt.stream()
                    .map(errors -> store.find(errors.run()).orElseThrow().run())
                    .toList();
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            ChallengerTraining.Made made = training.make(slot, runs, nodes, served, today, progress(slot, "training"));
            ModelVersion version =
                    registry.register(slot.target().name() + " of " + slot.machine(), made.artifact(), made.how());
            result = new Retraining(
                    slot, Optional.of(version), reason, from, cut, made.runs(), made.systems(), made.how());
        } catch (QePerfException e) {
            result = new Retraining(slot, Optional.empty(), reason, from, cut, 0, 0, String.valueOf(e.getMessage()));
        } finally {
            activity = Optional.empty();
        }
        synchronized (memory) {
            events.add(ledger.retraining(result));
            result.challenger().ifPresent(version -> registry.assign(slot, Alias.CHALLENGER, version.model(), reason));
        }
        return result;
    }

    private Progress progress(Slot slot, String what) {
        activity = Optional.of(new Activity(slot, what, 0, 0, clock.instant()));
        Activity begun = activity.get();
        return (step, done, total) ->
                activity = Optional.of(new Activity(slot, what, (int) done, (int) total, begun.since()));
    }

    /**
     * Compares champion and challenger on the runs that arrived when both were there, and acts on it if a look is due.
     *
     * @param slot a quantity on a machine, or on any
     * @return the figures and what follows; empty if there is no challenger
     */
    public Optional<Trial> trial(Slot slot) {
        synchronized (work) {
            synchronized (memory) {
                return trial(slot, new ArrayList<>());
            }
        }
    }

    private Optional<Trial> trial(Slot slot, List<StoreEvent> events) {
        ServedModels served = upToDate();
        Optional<ModelId> challenger = served.version(slot, Alias.CHALLENGER).map(ModelVersion::model);
        SlotHistory history = history(slot);
        if (challenger.isEmpty() || history.isEmpty()) {
            return Optional.empty();
        }
        Trial trial = compare(history, challenger.get(), served);
        if (trial.verdict() != Trial.Verdict.TOO_EARLY) {
            events.add(ledger.trial(trial));
            ledger.lastDecision(slot).ifPresent(decision -> carryOut(slot, decision, events));
        }
        return Optional.of(trial);
    }

    private Trial compare(SlotHistory history, ModelId challenger, ServedModels served) {
        Slot slot = history.slot();
        Optional<Ledger.Training> learnt = ledger.training(challenger);
        List<Errors> later = history.paired(challenger, served).stream()
                .filter(errors ->
                        learnt.isEmpty() || errors.sequence() > learnt.get().cut())
                .toList();
        Errors last = later.isEmpty() ? history.last() : later.get(later.size() - 1);
        ModelId champion = SlotHistory.champion(slot.target(), last, served);
        Set<String> seen = history.errors().stream()
                .filter(errors -> learnt.isPresent()
                        && errors.sequence() >= learnt.get().from()
                        && errors.sequence() <= learnt.get().cut())
                .map(Errors::system)
                .collect(Collectors.toSet());
        List<Comparison.Pair> pairs = pairs(later, slot, challenger, served);
        Comparison all = Comparison.of(pairs);
        Comparison unseen = Comparison.of(
                learnt.isEmpty()
                        ? List.of()
                        : pairs.stream()
                                .filter(pair -> !seen.contains(pair.system()))
                                .toList());
        int look = ledger.looks(slot, champion, challenger);
        boolean due = all.runs() >= options.due(look) && all.systems() >= options.trialSystems();
        return new Trial(
                slot,
                champion,
                challenger,
                all,
                unseen,
                due ? look + 1 : look,
                due ? all.judge(options, look) : Trial.Verdict.TOO_EARLY);
    }

    private static List<Comparison.Pair> pairs(List<Errors> runs, Slot slot, ModelId challenger, ServedModels served) {
        return runs.stream()
                .map(errors -> new Comparison.Pair(
                        errors.system(),
                        errors.distance(SlotHistory.champion(slot.target(), errors, served)),
                        errors.distance(challenger)))
                .toList();
    }

    /** What a verdict asks for. */
    private void carryOut(Slot slot, Ledger.Decision decision, List<StoreEvent> events) {
        ServedModels served = registry.current();
        boolean challenges = isNamed(served.version(slot, Alias.CHALLENGER), decision.challenger());
        if (decision.verdict().equals(Ledger.word(Trial.Verdict.PROMOTED))) {
            String reason = decision.challenger() + " was better than " + decision.champion() + " on later runs";
            if (challenges) {
                registry.assign(slot, Alias.CHAMPION, version(served, slot).model(), reason);
            }
            if (!ledger.isPromoted(slot, decision.challenger())) {
                events.add(ledger.promotion(slot, decision, reason));
            }
        } else if (challenges) {
            registry.withdraw(
                    slot,
                    Alias.CHALLENGER,
                    decision.challenger() + " was no better than " + decision.champion() + " on later runs");
        }
        upToDate();
    }

    private static ModelVersion version(ServedModels served, Slot slot) {
        return served.version(slot, Alias.CHALLENGER).orElseThrow();
    }

    /**
     * Does what is due: judges challengers after enough later runs, and trains one where errors have changed or runs have gathered. For one
     * thread in the background; takes seconds for each challenger that it trains.
     *
     * @return the events that were recorded, the last one last
     */
    public List<StoreEvent> tick() {
        synchronized (work) {
            List<Slot> all;
            synchronized (memory) {
                upToDate();
                all = new ArrayList<>(slots());
            }
            for (RunTarget target : RunTarget.values()) {
                all.add(new Slot(target.target(), Slot.ANY_MACHINE));
            }
            List<StoreEvent> events = new ArrayList<>();
            for (Slot slot : all) {
                synchronized (memory) {
                    finish(slot, events);
                    trial(slot, events);
                }
                if (!slot.machine().equals(Slot.ANY_MACHINE)) {
                    train(slot, events);
                }
            }
            return events;
        }
    }

    /** What was decided, and not done because the process was killed. */
    private void finish(Slot slot, List<StoreEvent> events) {
        Optional<Ledger.Decision> decision = ledger.lastDecision(slot);
        if (decision.isEmpty()) {
            return;
        }
        ServedModels served = registry.current();
        String challenger = decision.get().challenger();
        boolean challenges = isNamed(served.version(slot, Alias.CHALLENGER), challenger);
        boolean promoted = decision.get().verdict().equals(Ledger.word(Trial.Verdict.PROMOTED));
        if (challenges || promoted && isNamed(served.version(slot, Alias.CHAMPION), challenger)) {
            carryOut(slot, decision.get(), events);
        }
    }

    private static boolean isNamed(Optional<ModelVersion> version, String model) {
        return version.filter(one -> one.model().toString().equals(model)).isPresent();
    }

    private void train(Slot slot, List<StoreEvent> events) {
        List<Errors> learnt;
        ServedModels served;
        Optional<String> reason;
        synchronized (memory) {
            served = upToDate();
            learnt = since(history(slot), served);
            reason = dueTraining(history(slot), learnt, served);
        }
        if (reason.isPresent()) {
            train(slot, reason.get(), learnt, served, events);
        }
    }

    private Optional<String> dueTraining(SlotHistory history, List<Errors> learnt, ServedModels served) {
        Slot slot = history.slot();
        long cut = ledger.lastCut(slot);
        if (learnt.size() < options.fewestRuns()) {
            return Optional.empty();
        }
        for (SlotDrift.Alarm alarm : history.alarms()) {
            if (alarm.sequence() > cut) {
                return Optional.of("errors have changed from run " + alarm.begin() + " on");
            }
        }
        long more = history.errors().stream()
                .filter(errors -> errors.sequence() > cut)
                .count();
        boolean first = cut == 0 && served.version(slot, Alias.CHAMPION).isEmpty();
        boolean due = more >= (first ? options.fewestRuns() : options.every());
        return due && served.version(slot, Alias.CHALLENGER).isEmpty()
                ? Optional.of(more + " runs more")
                : Optional.empty();
    }
}
