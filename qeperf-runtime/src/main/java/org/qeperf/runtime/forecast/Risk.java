package org.qeperf.runtime.forecast;

/**
 * Probabilities of the ways to fail.
 *
 * @param memory that a node's memory is not enough
 * @param notConverged that self-consistency is not reached in the iterations allowed
 * @param timeLimit that the run takes longer than the limit; 0 without a limit
 * @param invalidLayout that the program does not start in this layout: 0 or 1
 */
public record Risk(double memory, double notConverged, double timeLimit, double invalidLayout) {

    /** Checks that they are probabilities. */
    public Risk {
        requireProbability(memory);
        requireProbability(notConverged);
        requireProbability(timeLimit);
        requireProbability(invalidLayout);
    }

    /**
     * That the run fails in one way or another, if these do not depend on each other.
     *
     * @return a probability
     */
    public double ofFailure() {
        return 1 - (1 - memory) * (1 - notConverged) * (1 - timeLimit) * (1 - invalidLayout);
    }

    private static void requireProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability of " + p);
        }
    }
}
