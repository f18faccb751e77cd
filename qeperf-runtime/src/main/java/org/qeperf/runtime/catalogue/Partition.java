package org.qeperf.runtime.catalogue;

import java.util.Optional;

/**
 * A part of a machine that jobs are sent to, with its limits. An empty limit is one that nobody told of.
 *
 * @param name what the batch system calls it
 * @param nodeType name of its nodes' type
 * @param isDefault whether jobs go there if nothing else is said; one partition of a machine is
 * @param minNodes fewest nodes of a job
 * @param maxNodes most nodes of a job
 * @param maxCores most cores of a job
 * @param maxSeconds longest wall time of a job
 * @param maxMemoryBytesPerNode most memory of a job on each node
 * @param exclusive whether a job gets whole nodes
 * @param qos quality of service to ask for, where one is needed; partitions of one name differ in it or in the constraint
 * @param constraint feature of nodes to ask for, where one is needed
 */
public record Partition(
        String name,
        String nodeType,
        boolean isDefault,
        Optional<Sourced<Integer>> minNodes,
        Optional<Sourced<Integer>> maxNodes,
        Optional<Sourced<Integer>> maxCores,
        Optional<Sourced<Double>> maxSeconds,
        Optional<Sourced<Long>> maxMemoryBytesPerNode,
        Optional<Sourced<Boolean>> exclusive,
        Optional<String> qos,
        Optional<String> constraint) {

    /**
     * What tells it from the other partitions of its machine.
     *
     * @return {@code name}, {@code name:qos}, {@code name:constraint} or {@code name:qos:constraint}
     */
    public String selector() {
        return name
                + qos.map(word -> ":" + word).orElse("")
                + constraint.map(word -> ":" + word).orElse("");
    }
}
