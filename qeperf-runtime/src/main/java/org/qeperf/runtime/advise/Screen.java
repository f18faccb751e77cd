package org.qeperf.runtime.advise;

import java.util.Arrays;
import java.util.Optional;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.score.PortableRegressor;

/**
 * The first look at all layouts. Their time is what the law of the time model says, without the correction that its
 * regressor learnt, which takes many times as long; of each number of nodes the fastest go on. On a number of nodes the
 * fastest layout costs least too, so an objective loses by the law's error alone. Layouts at which the program stops do not go
 * on. Memory is compared with a margin, since its interval is that of another layout.
 */
final class Screen {

    private final ModelRows rows;
    private final LayoutSpace space;
    private final int keep;
    private final double memoryBytes;
    private final double memoryFactor;
    private final double iterations;
    private final RowTime time;
    private final Optional<RowTime> outside;
    private final Layouts kept = new Layouts();
    private long seen;

    /** A function that is cheap to ask. */
    private record RowTime(RuntimePredictor model, ModelRows.RowFunction function) {

        /** The law of a model, where it has one. */
        static Optional<RowTime> law(RuntimePredictor model) {
            if (!(model instanceof PortableModel portable)) {
                return Optional.empty();
            }
            return portable.preparation().normalizer().function().map(law -> of(model, law));
        }

        private static RowTime of(RuntimePredictor model, PortableRegressor law) {
            double[] scratch = new double[law.scratchLength()];
            return new RowTime(model, (matrix, out) -> law.predict(matrix.values(), 0, matrix.rows(), out, 0, scratch));
        }
    }

    /**
     * Prepares to look.
     *
     * @param keep layouts of each number of nodes that go on
     */
    Screen(ModelRows rows, LayoutSpace space, Layout reference, double memoryBytes, double level, int keep) {
        this.rows = rows;
        this.space = space;
        this.keep = keep;
        this.memoryBytes = memoryBytes;
        RuntimePredictor perIteration = rows.models().secondsPerScfIteration();
        this.time = RowTime.law(perIteration).orElseGet(() -> new RowTime(perIteration, perIteration::predict));
        this.outside = RowTime.law(rows.models().secondsOutsideScf());
        this.iterations = rows.predict(rows.models().scfIterations(), reference).value();
        this.memoryFactor = rows.memoryPerRank(reference).uncertainty().factor(level);
    }

    /** Those that go on, by ascending number of nodes. */
    Layouts kept() {
        return kept;
    }

    /** How many were looked at. */
    long seen() {
        return seen;
    }

    void look(int nodes) {
        Layouts layouts = space.on(nodes);
        seen += layouts.size();
        if (layouts.size() == 0) {
            return;
        }
        double[] score = new double[layouts.size()];
        rows.add(time.model().schema(), time.function(), iterations, layouts, score);
        outside.ifPresent(law -> rows.add(law.model().schema(), law.function(), 1, layouts, score));
        boolean[] chosen = new Choice(layouts, score).chosen();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                kept.add(
                        layouts.nodes(i),
                        layouts.tasksPerNode(i),
                        layouts.threadsPerTask(i),
                        layouts.pools(i),
                        layouts.diagonalizationRanks(i),
                        layouts.taskGroups(i));
            }
        }
    }

    /**
     * The fastest that start and fit into memory, of all and for each number of pools, on one node also for parts of its cores;
     * and the fastest that fit with the margin alone, beside them, so that they crowd out nobody.
     */
    private final class Choice {
        private final Layouts layouts;
        private final double[] score;
        private final Best[] byShare;
        private final double[] poolScore;
        private final int[] poolBest;
        private final Best close;
        private int leanest = -1;
        private int stopped = -1;
        private double least = Double.POSITIVE_INFINITY;
        private int asked = -1;
        private double askedBytes;

        Choice(Layouts layouts, double[] score) {
            this.layouts = layouts;
            this.score = score;
            int mostPools = 0;
            for (int i = 0; i < layouts.size(); i++) {
                mostPools = Math.max(mostPools, layouts.pools(i));
            }
            poolScore = new double[mostPools + 1];
            Arrays.fill(poolScore, Double.POSITIVE_INFINITY);
            poolBest = new int[mostPools + 1];
            Arrays.fill(poolBest, -1);
            byShare = new Best[layouts.nodes(0) == 1 ? space.coresPerNode() + 1 : 1];
            close = new Best(Math.min(keep, layouts.size()));
        }

        boolean[] chosen() {
            for (int i = 0; i < layouts.size(); i++) {
                Best best = best(i);
                int pools = layouts.pools(i);
                boolean fastest = score[i] < poolScore[pools];
                boolean wanted = best.takes(score[i]);
                double excess = fastest || wanted ? excess(i) : Double.POSITIVE_INFINITY;
                if (excess > 1) {
                    if (excess <= Limits.MARGIN && close.takes(score[i])) {
                        close.add(i, score[i]);
                    }
                    continue;
                }
                if (wanted) {
                    best.add(i, score[i]);
                }
                if (fastest) {
                    poolScore[pools] = score[i];
                    poolBest[pools] = i;
                }
            }
            boolean[] chosen = new boolean[layouts.size()];
            chosen[leanest >= 0 ? leanest : stopped] = true;
            close.mark(chosen);
            for (Best best : byShare) {
                if (best != null) {
                    best.mark(chosen);
                }
            }
            for (int i : poolBest) {
                if (i >= 0) {
                    chosen[i] = true;
                }
            }
            return chosen;
        }

        /** A part of a node is told apart where it is one of equal parts. */
        private Best best(int i) {
            int cores = layouts.tasksPerNode(i) * layouts.threadsPerTask(i);
            int share = byShare.length > 1 && space.coresPerNode() % cores == 0 ? cores : 0;
            Best best = byShare[share];
            if (best == null) {
                best = new Best(Math.min(keep, layouts.size()));
                byShare[share] = best;
            }
            return best;
        }

        /** The memory it needs over that of a node; infinite where the program stops or it is beyond the margin. */
        private double excess(int i) {
            double bytes = bytes(i);
            double excess = bytes * memoryFactor / memoryBytes;
            boolean leaner = bytes < least;
            if (!leaner && excess > Limits.MARGIN) {
                return Double.POSITIVE_INFINITY;
            }
            if (rows.stops(layouts.get(i))) {
                stopped = i;
                return Double.POSITIVE_INFINITY;
            }
            if (leaner) {
                least = bytes;
                leanest = i;
            }
            return excess;
        }

        /** Threads of a rank share its memory: what was asked last often holds for the next layout too. */
        private double bytes(int i) {
            if (asked < 0 || !sameButThreads(asked, i)) {
                askedBytes = layouts.tasksPerNode(i) * rows.value(rows.models().peakMemoryPerRank(), layouts, i);
                asked = i;
            }
            return askedBytes;
        }

        private boolean sameButThreads(int i, int j) {
            return layouts.tasksPerNode(i) == layouts.tasksPerNode(j)
                    && layouts.pools(i) == layouts.pools(j)
                    && layouts.diagonalizationRanks(i) == layouts.diagonalizationRanks(j)
                    && layouts.taskGroups(i) == layouts.taskGroups(j);
        }
    }
}
