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
import org.qeperf.runtime.score.DenseNetwork;

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

    /**
     * {@inheritDoc} The layers must be those of the earlier network. Adam begins anew, and so does the order of the rows.
     * Patience says nothing: all epochs are learnt, and the weights of the last one taken.
     */
    @Override
    public TrainedRegressor resume(TrainingSpec spec, TrainingSet data, TrainedRegressor earlier, Progress progress) {
        NetworkSettings settings = settings(spec.algorithm(), spec.hyperparameters());
        if (!spec.algorithm().equals(DenseFamily.ALGORITHM.name())) {
            return RegressorProvider.super.resume(spec, data, earlier, progress);
        }
        DenseNetwork network = NetworkImport.earlier(earlier, settings, data.columns());
        NativeCode.require();
        return NetworkTrainer.resume(settings, spec.seed(), data, network, progress);
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
