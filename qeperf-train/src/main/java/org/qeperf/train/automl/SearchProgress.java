package org.qeperf.train.automl;

import java.util.Optional;

/** Hears of every trial. Called from the thread that leads the search, so it should be quick. */
@FunctionalInterface
public interface SearchProgress {

    /** Hears nothing. */
    SearchProgress SILENT = (trial, status) -> {};

    /**
     * A trial has ended.
     *
     * @param trial the trial
     * @param status how far the search is
     */
    void trial(Trial trial, Status status);

    /**
     * No trial has ended for a while. Does nothing unless it is overridden.
     *
     * @param reason what the search waits for
     */
    default void waiting(String reason) {}

    /**
     * How far a search is.
     *
     * @param trials trials made so far, those of earlier attempts too
     * @param expected trials in all, as far as one can tell
     * @param seconds since this attempt began
     * @param secondsLeft until it ends, as far as one can tell
     * @param best the best trial so far that spent the whole resource
     */
    record Status(int trials, int expected, double seconds, double secondsLeft, Optional<Trial> best) {}
}
