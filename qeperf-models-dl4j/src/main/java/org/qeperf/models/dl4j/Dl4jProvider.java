package org.qeperf.models.dl4j;

import java.util.List;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/**
 * Dense networks trained by Deeplearning4j. The first training loads native code.
 *
 * <p>Safe for concurrent use, but trainings take turns, because thread counts of the native code belong to the whole
 * process. A training runs on one thread, and seeds the random numbers that ND4J keeps for the calling thread.
 */
public final class Dl4jProvider implements RegressorProvider {

    /** Creates the provider; {@link java.util.ServiceLoader} calls this. */
    public Dl4jProvider() {}

    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public List<Algorithm> algorithms() {
        return List.of(ThesisNetwork.ALGORITHM);
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        if (!spec.algorithm().equals(ThesisNetwork.ALGORITHM.name())) {
            throw new IllegalArgumentException(
                    "dl4j has no algorithm '" + spec.algorithm() + "'; it has " + ThesisNetwork.ALGORITHM.name());
        }
        NativeCode.require();
        return NetworkTrainer.train(ThesisNetwork.of(spec.hyperparameters()), spec.seed(), data, progress);
    }
}
