package org.qeperf.runtime.explain;

import org.qeperf.api.QePerfException;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * Shapley values of the inputs of an ensemble of trees, where an input that is not known takes each side of a node as
 * often as the training rows did: algorithm 2 of Lundberg, Erion and Lee, arXiv:1802.03888 (2018). Base value and
 * contributions add up to the prediction. Time grows with leaves times depth squared. Not safe for concurrent use.
 */
final class TreeShap {

    /** Deeper trees would need more stack and more digits than there are. */
    private static final int DEEPEST = 400;

    private final TreeEnsemble trees;
    private final double[] row;
    private final double[] contributions;
    private final Path[] paths = new Path[DEEPEST + 2];
    private double base;

    private TreeShap(TreeEnsemble trees, double[] row) {
        this.trees = trees;
        this.row = row;
        this.contributions = new double[trees.inputs()];
        this.base = trees.base();
    }

    /**
     * Base value first, then one contribution for each input.
     *
     * @throws QePerfException if a node does not know its training rows, or a tree is too deep
     */
    static double[] of(TreeEnsemble trees, double[] row) {
        TreeShap shap = new TreeShap(trees, row);
        for (int tree = 0; tree < trees.trees(); tree++) {
            int root = trees.root(tree);
            shap.base += shap.mean(root, 0);
            if (trees.feature(root) >= 0) {
                shap.walk(root, shap.path(0).start(), 1, 1, -1);
            }
        }
        double[] result = new double[shap.contributions.length + 1];
        result[0] = shap.base / trees.divisor();
        for (int i = 0; i < shap.contributions.length; i++) {
            result[i + 1] = shap.contributions[i] / trees.divisor();
            if (!Double.isFinite(result[i + 1])) {
                throw new QePerfException("the trees' training rows are too uneven to be explained");
            }
        }
        return result;
    }

    /** What a node gives on average over its training rows. */
    private double mean(int node, int depth) {
        if (depth > DEEPEST) {
            throw new QePerfException("a tree is deeper than " + DEEPEST + " and cannot be explained");
        }
        if (trees.feature(node) < 0) {
            return trees.value(node);
        }
        int left = node + 1;
        int right = trees.right(node);
        double all = trees.rows(left) + (double) trees.rows(right);
        if (trees.rows(left) == 0 || trees.rows(right) == 0) {
            throw new QePerfException("the trees do not know their training rows; train the model again");
        }
        return (trees.rows(left) * mean(left, depth + 1) + trees.rows(right) * mean(right, depth + 1)) / all;
    }

    private Path path(int depth) {
        Path known = paths[depth];
        if (known == null) {
            known = new Path(DEEPEST + 2);
            paths[depth] = known;
        }
        return known;
    }

    /**
     * Goes on below a node.
     *
     * @param above the path that leads to it
     * @param zero share of the training rows that come here where the last input asked for is not known
     * @param one 1 where the row itself comes here by that input, else 0
     * @param input that input, -1 at a root
     */
    private void walk(int node, Path above, double zero, double one, int input) {
        Path path = path(above.depth + 1);
        path.copy(above);
        path.extend(zero, one, input);
        int asked = trees.feature(node);
        if (asked < 0) {
            for (int i = 1; i < path.length; i++) {
                double weight = path.weightWithout(i);
                contributions[path.input[i]] += weight * (path.one[i] - path.zero[i]) * trees.value(node);
            }
            return;
        }
        double zeroBefore = 1;
        double oneBefore = 1;
        int known = path.find(asked);
        if (known > 0) {
            zeroBefore = path.zero[known];
            oneBefore = path.one[known];
            path.unwind(known);
        }
        double x = trees.isSinglePrecision() ? (float) row[asked] : row[asked];
        int left = node + 1;
        int right = trees.right(node);
        int hot = x <= trees.value(node) ? left : right;
        int cold = hot == left ? right : left;
        double all = trees.rows(left) + (double) trees.rows(right);
        walk(hot, path, zeroBefore * trees.rows(hot) / all, oneBefore, asked);
        walk(cold, path, zeroBefore * trees.rows(cold) / all, 0, asked);
    }

    /** The different inputs asked for on the way to a node, and weights of subsets of them by size. */
    private static final class Path {

        private final int[] input;
        private final double[] zero;
        private final double[] one;
        private final double[] weight;
        private int length;
        private int depth;

        Path(int capacity) {
            input = new int[capacity];
            zero = new double[capacity];
            one = new double[capacity];
            weight = new double[capacity];
        }

        Path start() {
            length = 0;
            depth = 0;
            return this;
        }

        void copy(Path other) {
            length = other.length;
            depth = other.depth + 1;
            System.arraycopy(other.input, 0, input, 0, length);
            System.arraycopy(other.zero, 0, zero, 0, length);
            System.arraycopy(other.one, 0, one, 0, length);
            System.arraycopy(other.weight, 0, weight, 0, length);
        }

        int find(int asked) {
            for (int i = 1; i < length; i++) {
                if (input[i] == asked) {
                    return i;
                }
            }
            return 0;
        }

        void extend(double zeroShare, double oneShare, int asked) {
            int last = length++;
            input[last] = asked;
            zero[last] = zeroShare;
            one[last] = oneShare;
            weight[last] = last == 0 ? 1 : 0;
            for (int i = last - 1; i >= 0; i--) {
                weight[i + 1] += oneShare * weight[i] * (i + 1) / (last + 1);
                weight[i] = zeroShare * weight[i] * (last - i) / (last + 1);
            }
        }

        /** Takes an input out again. */
        void unwind(int index) {
            int last = length - 1;
            double next = weight[last];
            for (int j = last - 1; j >= 0; j--) {
                if (one[index] != 0) {
                    double before = weight[j];
                    weight[j] = next * (last + 1) / ((j + 1) * one[index]);
                    next = before - weight[j] * zero[index] * (last - j) / (last + 1);
                } else {
                    weight[j] = weight[j] * (last + 1) / (zero[index] * (last - j));
                }
            }
            for (int j = index; j < last; j++) {
                input[j] = input[j + 1];
                zero[j] = zero[j + 1];
                one[j] = one[j + 1];
            }
            length = last;
        }

        /** The sum of the weights that {@link #unwind} would leave. */
        double weightWithout(int index) {
            int last = length - 1;
            double next = weight[last];
            double sum = 0;
            for (int j = last - 1; j >= 0; j--) {
                if (one[index] != 0) {
                    double left = next * (last + 1) / ((j + 1) * one[index]);
                    sum += left;
                    next = weight[j] - left * zero[index] * (last - j) / (last + 1);
                } else {
                    sum += weight[j] * (last + 1) / (zero[index] * (last - j));
                }
            }
            return sum;
        }
    }
}
