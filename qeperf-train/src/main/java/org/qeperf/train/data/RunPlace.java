package org.qeperf.train.data;

import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.RunLayout;

/**
 * Where a run was made and how it was spread.
 *
 * @param host name of the computer
 * @param machine kind of computer
 * @param layout how the run was spread
 * @param job the batch job that made it
 */
public record RunPlace(Optional<String> host, Optional<Machine> machine, RunLayout layout, Optional<SlurmJob> job) {

    /**
     * The layout as predictions have it: nodes that hold the same number of ranks, and pools. A number of threads or pools
     * that is not known is taken as 1; a number of nodes only for a run on one rank.
     *
     * @return the layout; nothing if it is not known, or has images, band groups or task groups
     */
    public Optional<Layout> evenLayout() {
        int ranks = layout.ranks().orElse(0);
        int nodes = layout.nodes().orElse(ranks == 1 ? 1 : 0);
        if (nodes < 1 || ranks < 1 || ranks % nodes != 0) {
            return Optional.empty();
        }
        if (isDivided(layout.images()) || isDivided(layout.bandGroups()) || isDivided(layout.taskGroups())) {
            return Optional.empty();
        }
        int threads = layout.threads().orElse(1);
        int pools = layout.pools().orElse(1);
        boolean possible =
                threads >= 1 && pools >= 1 && ranks % pools == 0 && (long) ranks * threads <= Integer.MAX_VALUE;
        return possible ? Optional.of(new Layout(nodes, ranks / nodes, threads, pools)) : Optional.empty();
    }

    /**
     * The even layout that is nearest to how the run was spread: where nodes held different numbers of ranks, or their number
     * is not known and the ranks and threads need so many nodes of the machine, the divisor of the number of ranks nearest to
     * it by ratio is taken as the number of nodes. Band groups and task groups share the work of a pool and do not count.
     *
     * @return {@link #evenLayout()} where there is one; nothing if the ranks are not known or there are images
     */
    public Optional<Layout> nearestLayout() {
        Optional<Layout> even = evenLayout();
        int ranks = layout.ranks().orElse(0);
        int threads = Math.max(1, layout.threads().orElse(1));
        int pools = Math.max(1, layout.pools().orElse(1));
        if (even.isPresent()
                || ranks < 1
                || isDivided(layout.images())
                || ranks % pools != 0
                || (long) ranks * threads > Integer.MAX_VALUE) {
            return even;
        }
        int cores = machine.map(Machine::coresPerNode).orElse(ranks * threads);
        int wanted = layout.nodes().orElse((int) Math.ceil((double) ranks * threads / cores));
        int nodes = nearestDivisor(ranks, Math.max(1, Math.min(ranks, wanted)));
        return Optional.of(new Layout(nodes, ranks / nodes, threads, pools));
    }

    private static int nearestDivisor(int ranks, int wanted) {
        int best = 1;
        for (int divisor = 1; (long) divisor * divisor <= ranks; divisor++) {
            if (ranks % divisor == 0) {
                best = nearer(nearer(best, divisor, wanted), ranks / divisor, wanted);
            }
        }
        return best;
    }

    /** Two divisors are never equally near: the number between them would divide too. */
    private static int nearer(int a, int b, int wanted) {
        return ratio(a, wanted) <= ratio(b, wanted) ? a : b;
    }

    private static double ratio(double a, double b) {
        return Math.max(a / b, b / a);
    }

    private static boolean isDivided(OptionalInt groups) {
        return groups.orElse(1) != 1;
    }
}
