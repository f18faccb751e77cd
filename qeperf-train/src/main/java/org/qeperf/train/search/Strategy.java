package org.qeperf.train.search;

import java.util.Optional;

/** What a method proposes, one after another; {@link BatchedSearch} makes batches of it. */
interface Strategy {

    /**
     * One proposal more.
     *
     * @param number its number
     * @return the proposal; empty if there is none before more outcomes are known, and if none are pending, none at all
     */
    Optional<Proposal> next(int number);

    /**
     * Says what came of a proposal, in the order of the proposals.
     *
     * @param outcome of a proposal that {@link #next} gave
     */
    void learn(Outcome outcome);
}
