package org.qeperf.train.living;

/**
 * When models are trained and judged.
 *
 * @param cleaning rules that decide which runs models learn from and are judged by, as {@link org.qeperf.train.data.Cleaning#find} reads it
 * @param fewestRuns the fewest runs of a machine that a challenger is trained on, at least 3
 * @param every after how many more runs of a machine a challenger is trained without an alarm; a fifth of what it learns from if that is more
 * @param mostRuns of how many of the last runs a challenger learns at most
 * @param trialRuns after how many later runs a challenger is judged for the first time; then after twice as many, and so on
 * @param trialSystems the fewest different systems among them
 * @param looks how often it is judged before it is withdrawn
 * @param level probability of promoting a challenger that is no better, over all looks, if systems are independent
 * @param gain by which share the challenger's median error has to be smaller
 * @param remembered errors of how many of the last runs are kept in memory, where the detectors begin when the store is opened
 * @param window how many runs the features of recent runs are compared with those of as many earlier ones
 * @param seed where all randomness comes from
 */
public record LivingOptions(
        String cleaning,
        int fewestRuns,
        int every,
        int mostRuns,
        int trialRuns,
        int trialSystems,
        int looks,
        double level,
        double gain,
        int remembered,
        int window,
        long seed) {

    /** A challenge ends after so many times the runs that a look needs, if they cannot be compared. */
    private static final int PATIENCE = 4;

    /** The usual options. */
    public static final LivingOptions DEFAULT =
            new LivingOptions("default", 10, 100, 2000, 20, 8, 3, 0.05, 0.05, 10_000, 100, 1);

    /** Checks the numbers. */
    public LivingOptions {
        if (fewestRuns < 3
                || every < 1
                || trialRuns < 6
                || trialSystems < 1
                || looks < 1
                || looks > 10
                || window < 10
                || mostRuns < fewestRuns
                || remembered < mostRuns) {
            throw new IllegalArgumentException("fewest runs " + fewestRuns + ", every " + every + ", trial runs "
                    + trialRuns + ", trial systems " + trialSystems + ", looks " + looks + ", window " + window
                    + ", most runs " + mostRuns + ", remembered " + remembered
                    + "; expected at least 3, 1, 6, 1, 1 (at most 10), 10, the fewest runs, the most runs");
        }
        if (!(level > 0 && level < 0.5) || !(gain >= 0 && gain < 1)) {
            throw new IllegalArgumentException("level " + level + ", gain " + gain
                    + "; expected above 0 and below 0.5, and at least 0 and below 1");
        }
    }

    /**
     * The same, trained more or less often.
     *
     * @param runs after how many more runs of a machine
     * @return new options
     */
    public LivingOptions every(int runs) {
        return new LivingOptions(
                cleaning,
                fewestRuns,
                runs,
                mostRuns,
                trialRuns,
                trialSystems,
                looks,
                level,
                gain,
                remembered,
                window,
                seed);
    }

    /**
     * The same, with other numbers of runs to learn from and to keep in memory.
     *
     * @param learnt of how many of the last runs a challenger learns at most
     * @param kept errors of how many of the last runs are kept in memory
     * @return new options
     */
    public LivingOptions most(int learnt, int kept) {
        return new LivingOptions(
                cleaning, fewestRuns, every, learnt, trialRuns, trialSystems, looks, level, gain, kept, window, seed);
    }

    /** Whether a look is due, the first being 0: after twice the runs of the one before at least, so that each has runs of its own. */
    boolean isDue(int look, int runsBefore, int runs, int systems) {
        return runs >= needed(look, runsBefore) && systems >= trialSystems;
    }

    /** Whether so many runs have arrived without a look, the first being 0, that there will be none. */
    boolean isInVain(int look, int runsBefore, long arrived) {
        return arrived >= PATIENCE * needed(look, runsBefore);
    }

    private long needed(int look, int runsBefore) {
        return Math.max(due(look), 2L * runsBefore);
    }

    /** After how many later runs a look is due, if none was late. */
    int due(int look) {
        return trialRuns << look;
    }
}
