package org.qeperf.models.smile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.base.cart.Loss;

/**
 * Gradient boosted trees (Friedman, Annals of Statistics 29 (2001) 1189), stochastic where the sample is less than 1
 * (Friedman, Computational Statistics and Data Analysis 38 (2002) 367). Takes Smile's trees, losses and order of
 * operations, but random numbers of its own, so the calling thread's stay as they are.
 *
 * <p>A search looks around what Hastie, Tibshirani and Friedman recommend (The Elements of Statistical Learning, 2nd ed.,
 * Springer (2009), sections 10.11 and 10.12): small trees, small factors, and half of the rows for each tree.
 */
final class BoostingTrainer {

    private static final String TREES = "trees";

    static final Algorithm ALGORITHM = new Algorithm(
                    "gradient-boosting",
                    "sum of small regression trees, each grown on the errors of those before it",
                    List.of(
                            new Hyperparameter.Whole(TREES, "number of trees", 100, 1, 10_000).searched(100, 400, true),
                            new Hyperparameter.Choice(
                                            "loss",
                                            "what is made small: squared errors, absolute errors, or squared small and absolute large ones",
                                            List.of("least-squares", "least-absolute-deviation", "huber"))
                                    .searched("least-squares", "least-absolute-deviation"),
                            new Hyperparameter.Real(
                                    "alpha",
                                    "share of the errors that the loss huber takes for small",
                                    0.9,
                                    0.01,
                                    0.99,
                                    false),
                            new Hyperparameter.Real("shrinkage", "factor of each tree", 0.1, 1e-4, 1, true)
                                    .searched(0.02, 0.3),
                            new Hyperparameter.Real("sample", "share of the rows that grow a tree", 1, 0.01, 1, false)
                                    .searched(0.5, 1),
                            Growth.depthParameter(3).searched(2, 8, false),
                            Growth.leafParameter(1)))
            .iterating(TREES);

    private static final String PROGRESS = "boosting";

    private final RankedRows rows;
    private final Growth growth;
    private final Loss loss;
    private final double shrinkage;
    private final Sampling sampling;
    private final TreeEnsemble.Builder ensemble;
    private final double[] gains;

    private BoostingTrainer(TrainingSpec spec, TrainingSet data, Loss loss, double base) {
        Hyperparameters settings = spec.hyperparameters();
        this.rows = new RankedRows(data);
        this.growth = new Growth(settings.whole("depth"), 0, settings.whole("leaf"), rows.seen());
        this.loss = loss;
        this.shrinkage = settings.real("shrinkage");
        this.sampling = new Sampling(data.size(), settings.real("sample"), spec.seed());
        this.ensemble = TreeEnsemble.builder(data.columns()).base(base);
        this.gains = new double[data.columns()];
    }

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        int trees = spec.hyperparameters().whole(TREES);
        progress.report(PROGRESS, 0, trees);
        Loss loss = loss(spec.hyperparameters());
        double base = loss.intercept(Growth.targets(data));
        BoostingTrainer trainer = new BoostingTrainer(spec, data, loss, base);
        trainer.grow(trees, progress);
        return new TrainedRegressor(trainer.ensemble.build(), trainer.insights());
    }

    /**
     * Adds trees to earlier ones. Errors are what they would be after these in one training, and the draws of rows go on
     * where theirs ended, if the seed and the number of rows are the same.
     */
    static TrainedRegressor resume(TrainingSpec spec, TrainingSet data, TrainedRegressor trained, Progress progress) {
        TreeEnsemble earlier = EarlierTrees.of(trained, data.columns());
        int trees = spec.hyperparameters().whole(TREES);
        progress.report(PROGRESS, 0, trees);
        Loss loss = loss(spec.hyperparameters());
        loss.intercept(Growth.targets(data));
        EarlierTrees.leave(earlier, data, loss.residual());
        BoostingTrainer trainer = new BoostingTrainer(spec, data, loss, earlier.base());
        for (int i = 0; i < earlier.trees(); i++) {
            trainer.sampling.next();
        }
        EarlierTrees.copy(earlier, trainer.ensemble);
        Optional<double[]> before = trained.gains();
        before.ifPresent(known -> Arrays.setAll(trainer.gains, i -> known[i]));
        trainer.grow(trees, progress);
        // Of earlier trees that don't tell, the shares are not known.
        return new TrainedRegressor(trainer.ensemble.build(), before.isPresent() ? trainer.insights() : List.of());
    }

    private void grow(int trees, Progress progress) {
        double[] residual = loss.residual();
        int[] walkers = IntStream.range(0, rows.size()).toArray();
        for (int i = 1; i <= trees; i++) {
            int[] samples = sampling.next();
            FlatTree tree = new FlatTree(growth.grow(rows, loss, samples), rows, samples, walkers);
            for (int row = 0; row < residual.length; row++) {
                residual[row] -= shrinkage * tree.output(row);
            }
            tree.addTo(ensemble, shrinkage);
            tree.addImportanceTo(gains);
            progress.report(PROGRESS, i, trees);
        }
    }

    private List<Insight> insights() {
        return List.of(
                Growth.importance(gains),
                new Insight(Insight.GAIN, new double[] {Arrays.stream(gains).sum()}));
    }

    private static Loss loss(Hyperparameters settings) {
        return switch (settings.text("loss")) {
            case "least-squares" -> Loss.ls();
            case "least-absolute-deviation" -> Loss.lad();
            default -> Loss.huber(settings.real("alpha"));
        };
    }

    /** Draws the rows that grow a tree, none twice, in Smile's way. */
    static final class Sampling {

        private final smile.math.Random random;
        private final int[] permutation;
        private final int[] samples;
        private final int drawn;

        Sampling(int rows, double share, long seed) {
            this.random = new smile.math.Random(smileSeed(seed));
            this.permutation = IntStream.range(0, rows).toArray();
            this.samples = new int[rows];
            this.drawn = Math.max(1, (int) Math.round(rows * share));
        }

        static long smileSeed(long seed) {
            return new Random(seed).longs(1, 2, Long.MAX_VALUE).findFirst().orElseThrow();
        }

        int[] next() {
            random.permutate(permutation);
            Arrays.fill(samples, 0);
            for (int i = 0; i < drawn; i++) {
                samples[permutation[i]] = 1;
            }
            return samples;
        }
    }
}
