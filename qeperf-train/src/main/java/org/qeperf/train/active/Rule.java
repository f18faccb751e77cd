package org.qeperf.train.active;

/** How the next runs are chosen among candidates. {@code docs/active-learning.md} has learning curves of all. */
public enum Rule {
    /** At random: what every other rule is measured against. */
    RANDOM,
    /**
     * The candidate farthest from all that is known or chosen (greedy sampling on inputs: Yu and Kim, 2010; GSx of Wu, Lin and Huang,
     * Information Sciences 474 (2019) 90, section 2.3).
     */
    SPREAD,
    /**
     * The candidate of which a Gaussian process that knows what is known and chosen is least certain; chosen one after another these
     * have the largest entropy together (Shewry and Wynn, Journal of Applied Statistics 14 (1987) 165).
     */
    DEVIATION,
    /**
     * The candidate that lowers the variance of such a process most in the mean over all candidates (ALC: Cohn, Ghahramani and Jordan, Journal
     * of Artificial Intelligence Research 4 (1996) 129).
     */
    GAIN,
    /** The same for each second that the candidate is predicted to take of all cores. */
    GAIN_PER_COST;

    /**
     * How people write it.
     *
     * @return lower case with hyphens
     */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
