package org.qeperf.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.jobs.DestinationRules;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a run goes. */
final class MachineOption {

    private static final String FILE = ".json";

    @Option(
            names = "--machine",
            paramLabel = "M",
            defaultValue = Clusters.LOCAL,
            description = {
                "where it runs: a name that 'qeperf machine list' tells, or a machine file or measured record (*.json)",
                "(default: local, this machine)"
            })
    private String machine = Clusters.LOCAL;

    @Option(
            names = "--partition",
            paramLabel = "P",
            description = "partition or queue, or partition:qos (default: the machine's default partition)")
    private Optional<String> partition = Optional.empty();

    @Mixin
    private MachinesFolder folder = new MachinesFolder();

    Destination destination(CommandLine command) {
        Clusters clusters = folder.clusters();
        Cluster cluster = cluster(machine, clusters, command);
        if (!machine.endsWith(FILE) && !cluster.name().equals(Clusters.LOCAL)) {
            MachinesFolder.warn(clusters, command);
        }
        return destination(cluster, partition, command);
    }

    /** A partition of a machine, or its default. */
    static Destination destination(Cluster cluster, Optional<String> partition, CommandLine command) {
        try {
            return cluster.destination(partition);
        } catch (QePerfException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    /** A machine by name or from a file. */
    static Cluster cluster(String machine, Clusters clusters, CommandLine command) {
        if (machine.endsWith(FILE)) {
            return Cluster.read(Path.of(machine));
        }
        try {
            return clusters.find(machine);
        } catch (InputException e) {
            throw e;
        } catch (QePerfException e) {
            throw new ParameterException(command, e.getMessage() + ", or a file that ends with " + FILE, e);
        }
    }

    /** What to know before a forecast for a machine is believed. */
    static List<String> warnings(Destination destination) {
        return DestinationRules.warnings(destination);
    }
}
