package org.qeperf.runtime.catalogue;

import java.util.Optional;

/**
 * Nodes that are alike.
 *
 * @param name what partitions call them by
 * @param nodes how many there are
 * @param processor their processors
 * @param memory their memory
 * @param accelerator their accelerators, where they have some
 * @param interconnect what joins them
 * @param powerWatts what a node draws under load
 */
public record NodeType(
        String name,
        Optional<Sourced<Integer>> nodes,
        Processor processor,
        NodeMemory memory,
        Optional<Accelerator> accelerator,
        Optional<Interconnect> interconnect,
        Optional<Sourced<Double>> powerWatts) {}
