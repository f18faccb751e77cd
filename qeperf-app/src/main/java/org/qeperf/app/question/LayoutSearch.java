package org.qeperf.app.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.jobs.DestinationRules;

/**
 * What advice is asked for. What the user leaves out is what the run's destination allows.
 *
 * @param objective what there should be least of
 * @param most upper limits
 * @param exactly numbers that are not searched
 * @param nodeCounts which numbers of nodes are tried
 */
public record LayoutSearch(Optional<Objective> objective, Most most, Exactly exactly, Bounds.NodeCounts nodeCounts) {

    /** Most nodes where neither user nor machine tell. */
    public static final int NODES = 16;

    /**
     * Upper limits, each where the user names one.
     *
     * @param nodes number of nodes, at least 1
     * @param cores cores in use, at least 1
     * @param seconds wall time
     * @param coreHours core-hours expected
     * @param memoryBytesPerNode memory of a node
     */
    public record Most(
            OptionalInt nodes,
            OptionalInt cores,
            OptionalDouble seconds,
            OptionalDouble coreHours,
            OptionalDouble memoryBytesPerNode) {}

    /**
     * Numbers of the layout, each where the user names one, at least 1.
     *
     * @param nodes number of nodes
     * @param tasksPerNode MPI ranks on each node
     * @param threadsPerTask threads of each rank
     * @param pools number of pools
     */
    public record Exactly(OptionalInt nodes, OptionalInt tasksPerNode, OptionalInt threadsPerTask, OptionalInt pools) {

        /**
         * The layout, if nothing is left to search.
         *
         * @return the layout
         * @throws IllegalArgumentException if it is too large
         */
        public Optional<Layout> layout() {
            if (nodes.isEmpty() || tasksPerNode.isEmpty() || threadsPerTask.isEmpty() || pools.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Layout(nodes.getAsInt(), tasksPerNode.getAsInt(), threadsPerTask.getAsInt(), pools.getAsInt()));
        }
    }

    /**
     * The question for an advisor; limits that the user does not name are those of where the run goes.
     *
     * @param destination where the run goes
     * @param top how many layouts to list
     * @param otherwise the objective if the user names none
     * @return the question
     * @throws IllegalArgumentException if a number makes no sense; the message says which
     */
    public AdviceRequest request(Destination destination, int top, Objective otherwise) {
        return new AdviceRequest(
                destination.machine(), bounds(destination), limits(destination), objective.orElse(otherwise), top);
    }

    private Bounds bounds(Destination destination) {
        int maxNodes = most.nodes().orElse(destination.maxNodes(NODES));
        return new Bounds(
                only(exactly.nodes(), new Range(Math.min(minNodes(destination), maxNodes), maxNodes)),
                only(exactly.tasksPerNode(), Range.ANY),
                only(exactly.threadsPerTask(), Range.ANY),
                only(exactly.pools(), Range.ANY),
                most.cores().orElse(maxCores(destination).orElse(Integer.MAX_VALUE)),
                nodeCounts);
    }

    private static Range only(OptionalInt number, Range otherwise) {
        return number.isPresent() ? Range.only(number.getAsInt()) : otherwise;
    }

    private Limits limits(Destination destination) {
        return new Limits(
                most.seconds().orElse(destination.maxSeconds().orElse(Double.POSITIVE_INFINITY)),
                most.coreHours().orElse(Double.POSITIVE_INFINITY),
                most.memoryBytesPerNode().orElse(Double.POSITIVE_INFINITY),
                Limits.LEVEL);
    }

    /**
     * Which limits are those of where the run goes.
     *
     * @param destination where the run goes
     * @return one line, or none
     */
    public List<String> reasons(Destination destination) {
        List<String> limits = new ArrayList<>();
        if (most.nodes().isEmpty() && exactly.nodes().isEmpty()) {
            destination
                    .partition()
                    .flatMap(Partition::minNodes)
                    .ifPresent(least -> limits.add("at least " + Quantities.counted(least.value(), "node")));
            destination
                    .partition()
                    .flatMap(Partition::maxNodes)
                    .ifPresent(largest -> limits.add("at most " + Quantities.counted(largest.value(), "node")));
        }
        if (most.cores().isEmpty()) {
            maxCores(destination).ifPresent(cores -> limits.add(Quantities.counted(cores, "core")));
        }
        if (most.seconds().isEmpty()) {
            destination.maxSeconds().ifPresent(seconds -> limits.add(Quantities.seconds(seconds)));
        }
        return limits.isEmpty()
                ? List.of()
                : List.of(
                        "looked for within what " + place(destination) + " gives a job: " + String.join(", ", limits));
    }

    /**
     * What to know of where the run goes, and of what is asked for beyond its limits.
     *
     * @param destination where the run goes
     * @return one line each
     */
    public List<String> warnings(Destination destination) {
        List<String> warnings = new ArrayList<>(DestinationRules.warnings(destination));
        OptionalInt asked = exactly.nodes().isPresent() ? exactly.nodes() : most.nodes();
        asked.ifPresent(nodes -> nodesBeyond(nodes, destination).ifPresent(warnings::add));
        OptionalInt cores = maxCores(destination);
        if (most.cores().isPresent() && cores.isPresent() && most.cores().getAsInt() > cores.getAsInt()) {
            warnings.add(most.cores().getAsInt() + " cores are more than the " + cores.getAsInt() + " that "
                    + place(destination) + " gives a job");
        }
        double seconds = destination.maxSeconds().orElse(Double.POSITIVE_INFINITY);
        if (most.seconds().isPresent() && most.seconds().getAsDouble() > seconds) {
            warnings.add(Quantities.seconds(most.seconds().getAsDouble()) + " are more than the "
                    + Quantities.seconds(seconds) + " that " + place(destination) + " gives a job");
        }
        return warnings;
    }

    private static Optional<String> nodesBeyond(int asked, Destination destination) {
        int most = destination.maxNodes(Integer.MAX_VALUE);
        if (asked > most) {
            return Optional.of(
                    asked + " nodes are more than the " + most + " that " + place(destination) + " gives a job");
        }
        int least = minNodes(destination);
        if (asked < least) {
            return Optional.of(Quantities.counted(asked, "node") + (asked == 1 ? " is" : " are") + " fewer than the "
                    + least + " that " + place(destination) + " gives a job at least");
        }
        return Optional.empty();
    }

    private static String place(Destination destination) {
        return destination
                .partition()
                .map(partition -> "partition '" + partition.selector() + "' of '"
                        + destination.cluster().name() + "'")
                .orElseGet(() -> "machine '" + destination.cluster().name() + "'");
    }

    private static int minNodes(Destination destination) {
        return destination
                .partition()
                .flatMap(Partition::minNodes)
                .map(Sourced::value)
                .orElse(1);
    }

    private static OptionalInt maxCores(Destination destination) {
        return destination
                .partition()
                .flatMap(Partition::maxCores)
                .map(cores -> OptionalInt.of(cores.value()))
                .orElse(OptionalInt.empty());
    }
}
