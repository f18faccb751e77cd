package org.qeperf.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Bounds.NodeCounts;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What advice is asked for. */
final class AdviseOptions {

    /** Most nodes where neither user nor machine tell. */
    private static final int NODES = 16;

    @Mixin
    private MachineOption machine = new MachineOption();

    @Option(
            names = "--objective",
            paramLabel = "O",
            description = {
                "time: the shortest; cost: the fewest core-hours; balanced: the smallest product of both",
                "(default: time for advice, balanced for a script)"
            })
    private Optional<Objective> objective = Optional.empty();

    @ArgGroup(exclusive = false, heading = "%nAt most:%n")
    private Most most = new Most();

    @ArgGroup(exclusive = false, heading = "%nExactly:%n")
    private Fixed fixed = new Fixed();

    /** Upper limits. */
    static final class Most {

        @Option(
                names = "--max-nodes",
                paramLabel = "N",
                description =
                        "nodes (default: what the partition or the machine has; " + NODES + " where nobody tells)")
        private @Nullable Integer nodes;

        @Option(
                names = "--max-cores",
                paramLabel = "N",
                description = "cores in use, tasks times threads (default: the partition's)")
        private @Nullable Integer cores;

        @Option(
                names = "--max-time",
                paramLabel = "T",
                converter = TimeLimit.Converter.class,
                description =
                        "wall time that the run takes no longer than in 95 of 100 cases: 2h, 1.5h, 90m, 3600 or HH:MM:SS (default: the partition's)")
        private Optional<TimeLimit> time = Optional.empty();

        @Option(
                names = "--max-core-hours",
                paramLabel = "H",
                description = "core-hours expected; nodes count as a whole")
        private Optional<Double> coreHours = Optional.empty();

        @Option(
                names = "--max-memory-per-node",
                paramLabel = "SIZE",
                description =
                        "memory that a node needs in 95 of 100 cases, such as 64GB (default: all that the machine has)")
        private Optional<String> memory = Optional.empty();
    }

    /** Numbers that are not searched. */
    static final class Fixed {

        @Option(names = "--nodes", paramLabel = "N", description = "nodes")
        private @Nullable Integer nodes;

        @Option(names = "--tasks-per-node", paramLabel = "T", description = "MPI ranks on each node")
        private @Nullable Integer tasks;

        @Option(names = "--threads-per-task", paramLabel = "C", description = "threads of each rank")
        private @Nullable Integer threads;

        @Option(names = "--pools", paramLabel = "K", description = "pools")
        private @Nullable Integer pools;
    }

    @Option(names = "--all-node-counts", description = "try each number of nodes, not only some of those above 16")
    private boolean allNodeCounts;

    Destination destination(CommandLine command) {
        return machine.destination(command);
    }

