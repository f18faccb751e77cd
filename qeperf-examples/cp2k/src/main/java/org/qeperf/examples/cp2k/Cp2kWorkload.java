package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.Workload;

/**
 * One energy calculation of CP2K.
 *
 * @param counts what the input determines
 * @param length how far the run may go
 */
record Cp2kWorkload(Counts counts, RunLength length) implements Workload {

    @Override
    public List<Diagnostic> warnings() {
        return List.of();
    }

    @Override
    public FeatureVector features(FeatureSchema schema, Layout layout, Machine machine) {
        double[] row = new double[schema.size()];
        rows(schema, machine).fill(Layouts.of(layout), 0, 1, row);
        return new FeatureVector(schema, row);
    }

    @Override
    public LayoutRows rows(FeatureSchema schema, Machine machine) {
        if (!schema.equals(Cp2kSchema.SCHEMA)) {
            throw new IllegalArgumentException(
                    "CP2K has no schema " + schema.name() + "; it has " + Cp2kSchema.SCHEMA.name());
        }
        return new Rows(Cp2kSchema.fixed(counts));
    }

    private record Rows(double[] fixed) implements LayoutRows {

        @Override
        public FeatureSchema schema() {
            return Cp2kSchema.SCHEMA;
        }

        @Override
        public void fill(Layouts layouts, int from, int to, double[] out) {
            int at = 0;
            for (int i = from; i < to; i++) {
                System.arraycopy(fixed, 0, out, at, Cp2kSchema.FIXED);
                at += Cp2kSchema.FIXED;
                out[at++] = layouts.ranks(i);
                out[at++] = layouts.threadsPerTask(i);
                for (int work = 0; work < Cp2kSchema.WORKS; work++) {
                    out[at++] = fixed[Cp2kSchema.FIXED + work] / layouts.cores(i);
                }
            }
        }
    }

    /** CP2K divides ranks by itself, so what pw.x is told on its command line cannot be told here. */
    @Override
    public List<LayoutProblem> problems(Layout layout, Machine machine) {
        List<LayoutProblem> problems = new ArrayList<>();
        if (layout.pools() != 1) {
            problems.add(unknown("pools", layout.pools() + " pools", "1 pool"));
        }
        if (layout.diagonalizationRanks() != Layout.PROGRAM_CHOOSES) {
            problems.add(unknown(
                    "linear-algebra-group",
                    layout.diagonalizationRanks() + " ranks of a linear algebra group",
                    "the program's choice"));
        }
        if (layout.taskGroups() != 1) {
            problems.add(unknown("task-groups", layout.taskGroups() + " task groups", "1 task group"));
        }
        int cores = layout.tasksPerNode() * layout.threadsPerTask();
        if (cores > machine.coresPerNode()) {
            problems.add(new LayoutProblem(
                    "more-threads-than-cores",
                    Severity.WASTES,
                    cores + " threads on a node of " + machine.name() + ", which has " + machine.coresPerNode()
                            + " cores",
                    Optional.empty(),
                    "use at most " + machine.coresPerNode()));
        }
        return problems;
    }

    private static LayoutProblem unknown(String what, String given, String instead) {
        return new LayoutProblem(
                "cp2k-has-no-" + what,
                Severity.STOPS,
                given + ", which CP2K cannot be told",
                Optional.empty(),
                "use " + instead);
    }

    @Override
    public List<String> warnings(Layout layout) {
        return List.of();
    }

    @Override
    public Layout programsChoice(int nodes, int tasksPerNode, int threadsPerTask) {
        return new Layout(nodes, tasksPerNode, threadsPerTask, 1);
    }

    /** CP2K prints no estimate of its memory before it runs. */
    @Override
    public OptionalDouble memoryPerRankBytes(Layout layout) {
        return OptionalDouble.empty();
    }
}
