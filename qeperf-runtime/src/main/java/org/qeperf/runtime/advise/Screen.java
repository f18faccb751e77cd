package org.qeperf.runtime.advise;

import java.util.Arrays;
import java.util.Optional;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.score.PortableRegressor;

/**
 * The first look at all layouts. Their time is what the law of the time model says, without the correction that its
 * regressor learnt, which takes many times as long; of each number of nodes the fastest go on. On a number of nodes the
 * fastest layout costs least too, so nothing that an objective asks for is lost but by the law's error.
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
        Prediction memory = rows.predict(rows.models().peakMemoryPerRank(), reference);
        this.memoryFactor = memory.uncertainty().factor(level);
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

    /** The fastest that fit into memory, of all and for each number of pools, on one node also for parts of its cores. */
    private final class Choice {
        private final Layouts layouts;
        private final double[] score;
        private final Best[] byShare;
        private final double[] poolScore;
        private final int[] poolBest;
        private int leanest = -1;
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
        }

        boolean[] chosen() {
            for (int i = 0; i < layouts.size(); i++) {
                Best best = best(i);
                int pools = layouts.pools(i);
                boolean fastest = score[i] < poolScore[pools];
                boolean wanted = best.takes(score[i]);
                if ((fastest || wanted) && fits(i)) {
                    if (wanted) {
                        best.add(i, score[i]);
                    }
                    if (fastest) {
                        poolScore[pools] = score[i];
                        poolBest[pools] = i;
                    }
                }
            }
            boolean[] chosen = new boolean[layouts.size()];
            if (leanest >= 0) {
                chosen[leanest] = true;
            }
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

        /** Threads of a rank share its memory: what was asked last often holds for the next layout too. */
        private boolean fits(int i) {
            if (asked < 0 || !sameButThreads(asked, i)) {
                askedBytes = layouts.tasksPerNode(i) * rows.value(rows.models().peakMemoryPerRank(), layouts, i);
                asked = i;
            }
            if (askedBytes < least) {
                least = askedBytes;
                leanest = i;
            }
            return askedBytes * memoryFactor <= memoryBytes;
        }

        private boolean sameButThreads(int i, int j) {
            return layouts.tasksPerNode(i) == layouts.tasksPerNode(j)
                    && layouts.pools(i) == layouts.pools(j)
                    && layouts.diagonalizationRanks(i) == layouts.diagonalizationRanks(j)
                    && layouts.taskGroups(i) == layouts.taskGroups(j);
        }
    }
}