    /** What is asked for; limits that the user does not name are those of where the run goes. */
    AdviceRequest request(Destination destination, int top, Objective otherwise, CommandLine command) {
        try {
            return new AdviceRequest(
                    destination.machine(),
                    bounds(destination, command),
                    limits(destination, command),
                    objective.orElse(otherwise),
                    top);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    /** The layout, if nothing is left to search. */
    Optional<Layout> layout() {
        if (fixed.nodes == null || fixed.tasks == null || fixed.threads == null || fixed.pools == null) {
            return Optional.empty();
        }
        return Optional.of(new Layout(fixed.nodes, fixed.tasks, fixed.threads, fixed.pools));
    }

    /** Which limits are those of where the run goes. */
    List<String> reasons(Destination destination) {
        List<String> limits = new ArrayList<>();
        if (most.nodes == null && fixed.nodes == null) {
            destination
                    .partition()
                    .flatMap(Partition::minNodes)
                    .ifPresent(least -> limits.add("at least " + nodes(least.value())));
            destination
                    .partition()
                    .flatMap(Partition::maxNodes)
                    .ifPresent(largest -> limits.add("at most " + nodes(largest.value())));
        }
        if (most.cores == null) {
            maxCores(destination).ifPresent(cores -> limits.add(cores + " cores"));
        }
        if (most.time.isEmpty()) {
            destination.maxSeconds().ifPresent(seconds -> limits.add(Quantities.seconds(seconds)));
        }
        return limits.isEmpty()
                ? List.of()
                : List.of(
                        "looked for within what " + place(destination) + " gives a job: " + String.join(", ", limits));
    }

    /** What to know of where the run goes, and of options that are beyond its limits. */
    List<String> warnings(Destination destination) {
        List<String> warnings = new ArrayList<>(MachineOption.warnings(destination));
        Optional<Integer> nodes =
                destination.partition().flatMap(Partition::maxNodes).map(Sourced::value);
        Integer asked = fixed.nodes != null ? fixed.nodes : most.nodes;
        if (asked != null && nodes.isPresent() && asked > nodes.get()) {
            warnings.add(
                    asked + " nodes are more than the " + nodes.get() + " that " + place(destination) + " gives a job");
        }
        if (most.cores != null && maxCores(destination).orElse(Integer.MAX_VALUE) < most.cores) {
            warnings.add(most.cores + " cores are more than the "
                    + maxCores(destination).getAsInt() + " that " + place(destination) + " gives a job");
        }
        double seconds = destination.maxSeconds().orElse(Double.POSITIVE_INFINITY);
        most.time
                .filter(limit -> limit.seconds() > seconds)
                .ifPresent(limit -> warnings.add(Quantities.seconds(limit.seconds()) + " are more than the "
                        + Quantities.seconds(seconds) + " that " + place(destination) + " gives a job"));
        return warnings;
    }

    private static String nodes(int nodes) {
        return nodes + (nodes == 1 ? " node" : " nodes");
    }

    private static String place(Destination destination) {
        return destination
                .partition()
                .map(partition -> "partition '" + partition.selector() + "' of '"
                        + destination.cluster().name() + "'")
                .orElseGet(() -> "machine '" + destination.cluster().name() + "'");
    }

    private static OptionalInt maxCores(Destination destination) {
        return destination
                .partition()
                .flatMap(Partition::maxCores)
                .map(cores -> OptionalInt.of(cores.value()))
                .orElse(OptionalInt.empty());
    }

    private Bounds bounds(Destination destination, CommandLine command) {
        if (fixed.nodes != null && most.nodes != null) {
            throw new ParameterException(command, "--nodes and --max-nodes exclude each other; expected one of them");
        }
        int maxNodes = number("--max-nodes", most.nodes, destination.maxNodes(NODES), command);
        int minNodes = destination
                .partition()
                .flatMap(Partition::minNodes)
                .map(Sourced::value)
                .orElse(1);
        return new Bounds(
                only("--nodes", fixed.nodes, new Range(Math.min(minNodes, maxNodes), maxNodes), command),
                only("--tasks-per-node", fixed.tasks, Range.ANY, command),
                only("--threads-per-task", fixed.threads, Range.ANY, command),
                only("--pools", fixed.pools, Range.ANY, command),
                number("--max-cores", most.cores, maxCores(destination).orElse(Integer.MAX_VALUE), command),
                allNodeCounts ? NodeCounts.ALL : NodeCounts.SOME);
    }

    private Limits limits(Destination destination, CommandLine command) {
        return new Limits(
                most.time
                        .map(TimeLimit::seconds)
                        .orElse(destination.maxSeconds().orElse(Double.POSITIVE_INFINITY)),
                most.coreHours.orElse(Double.POSITIVE_INFINITY),
                most.memory
                        .map(text -> Amounts.bytes("--max-memory-per-node", text, command))
                        .orElse(Double.POSITIVE_INFINITY),
                Limits.LEVEL);
    }

    private static Range only(String option, @Nullable Integer value, Range otherwise, CommandLine command) {
        return value == null ? otherwise : Range.only(number(option, value, value, command));
    }

    private static int number(String option, @Nullable Integer value, int otherwise, CommandLine command) {
        if (value == null) {
            return otherwise;
        }
        if (value < 1) {
            throw new ParameterException(command, option + " is " + value + "; expected at least 1");
        }
        return value;
    }
}
