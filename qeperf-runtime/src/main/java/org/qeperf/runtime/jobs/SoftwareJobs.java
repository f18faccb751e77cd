package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Software;

/**
 * Jobs of any software of a machine, by the rules of LAMEC (CoE RAISE, deliverable D2.13): as many ranks on a node as accelerators
 * for Horovod and HeAT, which start one process for each, else one, which starts the others itself; each rank has the cores of a
 * node divided by its accelerators.
 */
public final class SoftwareJobs {

    private static final Set<String> RANK_FOR_EACH_ACCELERATOR = Set.of("horovod", "heat");

    private SoftwareJobs() {}

    /**
     * A job of some software.
     *
     * @param destination where it goes
     * @param software name of the software
     * @param nodes number of nodes, at least 1
     * @param arguments of the program
     * @param options what the user wants besides: the program and a wall time must be among it
     * @return the job
     * @throws QePerfException if the machine does not know the software, or the batch system would refuse the job
     */
    public static Job job(
            Destination destination, String software, int nodes, List<String> arguments, JobOptions options) {
        Cluster cluster = destination.cluster();
        Software known = find(cluster, destination.nodeType(), software);
        String executable = options.executable()
                .orElseThrow(() -> new IllegalArgumentException("a job of '" + software + "' needs a program"));
        int accelerators = known.usesAccelerator() ? destination.acceleratorsPerNode() : 0;
        int tasks = RANK_FOR_EACH_ACCELERATOR.contains(known.name()) ? Math.max(1, accelerators) : 1;
        int cores = accelerators == 0 ? destination.coresPerNode() : DestinationRules.share(destination);
        Resources resources = new Resources(
                nodes, tasks, cores, accelerators, options.memoryBytesPerNode(), false, options.seconds());
        PartitionLimits limits = new PartitionLimits(destination);
        limits.requireNodes(nodes);
        limits.requireCores(nodes, tasks * cores);
        limits.requireSeconds(options.seconds());
        limits.requireMemory(options.memoryBytesPerNode());
        Scheduler scheduler = JobPlanner.scheduler(destination, options);
        return new Job(
                options.name(),
                JobPlanner.queue(destination, scheduler, options.account()),
                resources,
                options.output(),
                options.error(),
                Optional.of(modules(cluster, destination.nodeType(), List.of(known.name())))
                        .filter(m -> !m.commands().isEmpty()),
                JobPlanner.environment(known, options),
                new Command(
                        JobPlanner.launcher(destination, scheduler),
                        options.container().map(image -> JobPlanner.container(image, destination, accelerators > 0)),
                        words(executable, arguments),
                        options.programOutput()));
    }

    /**
     * A job of one process, of a program that is none of the machine's software.
     *
     * @param destination where it goes
     * @param words the program and its arguments
     * @param cores cores to ask for, at least 1
     * @param accelerators accelerators to ask for, 0 for none
     * @param options what the user wants besides
     * @return the job
     * @throws QePerfException if the batch system would refuse the job
     * @throws IllegalArgumentException if it asks for no core, or for more accelerators than a node has
     */
    public static Job single(
            Destination destination, List<String> words, int cores, int accelerators, JobOptions options) {
        if (accelerators > destination.acceleratorsPerNode()) {
            throw new IllegalArgumentException("a job of " + accelerators + " accelerators per node; expected at most "
                    + destination.acceleratorsPerNode());
        }
        Resources resources =
                new Resources(1, 1, cores, accelerators, options.memoryBytesPerNode(), false, options.seconds());
        PartitionLimits limits = new PartitionLimits(destination);
        limits.requireNodes(1);
        limits.requireCores(1, cores);
        limits.requireSeconds(options.seconds());
        limits.requireMemory(options.memoryBytesPerNode());
        Scheduler scheduler = JobPlanner.scheduler(destination, options);
        return new Job(
                options.name(),
                JobPlanner.queue(destination, scheduler, options.account()),
                resources,
                options.output(),
                options.error(),
                Optional.empty(),
                options.environment(),
                new Command(
                        JobPlanner.launcher(destination, scheduler),
                        options.container().map(image -> JobPlanner.container(image, destination, accelerators > 0)),
                        words,
                        options.programOutput()));
    }

    /**
     * The module commands of some software, each once.
     *
     * @param cluster the machine
     * @param nodes the nodes that it shall be ready on
     * @param software names of software, at least one
     * @return the block
     * @throws QePerfException if the machine does not know one of them
     */
    public static ModuleBlock modules(Cluster cluster, NodeType nodes, List<String> software) {
        List<String> names = new ArrayList<>();
        Set<String> commands = new LinkedHashSet<>();
        for (String name : software) {
            Software known = find(cluster, nodes, name);
            names.add(known.name());
            commands.addAll(known.modules());
        }
        return new ModuleBlock(cluster.name(), names, List.copyOf(commands));
    }

    private static List<String> words(String executable, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(executable));
        words.addAll(arguments);
        return words;
    }

    private static Software find(Cluster cluster, NodeType nodes, String name) {
        return cluster.software(name, nodes)
                .orElseThrow(() -> new QePerfException("machine '" + cluster.name() + "' knows no software "
                        + InputException.quote(name)
                        + (cluster.software().isEmpty()
                                ? "; its catalogue file names none"
                                : "; expected one of: "
                                        + String.join(
                                                ", ",
                                                cluster.software().stream()
                                                        .map(Software::name)
                                                        .toList()))));
    }
}
