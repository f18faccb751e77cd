package org.qeperf.train.search;

import java.util.Optional;

/** Tries untried values one after another with the whole resource: random search, and with advice a guided one. */
final class FullTrials implements Strategy {

    private final Untried untried;
    private final Advice advice;
    private final int trials;

    FullTrials(Untried untried, Advice advice, int trials) {
        this.untried = untried;
        this.advice = advice;
        this.trials = trials;
    }

    @Override
    public Optional<Proposal> next(int number) {
        if (number > trials) {
            return Optional.empty();
        }
        Optional<Proposal> proposal = untried.next(advice).map(values -> Proposal.fresh(number, values, 1));
        proposal.ifPresent(advice::propose);
        return proposal;
    }

    @Override
    public void learn(Outcome outcome) {
        advice.learn(outcome);
    }
}
