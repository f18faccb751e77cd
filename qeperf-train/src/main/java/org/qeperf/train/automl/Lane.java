package org.qeperf.train.automl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.qeperf.train.search.Best;
import org.qeperf.train.search.Outcome;
import org.qeperf.train.search.Proposal;
import org.qeperf.train.search.Search;

/** The search of one technique in one round: what is ready to be tried, and what came of it. */
final class Lane {

    private final int round;
    private final Technique technique;
    private final Search search;
    private final Best best = new Best();
    private final Map<Integer, Proposal> proposals = new HashMap<>();
    private final Map<Integer, Trial> trials = new LinkedHashMap<>();
    private final Queue<Proposal> ready = new ArrayDeque<>();
    private List<Proposal> batch = List.of();
    private double seconds;
    private int failures;
    private boolean finished;

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
        return Optional.ofNullable(ready.peek()).map(p -> new Task(round, technique.name(), p, ancestors(p)));
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
            List<Outcome> outcomes = batch.stream()
                    .map(p -> outcome(p, Objects.requireNonNull(trials.get(p.number()))))
                    .toList();
            best.tell(outcomes);
            search.tell(outcomes);
            ask();
        }
    }

    /** A trial that was too slow has an error too, but must not win. */
    private static Outcome outcome(Proposal proposal, Trial trial) {
        return new Outcome(proposal, trial.failed() ? Double.NaN : trial.error());
    }

    /** The best trial of the whole resource. */
    Optional<Trial> best() {
        return best.outcome().map(outcome -> trials.get(outcome.proposal().number()));
    }

    /** The task of a trial that was made. */
    Task task(Trial trial) {
        Proposal proposal = Objects.requireNonNull(proposals.get(trial.number()));
        return new Task(round, technique.name(), proposal, ancestors(proposal));
    }

    int round() {
        return round;
    }

    Technique technique() {
        return technique;
    }

    List<Trial> trials() {
        return List.copyOf(trials.values());
    }

    double seconds() {
        return seconds;
    }

    int failures() {
        return failures;
    }

    boolean isFinished() {
        return finished;
    }
}
