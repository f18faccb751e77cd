package org.qeperf.runtime.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.runtime.forecast.MemoryForecast.Fit;

/**
 * Layouts of a run that a node has enough memory for. What is tried: twice as many nodes, four times, and so on; half the tasks of
 * a node with twice the threads, a quarter, and so on; half the pools, a quarter, and so on, since each pool holds all that its
 * k-points share. Of the layouts that fit, those are told that need all their changes.
 */
final class MemoryRemedies {

    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_REMEDIES = 3;

    private final MemoryCheck check;
    private final Layout asked;
    private final Set<String> rulesBroken;

    private MemoryRemedies(MemoryCheck check, Layout asked) {
        this.check = check;
        this.asked = asked;
        this.rulesBroken = rules(asked);
    }

    /** How often nodes are doubled, tasks halved and pools halved. */
    private record Change(int nodes, int tasks, int pools) {
        int size() {
            return nodes + tasks + pools;
        }

        boolean needs(Change other) {
            return nodes >= other.nodes && tasks >= other.tasks && pools >= other.pools;
        }
    }

    private record Tried(Change change, Layout layout, Estimate perNode) {}

    /** One line for each, those on the fewest nodes first; if none fits, the layout that comes nearest. */
    static List<String> of(MemoryCheck check, Layout asked) {
        return new MemoryRemedies(check, asked).remedies();
    }

    private List<String> remedies() {
        List<Tried> fitting = new ArrayList<>();
        Optional<Tried> nearest = Optional.empty();
        for (Change change : changes()) {
            Optional<Layout> layout = change(change).filter(this::isSound);
            if (layout.isPresent() && fitting.stream().noneMatch(f -> change.needs(f.change()))) {
                Tried tried = new Tried(change, layout.get(), check.perNode(layout.get()));
                if (check.fit(tried.perNode()) == Fit.FITS) {
                    fitting.add(tried);
                } else if (nearest.isEmpty()
                        || tried.perNode().value() < nearest.get().perNode().value()) {
                    nearest = Optional.of(tried);
                }
            }
        }
        if (fitting.isEmpty()) {
            return List.of(nearest.map(n -> "a machine with more memory in a node: of the layouts tried, " + line(n))
                    .orElse("a machine with more memory in a node: no other layout of this kind starts"));
        }
        return fitting.stream()
                .sorted(Comparator.comparingInt((Tried tried) -> tried.change().nodes())
                        .thenComparingInt(tried -> tried.change().size()))
                .limit(MOST_REMEDIES)
                .map(tried -> words(tried.change()) + ": " + line(tried))
                .toList();
    }

    /** The smaller ones first, so that whatever contains a layout that fits comes after it. */
    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        int mostTasks = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(asked.tasksPerNode());
        int mostPools = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(asked.pools());
        for (int nodes = 0; nodes <= MOST_DOUBLINGS; nodes++) {
            for (int tasks = 0; tasks <= mostTasks; tasks++) {
                for (int pools = 0; pools <= mostPools; pools++) {
                    changes.add(new Change(nodes, tasks, pools));
                }
            }
        }
        changes.remove(0);
        changes.sort(Comparator.comparingInt(Change::size));
        return changes;
    }

    /** Empty where the numbers are too large for a layout. */
    private Optional<Layout> change(Change change) {
        int tasks = asked.tasksPerNode() >> change.tasks();
        long nodes = (long) asked.nodes() << change.nodes();
        long threads = (long) asked.threadsPerTask() * (asked.tasksPerNode() / tasks);
        if (nodes * tasks * threads > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new Layout(
                (int) nodes,
                tasks,
                (int) threads,
                asked.pools() >> change.pools(),
                asked.diagonalizationRanks(),
                asked.taskGroups()));
    }

    /** Whether the program starts, and no rule is broken that was not before. */
    private boolean isSound(Layout layout) {
        List<LayoutProblem> problems = check.workload().problems(layout, check.machine());
        return problems.stream()
                .allMatch(problem -> problem.severity() != Severity.STOPS && rulesBroken.contains(problem.rule()));
    }

    private Set<String> rules(Layout layout) {
        Set<String> rules = new HashSet<>();
        check.workload().problems(layout, check.machine()).forEach(problem -> rules.add(problem.rule()));
        return rules;
    }

    private static String words(Change change) {
        List<String> words = new ArrayList<>();
        if (change.nodes() > 0) {
            words.add("more nodes");
        }
        if (change.tasks() > 0) {
            words.add("fewer tasks with more threads");
        }
        if (change.pools() > 0) {
            words.add("fewer pools");
        }
        return String.join(", ", words);
    }

    private static String line(Tried tried) {
        return tried.layout() + " need" + (tried.layout().nodes() == 1 ? "s " : " ")
                + Quantities.bytes(tried.perNode().value()) + " of each node, at most "
                + Quantities.bytes(tried.perNode().interval().upper());
    }
}
