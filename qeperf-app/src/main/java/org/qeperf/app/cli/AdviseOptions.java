package org.qeperf.app.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.qeperf.app.question.LayoutSearch;
import org.qeperf.app.question.TimeLimit;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Bounds.NodeCounts;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.catalogue.Destination;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What advice is asked for. */
final class AdviseOptions {

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
                description = "nodes (default: what the partition or the machine has; " + LayoutSearch.NODES
                        + " where nobody tells)")
        private @Nullable Integer nodes;

        @Option(
                names = "--max-cores",
                paramLabel = "N",
                description = "cores in use, tasks times threads (default: the partition's)")
        private @Nullable Integer cores;

        @Option(
                names = "--max-time",
                paramLabel = "T",
                converter = TimeLimitConverter.class,
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
                        "memory that a node needs in 95 of 100 cases, such as 64GB; a GB is 2^30 bytes, as in Slurm"
                                + " (default: all that the machine has)")
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
        LayoutSearch search = search(command);
        try {
            return search.request(destination, top, otherwise);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, command);
        }
    }

    /** What the options say. */
    LayoutSearch search(CommandLine command) {
        if (fixed.nodes != null && most.nodes != null) {
            throw new ParameterException(command, "--nodes and --max-nodes exclude each other; expected one of them");
        }
        return new LayoutSearch(
                objective,
                new LayoutSearch.Most(
                        number("--max-nodes", most.nodes, command),
                        number("--max-cores", most.cores, command),
                        most.time
                                .map(limit -> OptionalDouble.of(limit.seconds()))
                                .orElse(OptionalDouble.empty()),
                        most.coreHours.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        most.memory
                                .map(text ->
                                        OptionalDouble.of(JobChoices.bytes("--max-memory-per-node", text, command)))
                                .orElse(OptionalDouble.empty())),
                new LayoutSearch.Exactly(
                        number("--nodes", fixed.nodes, command),
                        number("--tasks-per-node", fixed.tasks, command),
                        number("--threads-per-task", fixed.threads, command),
                        number("--pools", fixed.pools, command)),
                allNodeCounts ? NodeCounts.ALL : NodeCounts.SOME);
    }

    private static OptionalInt number(String option, @Nullable Integer value, CommandLine command) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < 1) {
            throw new ParameterException(command, option + " is " + value + "; expected at least 1");
        }
        return OptionalInt.of(value);
    }
}
