package org.qeperf.app.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Bounds.NodeCounts;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What advice is asked for. */
final class AdviseOptions {

    /** Most nodes of a machine that is not this one. */
    private static final int NODES = 16;

    @Mixin
    private MachineOption machine = new MachineOption();

    @Option(
            names = "--objective",
            paramLabel = "O",
            defaultValue = "time",
            description = {
                "time: the shortest; cost: the fewest core-hours; balanced: the smallest product of both",
                "(default: time)"
            })
    private Objective objective = Objective.TIME;

    @Option(names = "--top", paramLabel = "N", defaultValue = "10", description = "layouts to list (default: 10)")
    private int top = 10;

    @ArgGroup(exclusive = false, heading = "%nAt most:%n")
    private Most most = new Most();

    @ArgGroup(exclusive = false, heading = "%nExactly:%n")
    private Fixed fixed = new Fixed();

    /** Upper limits. */
    static final class Most {

        @Option(
                names = "--max-nodes",
                paramLabel = "N",
                description = "nodes (default: 1 on this machine, " + NODES + " on others)")
        private @Nullable Integer nodes;

        @Option(names = "--max-cores", paramLabel = "N", description = "cores in use, tasks times threads")
        private @Nullable Integer cores;

        @Option(
                names = "--max-time",
                paramLabel = "T",
                converter = TimeLimit.Converter.class,
                description =
                        "wall time that the run takes no longer than in 95 of 100 cases: 2h, 1.5h, 90m, 3600 or HH:MM:SS")
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

    AdviceRequest request(CommandLine command) {
        try {
            Machine where = machine.machine(command);
            return new AdviceRequest(where, bounds(command), limits(command), objective, top);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    private Bounds bounds(CommandLine command) {
        if (fixed.nodes != null && most.nodes != null) {
            throw new ParameterException(command, "--nodes and --max-nodes exclude each other; expected one of them");
        }
        int maxNodes = number("--max-nodes", most.nodes, machine.isLocal() ? 1 : NODES, command);
        return new Bounds(
                only("--nodes", fixed.nodes, Range.upTo(maxNodes), command),
                only("--tasks-per-node", fixed.tasks, Range.ANY, command),
                only("--threads-per-task", fixed.threads, Range.ANY, command),
                only("--pools", fixed.pools, Range.ANY, command),
                number("--max-cores", most.cores, Integer.MAX_VALUE, command),
                allNodeCounts ? NodeCounts.ALL : NodeCounts.SOME);
    }

    private Limits limits(CommandLine command) {
        return new Limits(
                most.time.map(TimeLimit::seconds).orElse(Double.POSITIVE_INFINITY),
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
