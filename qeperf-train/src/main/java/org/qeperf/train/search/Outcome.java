package org.qeperf.train.search;

/**
 * What came of a proposal.
 *
 * @param proposal what was tried
 * @param error what the search makes small; not a number if the trial failed
 */
public record Outcome(Proposal proposal, double error) {

    /**
     * Whether nothing came of it. An infinite error counts as a failure.
     *
     * @return true if the error is not a finite number
     */
    public boolean failed() {
        return !Double.isFinite(error);
    }

    /** Whether this is better than another: failures are worse than all others, and the earlier of equals is better. */
    boolean betterThan(Outcome other) {
        double mine = failed() ? Double.POSITIVE_INFINITY : error;
        double its = other.failed() ? Double.POSITIVE_INFINITY : other.error;
        return mine < its || mine == its && proposal.number() < other.proposal.number();
    }

    /** Orders the better before the worse, for sorting. */
    static int compare(Outcome a, Outcome b) {
        return a.betterThan(b) ? -1 : b.betterThan(a) ? 1 : 0;
    }
}
