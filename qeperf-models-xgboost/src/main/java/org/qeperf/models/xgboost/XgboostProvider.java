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
        if (!spec.algorithm().equals(BoostingSettings.ALGORITHM.name())) {
            throw new IllegalArgumentException(
                    "xgboost has no algorithm '" + spec.algorithm() + "'; it has " + BoostingSettings.ALGORITHM.name());
        }
        NativeCode.require();
        return BoostedTrainer.train(BoostingSettings.of(spec.hyperparameters()), spec.seed(), data, progress);
    }
}
