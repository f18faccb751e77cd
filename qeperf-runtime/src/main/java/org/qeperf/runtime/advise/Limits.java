package org.qeperf.runtime.advise;

import org.qeperf.api.feature.Machine;

/**
 * What a run may need at most.
 *
 * @param seconds wall time that it takes no longer than, in {@code level} of all cases; infinite for no limit
 * @param coreHours core-hours expected to be charged; infinite for no limit
 * @param memoryBytesPerNode memory that the ranks of a node do not exceed in {@code level} of all cases; a node's own memory
 *     is a limit too; infinite for no other
 * @param level a probability above 0.5 and below 1
 */
public record Limits(double seconds, double coreHours, double memoryBytesPerNode, double level) {

    /** The level of {@link #NONE}. */
    public static final double LEVEL = 0.95;

    /** A node's memory at {@value #LEVEL}, and nothing else. */
    public static final Limits NONE =
            new Limits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, LEVEL);

    /** So much may an estimate exceed a limit that the whole forecast meets. */
    static final double MARGIN = 1.5;

    /** Checks the numbers. */
    public Limits {
        requirePositive("seconds", seconds);
        requirePositive("core-hours", coreHours);
        requirePositive("bytes of memory", memoryBytesPerNode);
        if (!(level > 0.5 && level < 1)) {
            throw new IllegalArgumentException("level " + level + "; expected above 0.5 and below 1");
        }
    }

    private static void requirePositive(String what, double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("a limit of " + limit + " " + what + "; expected more than 0");
        }
    }

    /** The level of a symmetric interval whose upper end lies at {@link #level}. */
    double intervalLevel() {
        return 2 * level - 1;
    }

    double memoryBytes(Machine machine) {
        return Math.min(memoryBytesPerNode, machine.memoryBytesPerNode());
    }
}
