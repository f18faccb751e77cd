package org.qeperf.models.xgboost;

import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * Trees that others are to follow.
 *
 * @param trees the trees, in single precision and undivided
 * @param trained where they come from
 */
record EarlierTrees(TreeEnsemble trees, TrainedRegressor trained) {

    /**
     * Takes what an earlier training gave.
     *
     * @throws IllegalArgumentException if these are not XGBoost's trees of as many columns
     */
    static EarlierTrees of(TrainedRegressor earlier, int columns) {
        Regressor function = earlier.regressor();
        if (function instanceof TreeEnsemble trees
                && trees.isSinglePrecision()
                && trees.divisor() == 1
                && trees.inputs() == columns) {
            return new EarlierTrees(trees, earlier);
        }
        String kind = function instanceof PortableRegressor portable ? portable.kind() : "function";
        throw new IllegalArgumentException("xgboost carries on a tree-ensemble of its own over " + columns
                + " columns, not this " + kind + " over " + function.inputs());
    }

    /** What the trees say of each row: where the next one starts. */
    float[] margins(SingleRows rows) {
        double[] wide = new double[rows.rows().length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = rows.rows()[i];
        }
        double[] values = new double[rows.targets().length];
        trees.predict(wide, 0, values.length, values, 0, new double[trees.scratchLength()]);
        float[] margins = new float[values.length];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = (float) values[i];
        }
        return margins;
    }
}
