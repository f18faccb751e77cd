package org.qeperf.train.search;

/**
 * How much a search may spend.
 *
 * @param trials the most proposals; of the methods that spend shares, the most combinations of values that are drawn, and
 *     for a population the number of its members
 * @param smallestShare the least share of the resource that one proposal spends, more than 0 and at most 1; only for the
 *     methods that spend shares
 * @param reduction one of how many goes on to the next larger share, and by what factor the share grows, at least 2
 * @param batch the most proposals at once, at least 1; the proposals depend on it
 */
public record Budget(int trials, double smallestShare, int reduction, int batch) {

    /** Refuses what is no budget. */
    public Budget {
        if (trials < 1 || !(smallestShare > 0 && smallestShare <= 1) || reduction < 2 || batch < 1) {
            throw new IllegalArgumentException("no budget of " + trials + " trials, shares from " + smallestShare
                    + ", reduction " + reduction + ", batches of " + batch);
        }
    }

    /**
     * A budget with the usual shares: from a 27th, a third going on each time, two proposals at once.
     *
     * @param trials the most proposals
     * @return the budget
     */
    public static Budget of(int trials) {
        return new Budget(trials, 1 / 27.0, 3, 2);
    }
}
