package org.qeperf.models.smile;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;
import smile.base.cart.RegressionNode;
import smile.regression.RegressionTree;

/**
 * One of Smile's trees as flat arrays, its thresholds numbers instead of ranks. Rows walk down the tree: halfway between
 * the neighbours among the rows that grew a node lies the threshold that Smile takes for numbers.
 */
final class FlatTree {

    /** A node that waits, with its rows: from one index to before another. */
    private record Waiting(Node node, int from, int to) {}

    private final RankedRows rows;
    private final int[] samples;
    private final int[] index;
    private final int[] buffer;
    private final double[] outputs;
    private final double[] importance;
    private int[] feature = new int[64];
    private double[] value = new double[64];
    private int[] size = new int[64];
    private int nodes;

    /**
     * Flattens a tree.
     *
     * @param tree the tree, grown on the ranks
     * @param rows what it was grown on
     * @param samples how often each row was among those that grew it
     * @param walkers the rows to walk down, among them all that grew it; modified
     */
    FlatTree(RegressionTree tree, RankedRows rows, int[] samples, int[] walkers) {
        this.rows = rows;
        this.samples = samples;
        this.index = walkers;
        this.buffer = new int[walkers.length];
        this.outputs = new double[rows.size()];
        this.importance = tree.importance();
        walk(tree.root());
    }

    private void walk(Node root) {
        Deque<Waiting> waiting = new ArrayDeque<>();
        waiting.push(new Waiting(root, 0, index.length));
        while (!waiting.isEmpty()) {
            Waiting next = waiting.pop();
            if (next.node instanceof InternalNode inner) {
                int middle = split(inner, next.from, next.to);
                waiting.push(new Waiting(inner.falseChild(), middle, next.to));
                waiting.push(new Waiting(inner.trueChild(), next.from, middle));
            } else {
                double output = ((RegressionNode) next.node).output();
                add(-1, output, next.node.size());
                for (int i = next.from; i < next.to; i++) {
                    outputs[index[i]] = output;
                }
            }
        }
    }

    /** Adds a node, sends its rows to their sides, and says where those of the false side begin. */
    private int split(InternalNode node, int from, int to) {
        int[] ranks = rows.ranks(node.feature());
        int cut = rows.cut(node);
        int below = 0;
        int above = Integer.MAX_VALUE;
        for (int i = from; i < to; i++) {
            int rank = ranks[index[i]];
            if (samples[index[i]] == 0) {
                continue;
            }
            if (rank <= cut) {
                below = Math.max(below, rank);
            } else {
                above = Math.min(above, rank);
            }
        }
        double threshold = rows.between(node.feature(), below, above);
        add(rows.column(node.feature()), threshold, node.size());
        return partition(ranks, rows.lastAtMost(node.feature(), threshold, below, above), from, to);
    }

    private int partition(int[] ranks, int last, int from, int to) {
        int middle = from;
        int others = 0;
        for (int i = from; i < to; i++) {
            if (ranks[index[i]] <= last) {
                index[middle++] = index[i];
            } else {
                buffer[others++] = index[i];
            }
        }
        System.arraycopy(buffer, 0, index, middle, others);
        return middle;
    }

    private void add(int asked, double number, int trainingRows) {
        if (nodes == feature.length) {
            feature = Arrays.copyOf(feature, 2 * nodes);
            value = Arrays.copyOf(value, 2 * nodes);
            size = Arrays.copyOf(size, 2 * nodes);
        }
        feature[nodes] = asked;
        value[nodes] = number;
        size[nodes] = trainingRows;
        nodes++;
    }

    /** What the tree gives for a row that walked. */
    double output(int row) {
        return outputs[row];
    }

    /** Adds the tree to an ensemble, its leaves times a factor. */
    void addTo(TreeEnsemble.Builder ensemble, double factor) {
        for (int i = 0; i < nodes; i++) {
            if (feature[i] < 0) {
                ensemble.leaf(factor * value[i], size[i]);
            } else {
                ensemble.split(feature[i], value[i], size[i]);
            }
        }
    }

    /** Adds the reduction of the squared error by each column of the training set. */
    void addImportanceTo(double[] sums) {
        for (int i = 0; i < importance.length; i++) {
            sums[rows.column(i)] += importance[i];
        }
    }
}
