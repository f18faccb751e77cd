package org.qeperf.features.workload;

import org.qeperf.api.feature.Layout;

/**
 * What pw.x makes of ranks and threads where {@code -nk}, {@code -nd} and {@code -nt} are not given. Up to 7.0 there is one
 * pool, no task group, and the linear algebra takes as many ranks as it can ({@code LAXlib/la_helper.f90}; half of them up
 * to 6.4, {@code LAXlib/mp_diag.f90}), if pw.x was built with ScaLAPACK, else one. From 7.1 on {@code setup_para} in
 * {@code PW/src/setup.f90} decides.
 */
final class ProgramsChoice {

    private static final int MOST_TASK_GROUPS = 16;

    /** States of a block of the linear algebra, from 7.1 on. */
    private static final double BLOCK = 100;

    private ProgramsChoice() {}

    static Layout of(LayoutFacts facts, int nodes, int tasksPerNode, int threadsPerTask) {
        int ranks = new Layout(nodes, tasksPerNode, threadsPerTask, 1).ranks();
        int pools = pools(facts, ranks);
        int ranksPerPool = ranks / pools;
        return new Layout(
                nodes,
                tasksPerNode,
                threadsPerTask,
                pools,
                diagonalizationRanks(facts, ranksPerPool),
                taskGroups(facts, ranksPerPool));
    }

    /** The first divisor of the ranks that leaves at most half as many ranks in a pool as planes, or the last there is. */
    private static int pools(LayoutFacts facts, int ranks) {
        int planes = facts.expectedPlanes().orElse(facts.planes().orElse(Integer.MAX_VALUE));
        int chosen = 1;
        if (!facts.version().atLeast(7, 1) || ranks <= planes / 2) {
            return chosen;
        }
        int most = Math.min(ranks, facts.kPointsForPools());
        for (int n = 2; n <= most; n++) {
            if (ranks % n == 0) {
                chosen = n;
                if (ranks / n <= planes / 2) {
                    return chosen;
                }
            }
        }
        return chosen;
    }

    private static int taskGroups(LayoutFacts facts, int ranksPerPool) {
        int planes = facts.expectedPlanes().orElse(facts.planes().orElse(Integer.MAX_VALUE));
        if (!facts.version().atLeast(7, 1) || ranksPerPool <= planes) {
            return 1;
        }
        int most = Math.min(facts.states().orElse(1), MOST_TASK_GROUPS);
        for (int n = 2; n <= most; n++) {
            if (ranksPerPool % n == 0 && ranksPerPool / n < planes / 4) {
                return n;
            }
        }
        return 1;
    }

    /** The number of ranks of the linear algebra group, a square. */
    static int diagonalizationRanks(LayoutFacts facts, int ranksPerPool) {
        int side = side(ranksPerPool);
        if (facts.version().atLeast(7, 1)) {
            side = Math.min(side, (int) Math.max(1, Math.floor(facts.states().orElse(1) / BLOCK + 0.5)));
        } else if (!facts.version().atLeast(6, 5)) {
            side = side(Math.max(1, ranksPerPool / 2));
        }
        return side * side;
    }

    /** The side of the largest square of ranks. */
    static int side(int ranks) {
        return (int) Math.sqrt(ranks);
    }
}
