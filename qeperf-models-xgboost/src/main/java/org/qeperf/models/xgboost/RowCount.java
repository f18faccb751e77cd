package org.qeperf.models.xgboost;

import org.qeperf.runtime.score.TreeEnsemble;

/** Counts the rows that come to each node, where XGBoost's sums of second derivatives don't tell. */
final class RowCount {

    private RowCount() {}

    /**
     * The same trees with their rows.
     *
     * @param trees the trees
     * @param first the tree to begin with; those before keep what they have
     * @param rows what they have learnt from
     */
    static TreeEnsemble of(TreeEnsemble trees, int first, SingleRows rows) {
        int[] counts = new int[trees.nodes()];
        for (int node = 0; first < trees.trees() && node < trees.root(first); node++) {
            counts[node] = trees.rows(node);
        }
        for (int tree = first; tree < trees.trees(); tree++) {
            for (int row = 0; row < rows.targets().length; row++) {
                int node = trees.root(tree);
                counts[node]++;
                while (trees.feature(node) >= 0) {
                    float x = rows.rows()[row * rows.columns() + trees.feature(node)];
                    node = x <= trees.value(node) ? node + 1 : trees.right(node);
                    counts[node]++;
                }
            }
        }
        TreeEnsemble.Builder counted =
                TreeEnsemble.builder(trees.inputs()).singlePrecision().base(trees.base());
        for (int node = 0; node < counts.length; node++) {
            if (trees.feature(node) < 0) {
                counted.leaf(trees.value(node), counts[node]);
            } else {
                counted.split(trees.feature(node), trees.value(node), counts[node]);
            }
        }
        return counted.build();
    }
}
