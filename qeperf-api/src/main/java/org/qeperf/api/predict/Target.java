package org.qeperf.api.predict;

/**
 * A quantity that a model predicts.
 *
 * @param name stable name, lower case with underscores
 * @param unit unit symbol
 */
public record Target(String name, String unit) {

    /** Wall time of one self-consistency iteration: seconds in {@code electrons} divided by the iterations done. */
    public static final Target SECONDS_PER_SCF_ITERATION = new Target("seconds_per_scf_iteration", "s");
}
