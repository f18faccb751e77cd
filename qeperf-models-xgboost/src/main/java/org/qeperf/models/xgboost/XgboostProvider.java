package org.qeperf.models.xgboost;

import java.util.List;
import java.util.Map;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/** Boosted trees of XGBoost. The first training loads native code. Safe for concurrent use. */
public final class XgboostProvider implements RegressorProvider {

    /** Creates the provider; {@link java.util.ServiceLoader} calls this. */
    public XgboostProvider() {}

    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public List<Algorithm> algorithms() {
        return List.of(BoostingSettings.ALGORITHM);
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("xgboost", NativeCode.version());
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        requireKnown(spec);
        NativeCode.require();
        return BoostedTrainer.train(BoostingSettings.of(spec.hyperparameters()), spec.seed(), data, progress);
    }

    /**
     * {@inheritDoc} Without shares of rows or features, and with the settings and rows of the earlier training, the function
     * is the one that would have come of training all trees at once, bit by bit. Patience says nothing: all rows are learnt
     * from, and all trees are kept.
     */
    @Override
    public TrainedRegressor resume(TrainingSpec spec, TrainingSet data, TrainedRegressor earlier, Progress progress) {
        requireKnown(spec);
        EarlierTrees trees = EarlierTrees.of(earlier, data.columns());
        NativeCode.require();
        return BoostedTrainer.resume(BoostingSettings.of(spec.hyperparameters()), spec.seed(), data, trees, progress);
    }

    private static void requireKnown(TrainingSpec spec) {
        if (!spec.algorithm().equals(BoostingSettings.ALGORITHM.name())) {
            throw new IllegalArgumentException(
                    "xgboost has no algorithm '" + spec.algorithm() + "'; it has " + BoostingSettings.ALGORITHM.name());
        }
    }
}
