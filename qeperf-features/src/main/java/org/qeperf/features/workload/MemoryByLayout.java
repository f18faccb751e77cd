package org.qeperf.features.workload;

import org.jspecify.annotations.Nullable;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Layouts;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.memory.MemoryEstimate;

/**
 * Memory estimates of one workload for many layouts. They depend on the ranks of a pool and the number of pools alone, so those
 * made are remembered. Threads may overwrite each other's, which costs time only.
 */
final class MemoryByLayout {

    private static final int FEWEST = 64;
    private static final int MOST = 1 << 18;
    private static final int GROWTH = 8;

    /** Places in a row that are looked at. */
    private static final int PROBES = 8;

    private final PwCounts counts;
    private volatile @Nullable Estimate[] remembered = new Estimate[FEWEST];

    MemoryByLayout(PwCounts counts) {
        this.counts = counts;
    }

    private record Estimate(int ranksPerPool, int pools, double bytes) {}

    /** Bytes of the rank that needs most; allocates only for ranks and pools not seen yet. */
    double bytes(Layouts layouts, int i) {
        int ranks = layouts.ranksPerPool(i);
        int pools = layouts.pools(i);
        @Nullable Estimate[] table = remembered;
        int first = first(ranks, pools);
        for (int probe = 0; probe < PROBES; probe++) {
            Estimate found = table[first + probe & table.length - 1];
            if (found == null) {
                break;
            }
            if (found.ranksPerPool == ranks && found.pools == pools) {
                return found.bytes;
            }
        }
        Estimate made =
                new Estimate(ranks, pools, MemoryEstimate.bytes(counts, new Layout(1, ranks * pools, 1, pools)));
        remember(made);
        return made.bytes;
    }

    private void remember(Estimate made) {
        @Nullable Estimate[] table = remembered;
        while (!put(table, made)) {
            if (table.length == MOST) {
                table[first(made.ranksPerPool, made.pools) & MOST - 1] = made;
                return;
            }
            @Nullable Estimate[] larger = new Estimate[GROWTH * table.length];
            for (Estimate old : table) {
                if (old != null) {
                    put(larger, old);
                }
            }
            table = larger;
        }
        remembered = table;
    }

    private static boolean put(@Nullable Estimate[] table, Estimate estimate) {
        int first = first(estimate.ranksPerPool, estimate.pools);
        for (int probe = 0; probe < PROBES; probe++) {
            int at = first + probe & table.length - 1;
            if (table[at] == null) {
                table[at] = estimate;
                return true;
            }
        }
        return false;
    }

    private static int first(int ranks, int pools) {
        int mixed = ranks * 0x9E3779B1 ^ pools * 0x85EBCA6B;
        return mixed ^ mixed >>> 15;
    }
}
