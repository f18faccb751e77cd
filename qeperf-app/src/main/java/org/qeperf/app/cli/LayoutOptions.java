package org.qeperf.app.cli;

import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.catalogue.Destination;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a run goes and how it is spread. */
final class LayoutOptions {

    @Mixin
    private MachineOption machine = new MachineOption();

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1", description = "nodes (default: 1)")
    private int nodes = 1;

    @Option(
            names = "--tasks-per-node",
            paramLabel = "T",
            defaultValue = "1",
            description = "MPI ranks on each node (default: 1)")
    private int tasksPerNode = 1;

    @Option(
            names = "--threads-per-task",
            paramLabel = "C",
            defaultValue = "1",
            description = "threads of each rank (default: 1)")
    private int threadsPerTask = 1;

    @Option(names = "--pools", paramLabel = "K", defaultValue = "1", description = "pools, as in pw.x -nk (default: 1)")
    private int pools = 1;

    @Option(
            names = "--diagonalization-ranks",
            paramLabel = "D",
            defaultValue = "0",
            description = "ranks of the linear algebra group, as in pw.x -nd (default: as pw.x chooses)")
    private int diagonalizationRanks = Layout.PROGRAM_CHOOSES;

    @Option(
            names = "--task-groups",
            paramLabel = "G",
            defaultValue = "1",
            description = "groups of ranks that share the Fourier transforms, as in pw.x -nt (default: 1)")
    private int taskGroups = 1;

    Layout layout(CommandLine command) {
        try {
            return new Layout(nodes, tasksPerNode, threadsPerTask, pools, diagonalizationRanks, taskGroups);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    Destination destination(CommandLine command) {
        return machine.destination(command);
    }
}
