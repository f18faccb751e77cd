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

    private static boolean isDivided(OptionalInt groups) {
        return groups.orElse(1) != 1;
    }
}
