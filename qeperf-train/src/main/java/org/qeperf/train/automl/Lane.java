package org.qeperf.train.automl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Function;
import org.qeperf.train.search.Best;
import org.qeperf.train.search.Outcome;
import org.qeperf.train.search.Proposal;
import org.qeperf.train.search.Search;

/** The search of one technique in one round: what is ready to be tried, and what came of it. */
final class Lane {

    private final int round;
    private final Technique technique;
    private final Search search;
    private final Map<Integer, Proposal> proposals = new TreeMap<>();
    private final Map<Integer, Trial> trials = new TreeMap<>();
    private final Queue<Proposal> ready = new ArrayDeque<>();
    private List<Proposal> batch = List.of();
    private double seconds;
    private int failures;
    private boolean finished;
    private String rejected = "";

    Lane(int round, Technique technique, Search search) {
        this.round = round;
        this.technique = technique;
        this.search = search;
        ask();
    }

    private void ask() {
        batch = search.ask();
        ready.addAll(batch);
        batch.forEach(proposal -> proposals.put(proposal.number(), proposal));
        finished = batch.isEmpty();
    }

    /** The next trial to make; none while others of its batch are under way. */
    Optional<Task> next() {
        return Optional.ofNullable(ready.peek()).map(this::task);
    }

    /** Takes the trials that are known, however far they go. */
    void recall(Function<Task, Optional<Trial>> known) {
        boolean more = true;
        while (more) {
            more = false;
            for (Proposal proposal : List.copyOf(ready)) {
                Optional<Trial> trial = known.apply(task(proposal));
                if (trial.isPresent()) {
                    ready.remove(proposal);
                    tell(trial.get());
                    more = true;
                }
            }
        }
    }

    private Task task(Proposal proposal) {
        return new Task(round, technique.name(), proposal, ancestors(proposal));
    }

    /** The next trial is begun. */
    void begin() {
        ready.remove();
    }

    private List<Proposal> ancestors(Proposal proposal) {
        List<Proposal> line = new ArrayList<>();
        for (Proposal p = proposal; p.parent().isPresent(); ) {
            p = Objects.requireNonNull(proposals.get(p.parent().getAsInt()));
            line.add(0, p);
        }
        return line;
    }

    /** Takes what came of a trial, in any order. */
    void tell(Trial trial) {
        trials.put(trial.number(), trial);
        seconds += trial.seconds();
        failures += trial.failed() ? 1 : 0;
        if (batch.stream().allMatch(p -> trials.containsKey(p.number()))) {
            search.tell(batch.stream().map(this::outcome).toList());
            ask();
        }
    }

    /** The best trial of the whole resource, of those that have ended. */
    Optional<Trial> best() {
        Best best = new Best();
        best.tell(proposals.values().stream()
                .filter(p -> trials.containsKey(p.number()))
                .map(this::outcome)
                .toList());
        return best.outcome().map(outcome -> trials.get(outcome.proposal().number()));
    }

    private Outcome outcome(Proposal proposal) {
        return new Outcome(
                proposal, Objects.requireNonNull(trials.get(proposal.number())).error());
    }

    /** The task of a trial that was made. */
    Task task(Trial trial) {
        return task(Objects.requireNonNull(proposals.get(trial.number())));
    }

    int round() {
        return round;
    }

    Technique technique() {
        return technique;
    }

    /** All trials by their number, in whatever order they ended. */
    List<Trial> trials() {
        return List.copyOf(trials.values());
    }

    double seconds() {
        return seconds;
    }

    int failures() {
        return failures;
    }

    /** The best trial cannot be used after all. */
    void reject(String reason) {
        rejected = reason;
    }

    /** Why the best trial cannot be used; empty if it can. */
    String rejected() {
        return rejected;
    }

    boolean isFinished() {
        return finished;
    }
}
