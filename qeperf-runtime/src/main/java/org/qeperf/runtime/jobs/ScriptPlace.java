package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.jobs.Finding.Severity;

/**
 * Where a script sends its job: the machine asked for, else that of its module block, else the only one with its partition.
 *
 * @param cluster the machine, where it is known
 * @param destination nodes and partition, where they are known
 */
record ScriptPlace(Optional<Cluster> cluster, Optional<Destination> destination) {

    static ScriptPlace find(ReadScript script, Optional<Cluster> asked, Clusters clusters, Findings findings) {
        Optional<Cluster> cluster = asked.or(() -> own(script, clusters, findings));
        if (cluster.isEmpty()) {
            findings.add(
                    OptionalInt.empty(),
                    Severity.HINT,
                    "machine-unknown",
                    "the script does not tell its machine",
                    "a module block, or a partition that one machine of the catalogue has",
                    "name it with --machine; nothing of the machine is checked");
            return new ScriptPlace(cluster, Optional.empty());
        }
        return new ScriptPlace(cluster, destination(script, cluster.get(), findings));
    }

    /** A block copied from another script does not make its machine that of the partition. */
    private static Optional<Cluster> own(ReadScript script, Clusters clusters, Findings findings) {
        Optional<Cluster> block = ofBlock(script, clusters, findings);
        Optional<String> partition = script.job().queue().partition();
        boolean agrees = block.isPresent()
                && (partition.isEmpty()
                        || block.get().partitions().stream()
                                .anyMatch(p -> p.name().equals(partition.get())));
        return agrees ? block : ofPartition(script, clusters).or(() -> block);
    }

    private static Optional<Cluster> ofBlock(ReadScript script, Clusters clusters, Findings findings) {
        return script.job().modules().flatMap(block -> {
            try {
                return Optional.of(clusters.find(block.machine()));
            } catch (InputException e) {
                throw e;
            } catch (QePerfException e) {
                findings.add(
                        Part.MODULES_BEGIN,
                        Severity.STALE,
                        "machine-not-in-catalogue",
                        "the module block is of machine " + InputException.quote(block.machine()),
                        "a machine of the catalogue",
                        "name one with --machine");
                return Optional.<Cluster>empty();
            }
        });
    }

    private static Optional<Cluster> ofPartition(ReadScript script, Clusters clusters) {
        Optional<String> partition = script.job().queue().partition();
        if (partition.isEmpty()) {
            return Optional.empty();
        }
        List<Cluster> having = clusters.all().stream()
                .filter(c -> isOf(c, script))
                .filter(c -> c.partitions().stream().anyMatch(p -> p.name().equals(partition.get())))
                .toList();
        return having.size() == 1 ? Optional.of(having.get(0)) : Optional.empty();
    }

    private static Optional<Destination> destination(ReadScript script, Cluster cluster, Findings findings) {
        Queue queue = script.job().queue();
        if (!isOf(cluster, script) && !cluster.partitions().isEmpty()) {
            findings.add(
                    OptionalInt.of(1),
                    Severity.STOPS,
                    "scheduler-differs",
                    "the directives are those of " + script.scheduler(),
                    "those of "
                            + cluster.scheduler()
                                    .map(own -> own.value().toString())
                                    .orElse("another one") + ", the batch system of machine '" + cluster.name() + "'",
                    "rewrite them with --update --machine " + cluster.name());
            return Optional.empty();
        }
        if (cluster.partitions().isEmpty()) {
            return Optional.of(cluster.destination(Optional.empty()));
        }
        List<Partition> fitting = fitting(cluster, queue);
        if (fitting.isEmpty() && queue.partition().isEmpty()) {
            return Optional.of(cluster.destination(Optional.empty()));
        }
        if (fitting.isEmpty()) {
            return unknown(cluster, queue, findings);
        }
        Partition partition =
                fitting.stream().filter(Partition::isDefault).findFirst().orElse(fitting.get(0));
        if (fitting.size() == 1 || partition.isDefault()) {
            return Optional.of(new Destination(cluster, nodes(cluster, partition), Optional.of(partition)));
        }
        findings.add(
                Part.PARTITION,
                Severity.HINT,
                "partition-ambiguous",
                "machine '" + cluster.name() + "' has several partitions for the script: " + selectors(fitting),
                "one that its partition, quality of service and constraint single out",
                "add the quality of service or constraint; the partition's limits are not checked");
        return sameNodes(cluster, fitting);
    }

    /** The nodes that the script gets, or those that a machine gives if nothing is said. */
    NodeType nodes(Cluster machine) {
        return destination
                .map(Destination::nodeType)
                .orElseGet(() -> machine.destination(Optional.empty()).nodeType());
    }

    /** Whether the directives of a script are those of a machine's batch system. */
    static boolean isOf(Cluster cluster, ReadScript script) {
        return cluster.scheduler()
                .map(Sourced::value)
                .filter(own -> own == script.scheduler())
                .isPresent();
    }

    private static List<Partition> fitting(Cluster cluster, Queue queue) {
        List<Partition> named = cluster.partitions().stream()
                .filter(p ->
                        queue.partition().isEmpty() || queue.partition().get().equals(p.name()))
                .toList();
        List<Partition> agreeing = named.stream()
                .filter(p -> p.qos().isEmpty() || queue.qos().equals(p.qos()))
                .filter(p -> p.constraint().isEmpty() || queue.constraint().equals(p.constraint()))
                .toList();
        boolean anyWhere = queue.partition().isEmpty();
        List<Partition> wanted = anyWhere
                ? agreeing.stream()
                        .filter(p -> p.isDefault()
                                || p.qos().isPresent()
                                || p.constraint().isPresent())
                        .toList()
                : agreeing;
        List<Partition> exact = wanted.stream()
                .filter(p -> queue.qos().isPresent() && queue.qos().equals(p.qos()))
                .toList();
        return exact.isEmpty() ? wanted.isEmpty() && !anyWhere ? named : wanted : exact;
    }

    private static Optional<Destination> unknown(Cluster cluster, Queue queue, Findings findings) {
        List<String> all =
                cluster.partitions().stream().map(Partition::name).distinct().toList();
        String wanted = queue.partition().orElse("");
        findings.add(
                Part.PARTITION,
                Severity.STOPS,
                "partition-unknown",
                "machine '" + cluster.name() + "' has no partition " + InputException.quote(wanted),
                "one of: " + String.join(", ", all),
                "take " + InputException.quote(EditDistance.nearest(wanted, all)) + " if that was meant");
        return sameNodes(cluster, cluster.partitions());
    }

    /** Without limits, if all of these partitions have the same nodes. */
    private static Optional<Destination> sameNodes(Cluster cluster, List<Partition> partitions) {
        List<NodeType> types =
                partitions.stream().map(p -> nodes(cluster, p)).distinct().toList();
        return types.size() == 1
                ? Optional.of(new Destination(cluster, types.get(0), Optional.empty()))
                : Optional.empty();
    }

    private static NodeType nodes(Cluster cluster, Partition partition) {
        return cluster.nodeTypes().stream()
                .filter(t -> t.name().equals(partition.nodeType()))
                .findFirst()
                .orElseThrow();
    }

    private static String selectors(List<Partition> partitions) {
        return String.join(", ", partitions.stream().map(Partition::selector).toList());
    }
}
