package org.qeperf.runtime.catalogue;

import java.util.Optional;

/**
 * The processors of a node. What no source tells is empty.
 *
 * @param model name of the processor
 * @param sockets processors of a node
 * @param cores physical cores of a node, of all processors
 * @param threadsPerCore hardware threads of a core, as jobs find them
 * @param numaNodes parts of a node's memory that are nearer to some cores than to others
 * @param clockHz clock that the maker promises
 * @param clockMaxHz highest clock of a core
 * @param l1DataBytesPerCore first-level data cache of a core
 * @param l2BytesPerCore second-level cache of a core
 * @param l3BytesPerNode third-level caches of a node together
 * @param peakFlopPerS operations on doubles that all cores of a node can do in a second
 */
public record Processor(
        Optional<Sourced<String>> model,
        Optional<Sourced<Integer>> sockets,
        Sourced<Integer> cores,
        Optional<Sourced<Integer>> threadsPerCore,
        Optional<Sourced<Integer>> numaNodes,
        Optional<Sourced<Double>> clockHz,
        Optional<Sourced<Double>> clockMaxHz,
        Optional<Sourced<Long>> l1DataBytesPerCore,
        Optional<Sourced<Long>> l2BytesPerCore,
        Optional<Sourced<Long>> l3BytesPerNode,
        Optional<Sourced<Double>> peakFlopPerS) {}
