package org.qeperf.runtime.catalogue;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Scheduler;

/**
 * A machine of the catalogue: one file of the format {@value #FORMAT}, described in {@code docs/machine-catalogue.md}. Every
 * figure names its source. Immutable.
 *
 * @param name name in lower case
 * @param title name for people
 * @param site who runs it, and where
 * @param aliases other names that find it
 * @param retired when it was switched off, where it was
 * @param checked when the file was last compared with its sources
 * @param sources where the figures are from, by key
 * @param scheduler its batch system
 * @param launcher what starts MPI programs there
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
        Sourced<Scheduler> scheduler,
        Sourced<Launcher> launcher,
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
        aliases = List.copyOf(aliases);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        nodeTypes = List.copyOf(nodeTypes);
        partitions = List.copyOf(partitions);
        software = List.copyOf(software);
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
}
