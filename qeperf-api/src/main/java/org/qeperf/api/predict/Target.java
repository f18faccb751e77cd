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

    /** Iterations until self-consistency, of the first ionic step. */
    public static final Target SCF_ITERATIONS = new Target("scf_iterations", "1");

    /** Times that a relaxation places the atoms and computes forces. */
    public static final Target IONIC_STEPS = new Target("ionic_steps", "1");

    /** Wall time outside of the self-consistency loops: set-up, forces, stress and the final write. */
    public static final Target SECONDS_OUTSIDE_SCF = new Target("seconds_outside_scf", "s");

    /** Largest resident memory of the process that needs most. */
    public static final Target PEAK_MEMORY_PER_RANK = new Target("peak_memory_per_rank", "byte");
}
