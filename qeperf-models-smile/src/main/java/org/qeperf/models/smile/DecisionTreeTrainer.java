package org.qeperf.models.smile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.base.cart.Loss;

/**
 * Single regression trees (Breiman, Friedman, Olshen, Stone: Classification and Regression Trees, 1984). The default of the
 * leaves is that of R's rpart: trees with single rows in their leaves learn the noise. A search tries rpart's settings in the
 * range of Probst, Boulesteix and Bischl (J. Mach. Learn. Res. 20 (2019) 53), but no depth that single rows ask for.
 */
final class DecisionTreeTrainer {

    static final Algorithm ALGORITHM = new Algorithm(
            "decision-tree",
            "regression tree: each split makes the squared error as small as it can",
            List.of(
                    Growth.depthParameter(0).searched(2, 12, false),
                    Growth.leafParameter(7).searched(1, 60, true),
                    new Hyperparameter.Whole(
                            "leaves", "most leaves, the best splits first; 0 for no limit", 0, 0, 100_000)));

    private DecisionTreeTrainer() {}

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        Hyperparameters settings = spec.hyperparameters();
        progress.report("tree", 0, 1);
        RankedRows rows = new RankedRows(data);
        Growth growth =
                new Growth(settings.whole("depth"), settings.whole("leaves"), settings.whole("leaf"), rows.seen());
        int[] once = new int[data.size()];
        Arrays.fill(once, 1);
        int[] walkers = IntStream.range(0, data.size()).toArray();
        FlatTree tree = new FlatTree(growth.grow(rows, Loss.ls(Growth.targets(data)), once), rows, once, walkers);
        TreeEnsemble.Builder ensemble = TreeEnsemble.builder(data.columns());
        tree.addTo(ensemble, 1);
        double[] importance = new double[data.columns()];
        tree.addImportanceTo(importance);
        progress.report("tree", 1, 1);
        return new TrainedRegressor(ensemble.build(), List.of(Growth.importance(importance)));
    }
}
