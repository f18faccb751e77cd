package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.Software;
import org.qeperf.runtime.forecast.Quantities;

/**
 * What a destination allows, as questions to ask for advice. On accelerators there is one rank for each of them, which has its
 * share of the node's cores (Quantum ESPRESSO's user guide on GPUs).
 */
public final class DestinationRules {

    private DestinationRules() {}

    /**
     * Whether pw.x works on accelerators there.
     *
     * @param destination where a job goes
     * @return whether the nodes have some and the machine's build of Quantum ESPRESSO uses them
     */
    public static boolean usesAccelerators(Destination destination) {
        return destination.acceleratorsPerNode() > 0
                && destination
                        .software(Software.QUANTUM_ESPRESSO)
                        .filter(Software::usesAccelerator)
                        .isPresent();
    }

    /**
     * What to know before a forecast for a destination is believed.
     *
     * @param destination where a run goes
     * @return one line each
     */
    public static List<String> warnings(Destination destination) {
        List<String> warnings = new ArrayList<>();
        String machine = "machine '" + destination.cluster().name() + "'";
        destination.cluster().retired().ifPresent(when -> warnings.add(machine + " was switched off: " + when.value()));
        if (usesAccelerators(destination)) {
            warnings.add("time and memory are those of processors: the models know no accelerators");
        } else if (destination.acceleratorsPerNode() > 0) {
            int count = destination.acceleratorsPerNode();
            warnings.add("the " + Quantities.counted(count, "accelerator") + " of a node " + (count == 1 ? "is" : "are")
                    + " not used: no build of Quantum ESPRESSO for them is known on " + machine);
        }
        return warnings;
    }

    /**
     * Asks for the best layout that a destination allows.
     *
     * @param destination where the job goes
     * @param objective what there should be least of
     * @param maxNodes most nodes to look at, at least 1
     * @return the question
     * @throws QePerfException if the destination takes no job of so few nodes
     */
    public static AdviceRequest ask(Destination destination, Objective objective, int maxNodes) {
        return narrow(
                new AdviceRequest(destination.machine(), Bounds.upTo(maxNodes), Limits.NONE, objective, 1),
                destination);
    }

    /**
     * The same question, with no answers that the destination does not allow: its numbers of nodes and cores, its longest time,
     * the memory of its nodes without what a launcher and a shell need, and the rules of accelerators.
     *
     * @param asked a question
     * @param destination where the job goes
     * @return the question for this destination
     * @throws QePerfException if it allows none of the answers
     */
    public static AdviceRequest narrow(AdviceRequest asked, Destination destination) {
        Machine machine = destination.machine();
        PartitionLimits partition = new PartitionLimits(destination);
        Bounds wanted = asked.bounds();
        Range nodes = partition.nodes(wanted.nodes());
        Range tasks = wanted.tasksPerNode();
        Range threads = wanted.threadsPerTask();
        if (usesAccelerators(destination)) {
            int accelerators = destination.acceleratorsPerNode();
            int share = share(destination);
            Range allowed = tasks.most() < accelerators ? Range.upTo(accelerators) : Range.only(accelerators);
            tasks = common("tasks on a node", tasks, allowed, destination);
            threads = threads.most() >= share && threads.least() <= share
                    ? Range.only(share)
                    : common("threads of a task", threads, Range.upTo(share), destination);
        }
        Bounds bounds = new Bounds(
                nodes,
                tasks,
                threads,
                wanted.pools(),
                Math.min(wanted.maxCores(), partition.maxCores()),
                wanted.nodeCounts());
        Limits limits = asked.limits();
        double memory = Math.max(1, machine.memoryBytesPerNode() - JobPlanner.LAUNCHER_BYTES);
        return new AdviceRequest(
                machine,
                bounds,
                new Limits(
                        Math.min(limits.seconds(), destination.maxSeconds().orElse(Double.POSITIVE_INFINITY)),
                        limits.coreHours(),
                        Math.min(limits.memoryBytesPerNode(), memory),
                        limits.level()),
                asked.objective(),
                asked.most());
    }

    /**
     * Limits that a job keeps within which asks for time and memory of its own.
     *
     * @param limits what a run may need at most
     * @param options what the user wants of the job
     * @return the narrower of both
     */
    public static Limits within(Limits limits, JobOptions options) {
        double seconds = options.seconds().isPresent() ? options.seconds().getAsLong() : Double.POSITIVE_INFINITY;
        double memory = options.memoryBytesPerNode().isPresent()
                ? Math.max(1, options.memoryBytesPerNode().getAsLong() - JobPlanner.LAUNCHER_BYTES)
                : Double.POSITIVE_INFINITY;
        return new Limits(
                Math.min(limits.seconds(), seconds),
                limits.coreHours(),
                Math.min(limits.memoryBytesPerNode(), memory),
                limits.level());
    }

    /** Cores of a node for each accelerator. */
    static int share(Destination destination) {
        int accelerators = Math.max(1, destination.acceleratorsPerNode());
        return Math.max(1, destination.coresPerNode() / accelerators);
    }

    private static Range common(String what, Range wanted, Range allowed, Destination destination) {
        return Optional.of(wanted)
                .filter(range -> range.least() <= allowed.most() && range.most() >= allowed.least())
                .map(range ->
                        new Range(Math.max(range.least(), allowed.least()), Math.min(range.most(), allowed.most())))
                .orElseThrow(() -> new QePerfException(describe(wanted) + " " + what + "; on the "
                        + destination.acceleratorsPerNode() + " accelerators of a node of machine '"
                        + destination.cluster().name() + "' pw.x takes "
                        + (allowed.least() == allowed.most() ? "" : "at most ") + allowed.most()));
    }

    private static String describe(Range range) {
        return range.least() == range.most() ? Integer.toString(range.least()) : "at least " + range.least();
    }
}
