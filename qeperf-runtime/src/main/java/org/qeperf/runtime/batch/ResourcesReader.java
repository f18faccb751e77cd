package org.qeperf.runtime.batch;

import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.runtime.batch.CommandScan.Export;
import org.qeperf.runtime.batch.ReadScript.Part;

/** Joins what directives and launch line say of nodes, ranks and cores. */
final class ResourcesReader {

    private final ScriptNotes notes;
    private final Asked asked;
    private final Launch launch;
    private final int line;
    private final Scheduler scheduler;

    ResourcesReader(ScriptNotes notes, Asked asked, CommandScan.Found found, Scheduler scheduler) {
        this.notes = notes;
        this.asked = asked;
        this.launch = found.launch();
        this.line = found.line();
        this.scheduler = scheduler;
    }

    Resources resources(Optional<Export> threads) {
        long nodes = counted(nodes());
        long ranks = ranks(nodes);
        long tasks = counted(
                launch.tasksPerNode().isPresent() && !launch.plain()
                        ? launch.tasksPerNode().getAsLong()
                        : Quantity.ceil(ranks, nodes));
        if (tasks * nodes != ranks) {
            notes.warn(line, 1, "the ranks are not spread evenly over the nodes; " + tasks + " on each are read");
        }
        long cpus = cpus(nodes, tasks, threads);
        long gpus = gpus(nodes, tasks);
        if (scheduler == Scheduler.SLURM
                && notes.places.containsKey(Part.MEMORY)
                && memory(nodes, tasks, cpus, gpus).isEmpty()
                && !asked.exclusive) {
            notes.warn(
                    notes.places.getOrDefault(Part.MEMORY, line),
                    1,
                    "all memory of a node that is shared is read as the default");
        }
        return new Resources(
                (int) nodes,
                (int) tasks,
                (int) counted(cpus),
                (int) counted(gpus),
                memory(nodes, tasks, cpus, gpus),
                asked.exclusive,
                asked.seconds);
    }

    private long counted(long value) {
        if (value > Quantity.MOST_COUNT) {
            throw notes.error(line, 1, "", "the job has " + value + " of something", "at most " + Quantity.MOST_COUNT);
        }
        return value;
    }

    private long nodes() {
        OptionalLong nodes = ScriptReader.or(asked.nodes, launch.nodes());
        if (nodes.isPresent()) {
            return nodes.getAsLong();
        }
        OptionalLong each = ScriptReader.or(asked.tasksPerNode, launch.tasksPerNode());
        OptionalLong all = asked.tasks.isPresent() && asked.tasksPerNode.isPresent() ? asked.tasks : launch.ranks();
        if (each.isPresent() && all.isPresent()) {
            return Quantity.ceil(all.getAsLong(), each.getAsLong());
        }
        if (asked.tasks.orElse(1) > 1 || asked.cores.orElse(1) > 1) {
            notes.warn(line, 1, "the number of nodes is not said; 1 is read");
        }
        return 1;
    }

    private long ranks(long nodes) {
        OptionalLong directives = directiveRanks(nodes);
        if (launch.ranks().isPresent()) {
            long ranks = launch.ranks().getAsLong();
            boolean slots = asked.tasks.isPresent() || asked.tasksPerNode.isPresent();
            if (slots && scheduler == Scheduler.SLURM && directives.orElse(ranks) != ranks) {
                notes.warn(
                        line,
                        1,
                        "number of ranks: the directives ask for " + directives.getAsLong()
                                + ", the launch line starts " + ranks);
            }
            return ranks;
        }
        if (launch.tasksPerNode().isPresent()) {
            return counted(launch.tasksPerNode().getAsLong()) * nodes;
        }
        return directives.orElse(nodes);
    }

    private OptionalLong directiveRanks(long nodes) {
        if (asked.tasks.isPresent()) {
            return asked.tasks;
        }
        if (asked.tasksPerNode.isPresent()) {
            return OptionalLong.of(asked.tasksPerNode.getAsLong() * nodes);
        }
        if (asked.cores.isPresent()) {
            return asked.cores;
        }
        boolean old = asked.coresPerNode.isPresent() && notes.places.get(Part.CPUS) == null;
        return old ? OptionalLong.of(asked.coresPerNode.getAsLong() * nodes) : OptionalLong.empty();
    }

    private long cpus(long nodes, long tasks, Optional<Export> threads) {
        OptionalLong said = ScriptReader.or(launch.cpusPerTask(), asked.cpusPerTask);
        if (said.isPresent()) {
            return said.getAsLong();
        }
        if (asked.coresPerNode.isPresent()) {
            return Math.max(1, asked.coresPerNode.getAsLong() / tasks);
        }
        long slots = scheduler == Scheduler.LSF ? asked.tasks.orElse(0) : asked.cores.orElse(0);
        if (slots > tasks * nodes) {
            return slots / (tasks * nodes);
        }
        if (threads.isPresent()) {
            OptionalLong number = Quantity.count(threads.get().value());
            if (number.orElse(0) > 0) {
                notes.place(Part.CPUS, threads.get().line());
                return number.getAsLong();
            }
        }
        return 1;
    }

    private long gpus(long nodes, long tasks) {
        if (asked.gpusPerNode.isPresent()) {
            return asked.gpusPerNode.getAsLong();
        }
        if (asked.gpus.isPresent()) {
            return Quantity.ceil(asked.gpus.getAsLong(), nodes);
        }
        if (asked.gpusPerTask.isPresent()) {
            return asked.gpusPerTask.getAsLong() * tasks;
        }
        return launch.gpusPerNode().orElse(0);
    }

    private OptionalLong memory(long nodes, long tasks, long cpus, long gpus) {
        try {
            if (asked.memoryPerNode.isPresent()) {
                return asked.memoryPerNode;
            }
            if (asked.memoryPerCore.isPresent()) {
                return times(asked.memoryPerCore, Math.multiplyExact(tasks, cpus));
            }
            if (asked.memoryPerTask.isPresent()) {
                return times(asked.memoryPerTask, tasks);
            }
            if (asked.memoryPerGpu.isPresent()) {
                return times(asked.memoryPerGpu, Math.max(1, gpus));
            }
            return asked.memoryOfJob.isPresent()
                    ? OptionalLong.of(Quantity.ceil(asked.memoryOfJob.getAsLong(), nodes))
                    : OptionalLong.empty();
        } catch (ArithmeticException e) {
            throw notes.error(
                    notes.places.getOrDefault(Part.MEMORY, line),
                    1,
                    "",
                    "the memory of a node is too much",
                    "less than 2^63 bytes");
        }
    }

    private static OptionalLong times(OptionalLong value, long factor) {
        return OptionalLong.of(Math.multiplyExact(value.getAsLong(), factor));
    }
}
