package org.qeperf.models.smile;

import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;

/** Boosted trees that others are to follow. */
final class EarlierTrees {

    private EarlierTrees() {}

    /**
     * Takes what an earlier training gave.
     *
     * @throws IllegalArgumentException if these are not trees in double precision, undivided, of as many columns
     */
    static TreeEnsemble of(TrainedRegressor earlier, int columns) {
        Regressor function = earlier.regressor();
        if (function instanceof TreeEnsemble trees
                && !trees.isSinglePrecision()
                && trees.divisor() == 1
                && trees.inputs() == columns) {
            return trees;
        }
        String kind = function instanceof PortableRegressor portable ? portable.kind() : "function";
        throw new IllegalArgumentException("smile carries on a boosted tree-ensemble of its own over " + columns
                + " columns, not this " + kind + " over " + function.inputs());
    }

    /** What the trees leave of the targets, subtracted in the order of a training. */
    static void leave(TreeEnsemble trees, TrainingSet data, double[] residual) {
        double[] leaves = new double[trees.trees()];
        for (int row = 0; row < residual.length; row++) {
            trees.predictTrees(data.rows(), row * data.columns(), leaves);
            residual[row] = data.targets()[row] - trees.base();
            for (double leaf : leaves) {
                residual[row] -= leaf;
            }
        }
    }

    static void copy(TreeEnsemble trees, TreeEnsemble.Builder to) {
        for (int node = 0; node < trees.nodes(); node++) {
            if (trees.feature(node) < 0) {
                to.leaf(trees.value(node), trees.rows(node));
            } else {
                to.split(trees.feature(node), trees.value(node), trees.rows(node));
            }
        }
    }
}
