package org.qeperf.runtime.catalogue;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;

/**
 * Where on a machine a job goes.
 *
 * @param cluster the machine
 * @param nodeType the nodes that the job gets
 * @param partition the partition; empty on machines without
 */
public record Destination(Cluster cluster, NodeType nodeType, Optional<Partition> partition) {

    /**
     * The machine of features and predictions: its cores and the memory that a job can count on.
     *
     * @return the machine, named like the cluster
     * @throws QePerfException if no source tells how much memory a node has
     */
    public Machine machine() {
        long memory = withinPartition(nodeType.memory().usableBytes())
                .orElseThrow(() -> new QePerfException("nobody told how much memory the nodes '" + nodeType.name()
                        + "' of machine '" + cluster.name()
                        + "' have; expected 'memory' in a machine file of your own"));
        return new Machine(cluster.name(), coresPerNode(), memory);
    }

    /**
     * Physical cores of a node.
     *
     * @return at least 1
     */
    public int coresPerNode() {
        return nodeType.processor().cores().value();
    }

    /**
     * Most memory of a job on each node.
     *
     * @return bytes, where a source tells
     */
    public OptionalLong maxMemoryBytesPerNode() {
        return withinPartition(nodeType.memory().mostBytes());
    }

    private OptionalLong withinPartition(OptionalLong bytes) {
        return partition
                .flatMap(Partition::maxMemoryBytesPerNode)
                .map(most -> OptionalLong.of(Math.min(most.value(), bytes.orElse(Long.MAX_VALUE))))
                .orElse(bytes);
    }

    /**
     * The build of a program for these nodes.
     *
     * @param program its short name
     * @return how it is made ready, where that is known
     */
    public Optional<Software> software(String program) {
        return cluster.software(program, nodeType);
    }

    /**
     * Most nodes of a job.
     *
     * @param otherwise the answer where no source tells
     * @return at least 1
     */
    public int maxNodes(int otherwise) {
        return partition
                .flatMap(Partition::maxNodes)
                .or(nodeType::nodes)
                .map(Sourced::value)
                .orElse(otherwise);
    }

    /**
     * Longest wall time of a job.
     *
     * @return seconds, where a source tells
     */
    public OptionalDouble maxSeconds() {
        return partition
                .flatMap(Partition::maxSeconds)
                .map(limit -> OptionalDouble.of(limit.value()))
                .orElse(OptionalDouble.empty());
    }

    /**
     * Accelerators of a node.
     *
     * @return 0 where there are none
     */
    public int acceleratorsPerNode() {
        return nodeType.accelerator().map(a -> a.count().value()).orElse(0);
    }
}
