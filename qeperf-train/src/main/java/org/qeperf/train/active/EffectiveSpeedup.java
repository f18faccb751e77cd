package org.qeperf.train.active;

/**
 * What looking runs up in a model is worth against making them, by Fox and Jha (Learning Everywhere, 2019, section 2): {@code T_seq
 * (N_lookup + N_train) / (T_lookup N_lookup + (T_train + T_learn) N_train)}. It counts each lookup as if it stood for a run that would have
 * been made without it; {@code docs/active-learning.md} says what that does not mean.
 *
 * @param sequentialSeconds one run on one core, {@code T_seq}
 * @param runSeconds one run as runs were made, {@code T_train}
 * @param learnSeconds training for each run that was learnt from, {@code T_learn}
 * @param lookupSeconds one prediction, {@code T_lookup}
 * @param runs runs that were learnt from, {@code N_train}
 */
public record EffectiveSpeedup(
        double sequentialSeconds, double runSeconds, double learnSeconds, double lookupSeconds, long runs) {

    /** Checks the numbers. */
    public EffectiveSpeedup {
        if (!(sequentialSeconds > 0) || !(runSeconds > 0) || !(learnSeconds >= 0) || !(lookupSeconds > 0) || runs < 1) {
            throw new IllegalArgumentException("times " + sequentialSeconds + ", " + runSeconds + ", " + learnSeconds
                    + ", " + lookupSeconds + " s and " + runs + " runs; expected positive numbers");
        }
    }

    /**
     * The speedup.
     *
     * @param lookups number of predictions, {@code N_lookup}, at least 0
     * @return a factor
     */
    public double at(double lookups) {
        return sequentialSeconds * (lookups + runs) / (lookupSeconds * lookups + (runSeconds + learnSeconds) * runs);
    }

    /**
     * What it is without a model: that of running in parallel.
     *
     * @return a factor
     */
    public double withoutModel() {
        return sequentialSeconds / runSeconds;
    }

    /**
     * What it comes to with ever more predictions.
     *
     * @return a factor
     */
    public double limit() {
        return sequentialSeconds / lookupSeconds;
    }
}
