package org.qeperf.features.harvest;

import java.util.Locale;

/** How a run of pw.x ended. */
public enum Outcome {
    /** It came to its end, and nothing was left unconverged. */
    CONVERGED,
    /** It came to its end without self-consistency, or a relaxation gave up. */
    NOT_CONVERGED,
    /** A process asked for memory that there was not, or was killed for taking too much. */
    OUT_OF_MEMORY,
    /** It stopped because its time was over: its own limit {@code max_seconds}, or the scheduler's. */
    TIME_LIMIT,
    /** It stopped with an error. */
    CRASHED,
    /** Its output ends in the middle, and nothing tells why, or the user stopped it. */
    INCOMPLETE;

    /**
     * The name in run records.
     *
     * @return the name in lower case, such as {@code out_of_memory}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the program came to its own end.
     *
     * @return true for converged and not converged runs
     */
    public boolean isFinished() {
        return this == CONVERGED || this == NOT_CONVERGED;
    }
}
