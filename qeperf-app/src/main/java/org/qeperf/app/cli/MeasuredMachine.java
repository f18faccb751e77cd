package org.qeperf.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.machine.Hardware;
import org.qeperf.runtime.machine.MachineProfile;

/** A measured machine for the catalogue, with the partitions of its batch system. */
final class MeasuredMachine {

    private static final String SINFO = "sinfo";

    private MeasuredMachine() {}

    /**
     * Partitions whose nodes have as many processors as the measured one belong to it.
     *
     * @param sinfo what sinfo answers, if it does
     */
    static Cluster of(MachineProfile profile, Optional<String> sinfo) {
        Cluster measured = Cluster.of(profile);
        NodeType type = measured.nodeTypes().get(0);
        Hardware hardware = profile.hardware();
        Set<Integer> processors = hardware.cores().isPresent()
                ? Set.copyOf(List.of(hardware.cores().getAsInt(), hardware.hardwareThreads()))
                : Set.of(hardware.hardwareThreads());
        List<Partition> partitions = sinfo.map(answer -> SlurmPartitions.parse(answer, type.name(), processors, SINFO))
                .orElse(List.of());
        if (partitions.isEmpty()) {
            return measured;
        }
        Map<String, String> sources = new LinkedHashMap<>(measured.sources());
        sources.put(SINFO, "told by sinfo of Slurm on " + measured.checked());
        return new Cluster(
                measured.name(),
                measured.title(),
                measured.site(),
                measured.aliases(),
                measured.retired(),
                measured.checked(),
                sources,
                Optional.of(new Sourced<>(Scheduler.SLURM, SINFO)),
                measured.launcher(),
                measured.accountingUnit(),
                measured.nodeTypes(),
                partitions,
                measured.software());
    }
}
