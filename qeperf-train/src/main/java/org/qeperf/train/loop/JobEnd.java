package org.qeperf.train.loop;

import java.util.Locale;
import java.util.Optional;

/** How an attempt of a job ended. */
public enum JobEnd {
    /** The program came to its end. */
    DONE("COMPLETED"),
    /** The batch system ended it at its wall time. */
    TIME_LIMIT("TIMEOUT"),
    /** The program stopped by itself at the {@code max_seconds} of its input. */
    OWN_TIME_LIMIT("COMPLETED"),
    /** There was not enough memory. */
    OUT_OF_MEMORY("OUT_OF_MEMORY"),
    /** A node of it failed. */
    NODE_FAILURE("NODE_FAIL"),
    /** A node could not be booted for it. */
    BOOT_FAILURE("BOOT_FAIL"),
    /** Another job took its place. */
    PREEMPTED("PREEMPTED"),
    /** Somebody cancelled it. */
    CANCELLED("CANCELLED"),
    /** The program stopped by itself, or did not start. */
    FAILED("FAILED"),
    /** The latest time at which it could have started has passed. */
    DEADLINE("DEADLINE"),
    /** It waited for something that never comes, and was taken back. */
    NEVER_STARTS("CANCELLED"),
    /** The batch system did not take it. */
    REFUSED(""),
    /** The batch system knows it no more, and it left no output that tells its end. */
    LOST("");

    private final String accounting;

    JobEnd(String accounting) {
        this.accounting = accounting;
    }

    /**
     * The name in files.
     *
     * @return the name in lower case, such as {@code out_of_memory}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state that Slurm's accounting has for it; empty where there is none. */
    Optional<String> accounting() {
        return accounting.isEmpty() ? Optional.empty() : Optional.of(accounting);
    }

    /** Whether neither request nor input is to blame, so that the same may be tried again. */
    boolean isBadLuck() {
        return this == NODE_FAILURE || this == BOOT_FAILURE || this == PREEMPTED || this == LOST;
    }

    /** For people, such as {@code out of memory}. */
    @Override
    public String toString() {
        return key().replace('_', ' ');
    }
}
