package org.qeperf.models.dl4j;

import java.util.List;
import java.util.Map;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameters;
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
        return List.of(ThesisNetwork.ALGORITHM, DenseFamily.ALGORITHM);
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("deeplearning4j", NativeCode.version());
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        NetworkSettings settings = settings(spec.algorithm(), spec.hyperparameters());
        NativeCode.require();
        return NetworkTrainer.train(settings, spec.seed(), data, progress);
    }

    private static NetworkSettings settings(String algorithm, Hyperparameters given) {
        if (algorithm.equals(ThesisNetwork.ALGORITHM.name())) {
            return ThesisNetwork.of(given);
        }
        if (algorithm.equals(DenseFamily.ALGORITHM.name())) {
            return DenseFamily.of(given);
        }
        throw new IllegalArgumentException("dl4j has no algorithm '" + algorithm + "'; it has "
                + ThesisNetwork.ALGORITHM.name() + ", " + DenseFamily.ALGORITHM.name());
    }
}
