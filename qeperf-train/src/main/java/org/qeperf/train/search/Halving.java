package org.qeperf.train.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries many values with a small share of the resource and the best of them with more, bracket after bracket. Of {@code n}
 * values that a bracket draws, {@code floor(n / reduction^i)} reach its {@code i}th rung; at least one does, and the last one
 * goes to the whole resource at once.
 */
final class Halving implements Strategy {

    private final Untried untried;
    private final Advice advice;
    private final Shares shares;
    private final Deque<Bracket> brackets;

    /** How many values are still to be drawn for the bracket. */
    private int toDraw;
    /** Values that go on to the rung. */
    private final Deque<Map<String, String>> promoted = new ArrayDeque<>();

    private final List<Outcome> told = new ArrayList<>();
    private int rung;
    private int proposed;
    /** How many may reach the next rung, before it is rounded. */
    private double mayGoOn;

    Halving(Untried untried, Advice advice, Shares shares, List<Bracket> brackets) {
        this.untried = untried;
        this.advice = advice;
        this.shares = shares;
        this.brackets = new ArrayDeque<>(brackets);
    }

    @Override
    public Optional<Proposal> next(int number) {
        do {
            Optional<Map<String, String>> values = onThisRung();
            if (values.isPresent()) {
                Proposal proposal = Proposal.fresh(number, values.get(), shares.at(rung));
                proposed++;
                advice.propose(proposal);
                return Optional.of(proposal);
            }
        } while (proposed == told.size() && (climb() || open()));
        return Optional.empty();
    }

    @Override
    public void learn(Outcome outcome) {
        told.add(outcome);
        advice.learn(outcome);
    }

    private Optional<Map<String, String>> onThisRung() {
        if (toDraw > 0) {
            Optional<Map<String, String>> values = untried.next(advice);
            toDraw = values.isPresent() ? toDraw - 1 : 0;
            mayGoOn = proposed + values.map(drawn -> 1).orElse(0);
            return values;
        }
        return Optional.ofNullable(promoted.poll());
    }

    /** Lets the best of a finished rung go on. */
    private boolean climb() {
        List<Outcome> best = told.stream()
                .filter(outcome -> !outcome.failed())
                .sorted(Outcome::compare)
                .toList();
        if (rung == shares.top() || best.isEmpty()) {
            return false;
        }
        mayGoOn /= shares.reduction();
        int count = Math.min(best.size(), Math.max(1, (int) mayGoOn));
        for (Outcome outcome : best.subList(0, count)) {
            promoted.add(outcome.proposal().values());
        }
        startRung(count == 1 ? shares.top() : rung + 1);
        return true;
    }

    private boolean open() {
        if (brackets.isEmpty()) {
            return false;
        }
        Bracket bracket = brackets.remove();
        toDraw = bracket.size();
        startRung(bracket.rung());
        return true;
    }

    private void startRung(int next) {
        rung = next;
        proposed = 0;
        told.clear();
    }
}
