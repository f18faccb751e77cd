package org.qeperf.models.smile;

import java.util.Optional;
import java.util.stream.IntStream;
import smile.base.cart.LeafNode;
import smile.base.cart.Loss;
import smile.base.cart.OrdinalSplit;
import smile.base.cart.RegressionNode;
import smile.base.cart.Split;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.regression.RegressionTree;

/**
 * The search for splits on ranks that lie in arrays, for trees that Smile grows. Sums and gains are computed in Smile's
 * order, so the trees are Smile's to the last bit; its own search goes through the data frame for each number, and sums the
 * targets again for each column.
 */
final class RankTree {

    private static final StructField TARGET = new StructField("target", DataTypes.DoubleType);

    /** The sum of the targets of a leaf that may be split. */
    private record Sum(LeafNode leaf, double targets) {}

    private final RankedRows rows;
    private final int[] samples;
    private final double[] weighted;

    /** Threads that look at columns of one leaf may each compute this: all find the same. */
    private volatile Sum latest = new Sum(new RegressionNode(0, 0, 0, 0), 0);

    private RankTree(RankedRows rows, double[] targets, int[] samples) {
        this.rows = rows;
        this.samples = samples;
        this.weighted = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            weighted[i] = targets[i] * samples[i];
        }
    }

    /**
     * Grows a tree.
     *
     * @param rows the rows
     * @param loss what the tree makes small
     * @param samples how often each row counts
     * @param levels most nodes on the way to a leaf, the leaf included
     * @param leaves most leaves
     * @param leaf fewest rows in a leaf
     * @param tried features tried at each split
     */
    static RegressionTree grow(RankedRows rows, Loss loss, int[] samples, int levels, int leaves, int leaf, int tried) {
        RankTree search = new RankTree(rows, loss.response(), samples);
        // Smile's constructor grows the tree. What an anonymous class uses from around it is there by then.
        @SuppressWarnings("serial")
        RegressionTree tree =
                new RegressionTree(rows.frame(), loss, TARGET, levels, leaves, leaf, tried, samples, rows.order()) {
                    @Override
                    protected Optional<Split> findBestSplit(
                            LeafNode node, int column, double impurity, int from, int to) {
                        double sum = search.sum(node, index, from, to);
                        return search.best((RegressionNode) node, column, nodeSize, sum, order[column], from, to);
                    }
                };
        return tree;
    }

    private double sum(LeafNode leaf, int[] index, int from, int to) {
        Sum known = latest;
        if (known.leaf != leaf) {
            known = new Sum(
                    leaf,
                    IntStream.range(from, to)
                            .mapToDouble(i -> weighted[index[i]])
                            .sum());
            latest = known;
        }
        return known.targets;
    }

    private Optional<Split> best(
            RegressionNode node, int column, int fewest, double sum, int[] order, int from, int to) {
        int[] ranks = rows.ranks(column);
        double before = node.size() * node.mean() * node.mean();
        double best = 0;
        int bestBelow = 0;
        double threshold = 0;
        int below = 0;
        double sumBelow = 0;
        int last = ranks[order[from]];
        for (int i = from; i < to && node.size() - below >= fewest; i++) {
            int row = order[i];
            int rank = ranks[row];
            if (rank != last && below >= fewest) {
                int above = node.size() - below;
                double meanBelow = sumBelow / below;
                double meanAbove = (sum - sumBelow) / above;
                double gain = below * meanBelow * meanBelow + above * meanAbove * meanAbove - before;
                if (gain > best) {
                    best = gain;
                    bestBelow = below;
                    threshold = (rank + last) / 2.0;
                }
            }
            last = rank;
            sumBelow += weighted[row];
            below += samples[row];
        }
        if (best == 0) {
            return Optional.empty();
        }
        double cut = threshold;
        return Optional.of(new OrdinalSplit(
                node, column, cut, best, from, to, bestBelow, node.size() - bestBelow, row -> ranks[row] <= cut));
    }
}
