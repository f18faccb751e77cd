package org.qeperf.models.smile;

import java.util.List;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/** Tree ensembles of the Smile library, which needs no native code for them. Safe for concurrent use. */
public final class SmileProvider implements RegressorProvider {

    /** Creates the provider; {@link java.util.ServiceLoader} calls this. */
    public SmileProvider() {}

    @Override
    public String name() {
        return "smile";
    }

    @Override
    public List<Algorithm> algorithms() {
        return List.of(ForestTrainer.ALGORITHM);
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        if (!spec.algorithm().equals(ForestTrainer.ALGORITHM.name())) {
            throw new IllegalArgumentException(
                    "smile has no algorithm '" + spec.algorithm() + "'; it has " + ForestTrainer.ALGORITHM.name());
        }
        return ForestTrainer.train(spec, data, progress);
    }
}
