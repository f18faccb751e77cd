package org.qeperf.models.smile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.base.cart.Loss;
import smile.math.MathEx;

/**
 * Random forests (Breiman, Machine Learning 45 (2001) 5). Trees grow on threads of their own, each from a seed of its own,
 * so the number of threads changes nothing, and Smile's random numbers of the calling thread stay as they are.
 *
 * <p>A search tries the features at a split and the rows in a leaf, which matter most, and leaves the trees alone, of which
 * more are never worse (Probst, Wright and Boulesteix, WIREs Data Min. Knowl. Discov. 9 (2019) e1301).
 */
final class ForestTrainer {

    static final Algorithm ALGORITHM = new Algorithm(
            "random-forest",
            "mean of regression trees, each grown on a bootstrap sample with a random subset of features at each split",
            List.of(
                    new Hyperparameter.Whole("trees", "number of trees", 100, 1, 10_000),
                    new Hyperparameter.Whole(
                            "features", "features tried at each split; 0 for a third, -1 for all", 0, -1, 10_000),
                    new Hyperparameter.Real(
                                    "share",
                                    "share of the features tried at each split, at least one; 0 for what features says",
                                    0,
                                    0,
                                    1,
                                    false)
                            .searched(0.2, 1),
                    Growth.depthParameter(0),
                    Growth.leafParameter(2).searched(1, 20, true)));

    /** Smile remembers all seeds of the process in a set that is not made for several threads. */
    private static final Object SEEDING = new Object();

    private static final String PROGRESS = "forest";

    private final RankedRows rows;
    private final Growth growth;
    private final Loss loss;

    private ForestTrainer(RankedRows rows, Growth growth, Loss loss) {
        this.rows = rows;
        this.growth = growth;
        this.loss = loss;
    }

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        return train(spec, data, progress, Runtime.getRuntime().availableProcessors());
    }

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress, int threads) {
        Hyperparameters settings = spec.hyperparameters();
        int trees = settings.whole("trees");
        progress.report(PROGRESS, 0, trees);
        RankedRows rows = new RankedRows(data);
        int tried = Math.min(tried(settings, data.columns()), rows.seen());
        Growth growth = new Growth(settings.whole("depth"), 0, settings.whole("leaf"), tried);
        ForestTrainer trainer = new ForestTrainer(rows, growth, Loss.ls(Growth.targets(data)));
        TreeEnsemble.Builder ensemble = TreeEnsemble.builder(data.columns()).divisor(trees);
        double[] importance = new double[data.columns()];
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            List<ForkJoinTask<FlatTree>> growing = new ArrayList<>();
            for (long seed : seeds(spec.seed(), trees)) {
                growing.add(pool.submit(() -> trainer.grow(seed)));
            }
            for (int i = 0; i < trees; i++) {
                FlatTree tree = growing.set(i, null).join();
                tree.addTo(ensemble, 1);
                tree.addImportanceTo(importance);
                progress.report(PROGRESS, i + 1, trees);
            }
        } finally {
            pool.shutdownNow();
        }
        return new TrainedRegressor(ensemble.build(), List.of(Growth.importance(importance)));
    }

    private static int tried(Hyperparameters settings, int columns) {
        int features = settings.whole("features");
        double share = settings.real("share");
        if (share > 0 && features != 0) {
            throw new TrainingException("hyperparameter features is " + features + " and share is " + share
                    + ", which say the same; expected one of them, the other 0");
        }
        if (share > 0) {
            return Math.max(1, (int) Math.round(share * columns));
        }
        if (features < 0) {
            return columns;
        }
        return features > 0 ? features : Math.max(1, columns / 3);
    }

    /** Smile seeds a tree only with numbers above 1; others leave the training to chance. */
    static long[] seeds(long seed, int trees) {
        return new Random(seed).longs(trees, 2, Long.MAX_VALUE).toArray();
    }

    private FlatTree grow(long seed) {
        synchronized (SEEDING) {
            MathEx.setSeed(seed);
        }
        int[] samples = new int[rows.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[MathEx.randomInt(samples.length)]++;
        }
        int[] drawn =
                IntStream.range(0, samples.length).filter(i -> samples[i] > 0).toArray();
        return new FlatTree(growth.grow(rows, loss, samples), rows, samples, drawn);
    }
}
