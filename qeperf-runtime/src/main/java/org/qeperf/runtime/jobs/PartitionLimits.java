package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.batch.Quantity;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.forecast.Quantities;

/**
 * What a batch system refuses.
 *
 * @param destination where a job goes
 */
record PartitionLimits(Destination destination) {

    private static final long MEBIBYTE = 1 << 20;

    /** Whether the job gets whole nodes: as its partition says, or because it uses all cores of a node. */
    boolean exclusive(int coresOfANode) {
        return destination
                .partition()
                .flatMap(Partition::exclusive)
                .map(Sourced::value)
                .orElse(coresOfANode >= destination.coresPerNode());
    }

    int maxCores() {
        return destination
                .partition()
                .flatMap(Partition::maxCores)
                .map(Sourced::value)
                .orElse(Integer.MAX_VALUE);
    }

    private int minNodes() {
        return destination
                .partition()
                .flatMap(Partition::minNodes)
                .map(Sourced::value)
                .orElse(1);
    }

    /** Those numbers of nodes that it takes. */
    Range nodes(Range wanted) {
        int least = minNodes();
        int most = destination.maxNodes(Integer.MAX_VALUE);
        if (wanted.least() > most) {
            throw tooManyNodes(wanted.least(), most);
        }
        if (wanted.most() < least) {
            throw tooFewNodes(wanted.most(), least);
        }
        return new Range(Math.max(wanted.least(), least), Math.min(wanted.most(), most));
    }

    /** Refuses what the batch system would. */
    void require(Layout layout) {
        requireNodes(layout.nodes());
        int perNode = destination.coresPerNode();
        int used = layout.tasksPerNode() * layout.threadsPerTask();
        if (used > perNode) {
            throw new QePerfException(Quantities.counted(layout.tasksPerNode(), "task") + " of "
                    + Quantities.counted(layout.threadsPerTask(), "thread")
                    + ": " + used + " cores of a node; " + where() + " has " + perNode
                    + ": take fewer tasks or threads");
        }
        requireCores(layout.nodes(), used);
    }

    void requireNodes(int nodes) {
        nodes(Range.only(nodes));
    }

    /** A batch system counts all cores of whole nodes. */
    void requireCores(int nodes, int coresOfANode) {
        long counted = countedCores(nodes, coresOfANode);
        int most = maxCores();
        if (counted > most) {
            throw new QePerfException("a job of " + counted + " cores; " + where() + " takes at most " + most
                    + others(p -> p.takes(nodes) && p.countedCores(nodes, coresOfANode) <= p.maxCores()));
        }
    }

    private long countedCores(int nodes, int coresOfANode) {
        return (long) nodes * (exclusive(coresOfANode) ? destination.coresPerNode() : coresOfANode);
    }

    private boolean takes(int nodes) {
        return minNodes() <= nodes && nodes <= destination.maxNodes(Integer.MAX_VALUE);
    }

    /** Refuses more time than the limit. */
    void requireSeconds(OptionalLong seconds) {
        OptionalDouble limit = destination.maxSeconds();
        if (seconds.isPresent() && limit.isPresent() && seconds.getAsLong() > limit.getAsDouble()) {
            long asked = seconds.getAsLong();
            throw new QePerfException("a job of " + Quantity.clock(asked) + "; " + where() + " takes at most "
                    + Quantity.clock((long) limit.getAsDouble())
                    + others(p -> p.destination.maxSeconds().orElse(Double.POSITIVE_INFINITY) >= asked));
        }
    }

    /** Refuses more memory than a node has. */
    void requireMemory(OptionalLong bytes) {
        long most = destination.maxMemoryBytesPerNode().orElse(Long.MAX_VALUE);
        if (bytes.isPresent() && bytes.getAsLong() > most) {
            throw new QePerfException("a job of " + bytes.getAsLong() / MEBIBYTE + " MiB on each node; " + where()
                    + " gives at most " + most / MEBIBYTE + " MiB: take more nodes or fewer tasks on each");
        }
    }

    /** The place by its name. */
    String where() {
        String machine = "machine '" + destination.cluster().name() + "'";
        return destination
                .partition()
                .map(p -> "partition '" + p.selector() + "' of " + machine)
                .orElse(machine);
    }

    private QePerfException tooManyNodes(int asked, int most) {
        return new QePerfException("a job of " + Quantities.counted(asked, "node") + "; " + where() + " takes at most "
                + most + others(p -> p.takes(asked)));
    }

    private QePerfException tooFewNodes(int asked, int least) {
        return new QePerfException("a job of " + Quantities.counted(asked, "node") + "; " + where() + " takes at least "
                + least
                + others(p -> p.takes(asked)));
    }

    /** Other partitions of the same nodes that would take the job. */
    private String others(Predicate<PartitionLimits> fits) {
        Optional<Partition> own = destination.partition();
        List<String> others = destination.cluster().partitions().stream()
                .filter(p -> own.isPresent() && !p.equals(own.get()))
                .filter(p -> p.nodeType().equals(destination.nodeType().name()))
                .filter(p -> fits.test(new PartitionLimits(
                        new Destination(destination.cluster(), destination.nodeType(), Optional.of(p)))))
                .map(Partition::selector)
                .toList();
        return others.isEmpty() ? "" : "; this would go to: " + String.join(", ", others);
    }
}
