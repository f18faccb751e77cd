package org.qeperf.features.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;

/** The rules by which pw.x stops at a layout, or leaves ranks without work. */
final class LayoutRules {

    private final LayoutFacts facts;
    private final Layout layout;
    private final List<LayoutProblem> problems = new ArrayList<>();

    private LayoutRules(LayoutFacts facts, Layout layout) {
        this.facts = facts;
        this.layout = layout;
    }

    /** Those that a layout breaks: where pw.x stops first, in the order in which it looks. */
    static List<LayoutProblem> broken(LayoutFacts facts, Layout layout, Machine machine) {
        LayoutRules rules = new LayoutRules(facts, layout);
        if (PoolRules.fit(rules)) {
            PoolRules.check(rules);
            TransformRules.check(rules);
            LinearAlgebraRules.check(rules);
        }
        rules.cores(machine);
        rules.problems.sort(Comparator.comparing(LayoutProblem::severity));
        return List.copyOf(rules.problems);
    }

    LayoutFacts facts() {
        return facts;
    }

    Layout layout() {
        return layout;
    }

    private void cores(Machine machine) {
        int used = layout.tasksPerNode() * layout.threadsPerTask();
        if (used > machine.coresPerNode()) {
            waste(
                    "threads-beyond-cores",
                    counted(layout.tasksPerNode(), "task") + " of " + counted(layout.threadsPerTask(), "thread")
                            + ": " + used + " cores of a node, machine '" + machine.name() + "' has "
                            + machine.coresPerNode(),
                    layout.threadsPerTask() > machine.coresPerNode()
                            ? "take at most " + counted(machine.coresPerNode(), "thread")
                            : "take at most " + counted(machine.coresPerNode() / layout.threadsPerTask(), "task")
                                    + " of as many threads on a node");
        }
    }

    void stop(String rule, String message, String printed, String advice) {
        problems.add(new LayoutProblem(rule, Severity.STOPS, message, Optional.of(printed), advice));
    }

    void waste(String rule, String message, String printed, String advice) {
        problems.add(new LayoutProblem(rule, Severity.WASTES, message, Optional.of(printed), advice));
    }

    void waste(String rule, String message, String advice) {
        problems.add(new LayoutProblem(rule, Severity.WASTES, message, Optional.empty(), advice));
    }

    /** The largest divisor of n that is not above a bound, 1 for a bound below it. */
    static int divisor(int n, int bound) {
        for (int d = Math.min(n, bound); d > 1; d--) {
            if (n % d == 0) {
                return d;
            }
        }
        return 1;
    }

    /** The number with its noun. */
    static String counted(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
