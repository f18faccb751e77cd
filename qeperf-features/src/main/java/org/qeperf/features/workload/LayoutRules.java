package org.qeperf.features.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;

/** The rules by which pw.x stops at a layout, or leaves ranks without work. */
final class LayoutRules {

    private final FeatureCounts counts;
    private final Layout layout;
    private final Machine machine;
    private final List<LayoutProblem> problems = new ArrayList<>();

    private LayoutRules(FeatureCounts counts, Layout layout, Machine machine) {
        this.counts = counts;
        this.layout = layout;
        this.machine = machine;
    }

    /** Those that a layout breaks: where pw.x stops first. */
    static List<LayoutProblem> broken(FeatureCounts counts, Layout layout, Machine machine) {
        LayoutRules rules = new LayoutRules(counts, layout, machine);
        rules.pools();
        rules.planes();
        rules.cores();
        return rules.problems;
    }

    /** {@code mp_start_pools} in {@code Modules/mp_pools.f90}. */
    private void pools() {
        int ranks = layout.ranks();
        if (layout.pools() > ranks) {
            add(
                    "pools-beyond-ranks",
                    Severity.STOPS,
                    layout.pools() + " pools for " + ranks + " ranks",
                    Optional.of("invalid number of pools, out of range"),
                    "take at most " + ranks);
        } else if (ranks % layout.pools() != 0) {
            add(
                    "pools-do-not-divide-ranks",
                    Severity.STOPS,
                    layout.pools() + " pools do not divide " + ranks + " ranks",
                    Optional.of("invalid number of pools, parent_nproc /= nproc_pool * npool"),
                    "take a divisor of the number of ranks");
        }
        int kPoints = counts.workingKPoints();
        if (layout.pools() > kPoints) {
            add(
                    "pools-beyond-k-points",
                    Severity.WASTES,
                    layout.pools() + " pools for " + kPoints + " k-points: some pools have no k-points and no work",
                    Optional.of("some nodes have no k-points"),
                    "take at most " + kPoints);
        }
    }

    private void planes() {
        int planes = counts.smoothGrid().n3();
        if (layout.ranksPerPool() > planes) {
            add(
                    "ranks-beyond-planes",
                    Severity.WASTES,
                    layout.ranksPerPool() + " ranks in a pool for " + planes
                            + " planes of the FFT grid: some ranks have no planes",
                    Optional.empty(),
                    "take fewer ranks in a pool, by more pools or fewer ranks");
        }
    }

    private void cores() {
        int used = layout.tasksPerNode() * layout.threadsPerTask();
        if (used > machine.coresPerNode()) {
            add(
                    "threads-beyond-cores",
                    Severity.WASTES,
                    "the layout asks for " + used + " cores of a node, machine '" + machine.name() + "' has "
                            + machine.coresPerNode(),
                    Optional.empty(),
                    "take fewer tasks or threads");
        }
    }

    private void add(String rule, Severity severity, String message, Optional<String> printed, String advice) {
        problems.add(new LayoutProblem(rule, severity, message, printed, advice));
    }
}
