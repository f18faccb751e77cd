package org.qeperf.train.automl;

import java.util.List;
import java.util.Optional;

/**
 * The rows of the tests, one set for each round. They can be looked at once, by who shows that the search has ended.
 */
final class TestRows {

    private final List<Optional<Problem>> rounds;
    private boolean opened;

    TestRows(List<Optional<Problem>> rounds) {
        this.rounds = List.copyOf(rounds);
    }

    /**
     * Hands the rows out.
     *
     * @param selection proof that nothing is chosen any more
     * @return for each round its rows; empty where nothing is held out
     * @throws IllegalStateException when called again
     */
    List<Optional<Problem>> open(Finalist.Selection selection) {
        if (opened || selection.finalists().isEmpty()) {
            throw new IllegalStateException("the rows of the test are looked at once, after the search");
        }
        opened = true;
        return rounds;
    }
}
