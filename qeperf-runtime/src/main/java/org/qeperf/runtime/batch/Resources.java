package org.qeperf.runtime.batch;

import java.util.OptionalLong;

/**
 * What a job asks for.
 *
 * @param nodes number of nodes, at least 1
 * @param tasksPerNode ranks on each node, at least 1
 * @param cpusPerTask cores of each rank, at least 1
 * @param gpusPerNode accelerators of each node, 0 for none
 * @param memoryBytesPerNode memory of each node; empty for what the batch system gives, with {@code exclusive} all of it
 * @param exclusive whether no other job may use the nodes
 * @param seconds wall time, at least 1; empty for what the batch system gives; systems that count in minutes get whole ones
 */
public record Resources(
        int nodes,
        int tasksPerNode,
        int cpusPerTask,
        int gpusPerNode,
        OptionalLong memoryBytesPerNode,
        boolean exclusive,
        OptionalLong seconds) {

    /** Checks the numbers. */
    public Resources {
        requireAtLeast(1, nodes, "nodes");
        requireAtLeast(1, tasksPerNode, "tasks per node");
        requireAtLeast(1, cpusPerTask, "cores per task");
        requireAtLeast(0, gpusPerNode, "accelerators per node");
        requireAtLeast(1, memoryBytesPerNode.orElse(1), "bytes of memory per node");
        requireAtLeast(1, seconds.orElse(1), "seconds");
    }

    private static void requireAtLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException("a job of " + value + " " + what + "; expected at least " + least);
        }
    }
}
