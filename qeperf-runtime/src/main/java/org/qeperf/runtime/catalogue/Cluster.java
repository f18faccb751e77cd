package org.qeperf.runtime.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.machine.MachineProfile;

/**
 * A machine of the catalogue: one file of the format {@value #FORMAT}, described in {@code docs/machine-file.md}. Every
 * figure names its source. Immutable.
 *
 * @param name name in lower case
 * @param title name for people
 * @param site who runs it, and where
 * @param aliases other names that find it
 * @param retired when it was switched off, where it was
 * @param checked when the file was last compared with its sources
 * @param sources where the figures are from, by key
 * @param scheduler its batch system; empty where that is none of those that scripts can be written for
 * @param launcher what starts MPI programs there, where a source tells
 * @param accountingUnit what its site charges for
 * @param nodeTypes kinds of nodes, at least one
 * @param partitions where jobs go; empty where there is no batch system
 * @param software how programs are made ready
 */
public record Cluster(
        String name,
        String title,
        String site,
        List<String> aliases,
        Optional<Sourced<String>> retired,
        LocalDate checked,
        Map<String, String> sources,
        Optional<Sourced<Scheduler>> scheduler,
        Optional<Sourced<Launcher>> launcher,
        Optional<Sourced<AccountingUnit>> accountingUnit,
        List<NodeType> nodeTypes,
        List<Partition> partitions,
        List<Software> software) {

    /** The format of its file. */
    public static final String FORMAT = "qeperf-cluster/1";

    /** Copies the collections. */
    public Cluster {
        if (nodeTypes.isEmpty()) {
            throw new IllegalArgumentException("machine '" + name + "' has no nodes");
        }
        for (Partition partition : partitions) {
            if (nodeTypes.stream().noneMatch(type -> type.name().equals(partition.nodeType()))) {
                throw new IllegalArgumentException(
                        "partition '" + partition.name() + "' of machine '" + name + "' has no nodes");
            }
        }
        aliases = List.copyOf(aliases);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        nodeTypes = List.copyOf(nodeTypes);
        partitions = List.copyOf(partitions);
        software = List.copyOf(software);
    }

    /**
     * Reads a machine file, or a record that {@code qeperf machine probe} measured, see {@link #of}.
     *
     * @param file a file of the format {@value #FORMAT} or {@value MachineProfile#FORMAT}
     * @return the machine
     * @throws InputException if it is neither; the message says where and why
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Cluster read(Path file) {
        return MachineFile.read(file).cluster();
    }

    /**
     * A measured machine: one kind of nodes, no partitions.
     *
     * @param profile what was measured
     * @return the machine, with the profile's name
     */
    public static Cluster of(MachineProfile profile) {
        return MeasuredCluster.of(profile);
    }

    /**
     * This machine as a machine file.
     *
     * @return a new object, which {@link #read} reads as the same machine
     */
    public ObjectNode toJson() {
        return ClusterWriter.write(this);
    }

    /**
     * Where a job goes on this machine.
     *
     * @param partition name of a partition; of several with one name that without a quality of service or constraint, or the
     *     default one; {@code name:qos} or {@code name:constraint} for the others, see {@link Partition#selector}; empty for the
     *     machine's default, which is the first kind of nodes on machines without partitions
     * @return the destination
     * @throws QePerfException if there is no such partition; the message lists those that are
     */
    public Destination destination(Optional<String> partition) {
        if (partition.isEmpty() && partitions.isEmpty()) {
            return new Destination(this, nodeTypes.get(0), Optional.empty());
        }
        Partition found = partition
                .map(this::partition)
                .orElseGet(() -> partitions.stream()
                        .filter(Partition::isDefault)
                        .findFirst()
                        .orElse(partitions.get(0)));
        NodeType type = nodeTypes.stream()
                .filter(t -> t.name().equals(found.nodeType()))
                .findFirst()
                .orElseThrow();
        return new Destination(this, type, Optional.of(found));
    }

    private Partition partition(String wanted) {
        List<Partition> named =
                partitions.stream().filter(p -> p.name().equals(wanted)).toList();
        return partitions.stream()
                .filter(p -> p.selector().equals(wanted))
                .findFirst()
                .or(() -> named.stream().filter(Partition::isDefault).findFirst())
                .or(() -> named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty())
                .orElseThrow(() -> noPartition(wanted));
    }

    private QePerfException noPartition(String wanted) {
        List<String> all = partitions.stream().map(Partition::selector).toList();
        return new QePerfException("machine '" + name + "' has no partition " + InputException.quote(wanted)
                + EditDistance.suggestion(wanted, all) + "; expected "
                + (all.isEmpty() ? "none, it has no partitions" : "one of: " + String.join(", ", all)));
    }

    /**
     * A program of this machine.
     *
     * @param program its short name
     * @return how it is made ready, where that is known
     */
    public Optional<Software> software(String program) {
        return software.stream().filter(s -> s.name().equals(program)).findFirst();
    }

    /**
     * The build of a program for some nodes: one that uses accelerators where they have some, one that does not elsewhere.
     *
     * @param program its short name
     * @param nodes the nodes
     * @return how it is made ready; the first build where none is for such nodes
     */
    public Optional<Software> software(String program, NodeType nodes) {
        boolean accelerated = nodes.accelerator().isPresent();
        return software.stream()
                .filter(s -> s.name().equals(program) && s.usesAccelerator() == accelerated)
                .findFirst()
                .or(() -> software(program));
    }
}
