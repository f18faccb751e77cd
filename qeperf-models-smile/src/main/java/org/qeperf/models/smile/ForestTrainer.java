package org.qeperf.models.smile;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;
import smile.regression.RandomForest;

/** Random forests (Breiman, Machine Learning 45 (2001) 5). */
final class ForestTrainer {

    static final Algorithm ALGORITHM = new Algorithm(
            "random-forest",
            "mean of regression trees, each grown on a bootstrap sample with a random subset of features at each split",
            List.of(
                    new Hyperparameter.Whole("trees", "number of trees", 100, 1, 10_000),
                    new Hyperparameter.Whole("features", "features tried at each split; 0 for a third", 0, 0, 10_000),
                    new Hyperparameter.Whole("depth", "largest depth; 0 for no limit", 0, 0, 1_000),
                    new Hyperparameter.Whole("leaf", "fewest rows in a leaf", 2, 1, 10_000)));

    private static final String TARGET = "target";

    private ForestTrainer() {}

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        int columns = data.columns();
        int trees = spec.hyperparameters().whole("trees");
        int features = spec.hyperparameters().whole("features");
        int depth = spec.hyperparameters().whole("depth");
        int tried = features > 0 ? Math.min(features, columns) : Math.max(1, columns / 3);
        int deepest = depth > 0 ? depth : Integer.MAX_VALUE;
        progress.report("forest", 0, trees);
        RandomForest forest = RandomForest.fit(
                Formula.lhs(TARGET),
                frame(data),
                trees,
                tried,
                deepest,
                Integer.MAX_VALUE,
                spec.hyperparameters().whole("leaf"),
                1.0,
                seeds(spec.seed(), trees));
        progress.report("forest", trees, trees);
        return new TrainedRegressor(
                TreeExport.of(forest.trees(), columns, forest.trees().length),
                List.of(new Insight(Insight.IMPORTANCE, shares(forest.importance()))));
    }

    /** Smile seeds a tree only with numbers above 1; others leave the training to chance. */
    private static LongStream seeds(long seed, int trees) {
        return new Random(seed).longs(trees, 2, Long.MAX_VALUE);
    }

    private static DataFrame frame(TrainingSet data) {
        int columns = data.columns();
        double[][] rows = new double[data.size()][];
        String[] names = new String[columns];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(data.rows(), i * columns, (i + 1) * columns);
        }
        for (int i = 0; i < columns; i++) {
            names[i] = "x" + i;
        }
        return DataFrame.of(rows, names).merge(DoubleVector.of(TARGET, data.targets()));
    }

    private static double[] shares(double[] importance) {
        double sum = Arrays.stream(importance).map(x -> Math.max(x, 0)).sum();
        return Arrays.stream(importance)
                .map(x -> sum > 0 ? Math.max(x, 0) / sum : 1.0 / importance.length)
                .toArray();
    }
}
