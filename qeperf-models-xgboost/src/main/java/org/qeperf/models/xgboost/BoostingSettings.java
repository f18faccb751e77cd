package org.qeperf.models.xgboost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Hyperparameters;

/**
 * Settings of boosted trees (Chen and Guestrin, KDD 2016, p. 785). A search tries those that XGBoost's "Notes on Parameter
 * Tuning" name, in the middle of the ranges of Probst, Boulesteix and Bischl (J. Mach. Learn. Res. 20 (2019) 53).
 *
 * @param loss what the trees make small
 * @param huberSlope error that counts as large for {@link Loss#PSEUDO_HUBER}, in deviations of the target
 * @param trees trees at most
 * @param depth largest depth of a tree, 0 for no limit
 * @param learningRate what a tree's leaves are multiplied by
 * @param minChildWeight fewest rows on each side of a split
 * @param gamma what a split must gain: in variances of the target, for {@link Loss#ABSOLUTE_ERROR} in rows
 * @param lambda factor of the sum of the leaves' squares in the loss
 * @param alpha factor of the sum of the leaves' absolute values in the loss
 * @param subsample share of the rows that a tree sees
 * @param columns share of the features that a tree sees
 * @param bins into how many intervals a feature's values are sorted
 * @param patience trees that may pass without a smaller error on watched rows, 0 for no limit
 * @param validation share of the rows that are only watched if there is a limit
 */
record BoostingSettings(
        Loss loss,
        double huberSlope,
        int trees,
        int depth,
        double learningRate,
        double minChildWeight,
        double gamma,
        double lambda,
        double alpha,
        double subsample,
        double columns,
        int bins,
        int patience,
        double validation) {

    private static final String TREES = "trees";

    static final Algorithm ALGORITHM = new Algorithm(
                    "gradient-boosting",
                    "sum of regression trees, each grown on what the ones before leave of the error",
                    List.of(
                            new Hyperparameter.Choice(
                                            "loss",
                                            "what is made small: squared errors, absolute errors, or squared small and absolute"
                                                    + " large ones",
                                            List.of("squared_error", "absolute_error", "pseudo_huber"))
                                    .searched("squared_error", "absolute_error"),
                            new Hyperparameter.Real(
                                    "huber-slope",
                                    "error that the loss pseudo_huber takes for large, in deviations of the target",
                                    0.1,
                                    1e-4,
                                    100,
                                    true),
                            new Hyperparameter.Whole(TREES, "trees at most", 500, 1, 10_000),
                            new Hyperparameter.Whole("depth", "largest depth; 0 for no limit", 6, 0, 1_000)
                                    .searched(3, 8, false),
                            new Hyperparameter.Real(
                                            "learning-rate",
                                            "what a tree's leaves are multiplied by",
                                            0.05,
                                            1e-4,
                                            1,
                                            true)
                                    .searched(0.02, 0.3),
                            new Hyperparameter.Real(
                                            "min-child-weight",
                                            "fewest rows on each side of a split",
                                            1,
                                            0,
                                            10_000,
                                            true)
                                    .searched(1, 20),
                            new Hyperparameter.Real(
                                            "gamma",
                                            "what a split must gain, in variances of the target; for absolute_error in rows",
                                            0,
                                            0,
                                            1_000,
                                            true)
                                    .searched(1e-3, 0.3),
                            new Hyperparameter.Real("lambda", "penalty on the leaves' squares", 1, 0, 1_000, true)
                                    .searched(0.1, 10),
                            new Hyperparameter.Real(
                                    "alpha", "penalty on the leaves' absolute values", 0, 0, 1_000, false),
                            new Hyperparameter.Real(
                                            "subsample", "share of the rows that a tree sees", 1, 0.01, 1, false)
                                    .searched(0.5, 1),
                            new Hyperparameter.Real(
                                            "columns", "share of the features that a tree sees", 1, 0.01, 1, false)
                                    .searched(0.5, 1),
                            new Hyperparameter.Whole(
                                    "bins", "intervals that a feature's values are sorted into", 256, 2, 4_096),
                            new Hyperparameter.Whole(
                                    "patience",
                                    "trees without a smaller validation error; 0 for no limit",
                                    0,
                                    0,
                                    10_000),
                            new Hyperparameter.Real(
                                    "validation", "share of the rows that patience only watches", 0.2, 0, 0.5, false)))
            .iterating(TREES);

    static BoostingSettings of(Hyperparameters settings) {
        return new BoostingSettings(
                Loss.valueOf(settings.text("loss").toUpperCase(Locale.ROOT)),
                settings.real("huber-slope"),
                settings.whole(TREES),
                settings.whole("depth"),
                settings.real("learning-rate"),
                settings.real("min-child-weight"),
                settings.real("gamma"),
                settings.real("lambda"),
                settings.real("alpha"),
                settings.real("subsample"),
                settings.real("columns"),
                settings.whole("bins"),
                settings.whole("patience"),
                settings.real("validation"));
    }

    /**
     * The settings in XGBoost's terms.
     *
     * <p>Its random numbers start from 32 bits: the exclusive or of the seed's two halves. It gets one thread, so that
     * sums keep their order on every machine; several threads save little here, and on a busy machine they wait for each
     * other most of the time.
     *
     * @param seed where all randomness comes from
     * @param rows what is learnt from
     */
    Map<String, Object> parameters(long seed, SingleRows rows) {
        double variance = rows.targetVariance();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("booster", "gbtree");
        parameters.put("objective", loss.objective());
        if (loss == Loss.PSEUDO_HUBER) {
            parameters.put("huber_slope", huberSlope * (variance > 0 ? Math.sqrt(variance) : 1));
        }
        parameters.put("tree_method", "hist");
        parameters.put("device", "cpu");
        parameters.put("nthread", 1);
        parameters.put("seed", Integer.toUnsignedLong(Long.hashCode(seed)));
        parameters.put("base_score", loss.base(rows));
        parameters.put("max_depth", depth);
        parameters.put("eta", learningRate);
        parameters.put("min_child_weight", minChildWeight);
        parameters.put("gamma", loss == Loss.ABSOLUTE_ERROR ? gamma : gamma * variance);
        parameters.put("lambda", lambda);
        parameters.put("alpha", alpha);
        parameters.put("subsample", subsample);
        parameters.put("colsample_bytree", columns);
        parameters.put("max_bin", bins);
        parameters.put("eval_metric", loss.metric());
        return parameters;
    }
}
