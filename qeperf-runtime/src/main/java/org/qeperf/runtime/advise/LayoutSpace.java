package org.qeperf.runtime.advise;

import java.util.Arrays;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;

/**
 * All layouts that a machine allows and that may make a difference.
 *
 * @param bounds those that may be chosen
 * @param coresPerNode cores of a node
 * @param dimensions what can be shared out
 * @param choosesDiagonalization whether the models know sizes of the linear algebra group apart
 * @param choosesTaskGroups whether the models know numbers of task groups apart
 */
record LayoutSpace(
        Bounds bounds,
        int coresPerNode,
        Dimensions dimensions,
        boolean choosesDiagonalization,
        boolean choosesTaskGroups) {

    /** Up to this many nodes each number is tried, beyond as many between two powers of two as half of this. */
    private static final int EACH = 16;

    private static final int MOST_TASK_GROUPS = 64;

    /** Sides of the square that the linear algebra group forms; the largest possible is added to these. */
    private static final int[] SIDES = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};

    static LayoutSpace of(Bounds bounds, Machine machine, Dimensions dimensions, ModelRows models) {
        int tasks = machine.coresPerNode();
        int nodes = bounds.nodes().most();
        int side = (int) Math.sqrt((double) nodes * tasks);
        Layout plain = new Layout(nodes, tasks, 1, 1, 1, 1);
        return new LayoutSpace(
                bounds,
                tasks,
                dimensions,
                models.tellApart(plain, new Layout(nodes, tasks, 1, 1, side * side, 1)),
                models.tellApart(plain, new Layout(nodes, tasks, 1, 1, 1, 2)));
    }

    /** Numbers of nodes, ascending. */
    int[] nodeCounts() {
        int most = bounds.mostNodes();
        int[] counts = new int[Math.max(0, most - bounds.nodes().least() + 1)];
        int n = 0;
        for (int nodes = bounds.nodes().least(); nodes <= most; nodes++) {
            if (bounds.nodeCounts() == Bounds.NodeCounts.ALL || isTried(nodes)) {
                counts[n++] = nodes;
            }
        }
        return Arrays.copyOf(counts, n);
    }

    private boolean isTried(int nodes) {
        int step = Math.max(1, 2 * Integer.highestOneBit(nodes) / EACH);
        return nodes <= EACH || nodes % step == 0 || nodes == bounds.mostNodes() || dimensions.kPoints() % nodes == 0;
    }

    /** Those on a number of nodes; of two that cost the same the simpler one first. */
    Layouts on(int nodes) {
        Layouts layouts = new Layouts();
        int[] threads = threads();
        int most = Math.min(bounds.tasksPerNode().most(), coresPerNode);
        for (int tasks = bounds.tasksPerNode().least(); tasks <= most; tasks++) {
            int ranks = nodes * tasks;
            int mostPools = bounds.pools().isFixed() ? bounds.pools().most() : dimensions.kPoints();
            for (int pools = bounds.pools().least(); pools <= Math.min(mostPools, ranks); pools++) {
                if (ranks % pools == 0 && bounds.pools().contains(pools)) {
                    groups(layouts, nodes, tasks, pools, threads);
                }
            }
        }
        return layouts;
    }

    private void groups(Layouts layouts, int nodes, int tasks, int pools, int[] threads) {
        int ranks = nodes * tasks / pools;
        groups(layouts, nodes, tasks, pools, Layout.PROGRAM_CHOOSES, threads);
        if (choosesDiagonalization) {
            int largest = (int) Math.sqrt(ranks);
            for (int side : SIDES) {
                if (side < largest) {
                    groups(layouts, nodes, tasks, pools, side * side, threads);
                }
            }
            groups(layouts, nodes, tasks, pools, largest * largest, threads);
        }
    }

    private void groups(Layouts layouts, int nodes, int tasks, int pools, int diagonalization, int[] threads) {
        int ranks = nodes * tasks / pools;
        int groups = 1;
        addAll(layouts, nodes, tasks, pools, diagonalization, groups, threads);
        while (choosesTaskGroups
                && groups < MOST_TASK_GROUPS
                && ranks / groups > dimensions.planes()
                && ranks % (2 * groups) == 0) {
            groups *= 2;
            addAll(layouts, nodes, tasks, pools, diagonalization, groups, threads);
        }
    }

    private void addAll(
            Layouts layouts, int nodes, int tasks, int pools, int diagonalization, int groups, int[] threads) {
        for (int each : threads) {
            long cores = (long) tasks * each;
            if (cores <= coresPerNode && cores * nodes <= bounds.maxCores()) {
                layouts.add(nodes, tasks, each, pools, diagonalization, groups);
            }
        }
    }

    /** Powers of two and divisors of the cores of a node, or the one number asked for. */
    private int[] threads() {
        if (bounds.threadsPerTask().isFixed()) {
            return new int[] {bounds.threadsPerTask().least()};
        }
        int[] threads = new int[coresPerNode];
        int n = 0;
        for (int each = 1; each <= coresPerNode; each++) {
            if ((coresPerNode % each == 0 || Integer.bitCount(each) == 1)
                    && bounds.threadsPerTask().contains(each)) {
                threads[n++] = each;
            }
        }
        return Arrays.copyOf(threads, n);
    }
}
