package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan;
import org.qeperf.train.search.Budget;
import org.qeperf.train.search.SearchMethod;

/**
 * Makes the trials of all techniques, cheap techniques first. What is tried depends on the plan, the data and the seed; only a
 * limit of seconds lets the speed of the machine decide how far it goes.
 */
final class SearchRun {

    /** The method whose trials carry each other on. */
    static final String POPULATION = "population";

    private static final double SMALLEST_SHARE = 1 / 9.0;
    private static final int REDUCTION = 3;
    private static final int BATCH = 2;

    private final SearchPlan plan;
    private final List<Lane> lanes = new ArrayList<>();
    private final TrialLog log;
    private final SearchProgress progress;
    private final long start = System.nanoTime();
    private final Set<Lane> stopped = new HashSet<>();
    private int made;

    SearchRun(
            AutoMlPlan plan,
            Map<String, Technique> techniques,
            List<Round> rounds,
            TrialLog log,
            SearchProgress progress) {
        this.plan = plan.search();
        this.log = log;
        this.progress = progress;
        for (int round = 0; round < rounds.size(); round++) {
            for (Technique technique : techniques.values()) {
                lanes.add(new Lane(
                        round,
                        technique,
                        method(technique)
                                .start(
                                        technique.space(),
                                        new Budget(this.plan.trials(), SMALLEST_SHARE, REDUCTION, BATCH),
                                        rounds.get(round).seed()
                                                + technique.name().hashCode(),
                                        technique.initial())));
            }
        }
    }

    /** A technique that cannot be carried on has no population. */
    private SearchMethod method(Technique technique) {
        boolean alone = plan.method().equals(POPULATION)
                && technique.algorithm().steps().isEmpty();
        return alone ? SearchMethod.TPE : SearchMethod.of(plan.method());
    }

    /** Makes all trials, or as many as there is time for. */
    List<Lane> run(Workers workers) throws InterruptedException {
        lanes.forEach(lane -> lane.recall(log::find));
        int underWay = 0;
        while (true) {
            List<Task> tasks = new ArrayList<>();
            Optional<Task> task = underWay < workers.capacity() ? next() : Optional.empty();
            while (task.isPresent()) {
                tasks.add(task.get());
                task = underWay + tasks.size() < workers.capacity() ? next() : Optional.empty();
            }
            workers.submit(tasks);
            underWay += tasks.size();
            if (underWay == 0) {
                return lanes;
            }
            Trial trial = workers.take();
            underWay--;
            log.append(trial);
            lane(trial).tell(trial);
            lane(trial).recall(log::find);
            made++;
            progress.trial(trial, status());
        }
    }

    /** The next trial that nobody has made, of the lane that has taken the least time; none if the time is over. */
    private Optional<Task> next() {
        while (true) {
            Optional<Lane> lane = lanes.stream()
                    .filter(l -> l.next().isPresent() && !stopped.contains(l))
                    .min(Comparator.comparingDouble(Lane::seconds));
            if (lane.isEmpty()) {
                return Optional.empty();
            }
            Task task = lane.get().next().orElseThrow();
            if (elapsed() < plan.seconds().orElse(Double.POSITIVE_INFINITY)) {
                lane.get().begin();
                return Optional.of(task);
            }
            stopped.add(lane.get());
        }
    }

    private Lane lane(Trial trial) {
        return lanes.stream()
                .filter(lane ->
                        lane.round() == trial.round() && lane.technique().name().equals(trial.technique()))
                .findFirst()
                .orElseThrow();
    }

    private SearchProgress.Status status() {
        Optional<Trial> best =
                lanes.stream().map(Lane::best).flatMap(Optional::stream).min(Comparator.comparingDouble(Trial::error));
        int told = lanes.stream().mapToInt(lane -> lane.trials().size()).sum();
        int expected = lanes.stream()
                .mapToInt(lane -> lane.isFinished()
                        ? lane.trials().size()
                        : Math.max(lane.trials().size() + 1, (int)
                                Math.min(plan.trials(), lane.technique().space().size())))
                .sum();
        double byTrials = elapsed() / made * (expected - told);
        double left = plan.seconds().isPresent()
                ? Math.min(byTrials, Math.max(0, plan.seconds().getAsDouble() - elapsed()))
                : byTrials;
        return new SearchProgress.Status(told, expected, elapsed(), left, best);
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Names of techniques that are not done, for messages. */
    static String unfinished(List<Lane> lanes) {
        return lanes.stream()
                .filter(lane -> !lane.isFinished())
                .map(lane -> Objects.requireNonNull(lane.technique()).name())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
