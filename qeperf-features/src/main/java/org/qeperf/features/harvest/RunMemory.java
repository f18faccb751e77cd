package org.qeperf.features.harvest;

import java.util.OptionalLong;

/**
 * Memory of a run, bytes.
 *
 * @param estimated pw.x's estimate of the largest process
 * @param estimatedTotal pw.x's estimate of all processes
 * @param peak largest resident size of a process, as the system measured it
 */
public record RunMemory(OptionalLong estimated, OptionalLong estimatedTotal, OptionalLong peak) {

    /** Nothing is known. */
    public static final RunMemory UNKNOWN =
            new RunMemory(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
