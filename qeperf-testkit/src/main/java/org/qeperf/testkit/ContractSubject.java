package org.qeperf.testkit;

import java.util.Map;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/**
 * An algorithm under test.
 *
 * @param provider its provider
 * @param algorithm the algorithm
 * @param settings quick settings by name
 */
record ContractSubject(RegressorProvider provider, Algorithm algorithm, Map<String, String> settings) {

    /** Rows in the form that the algorithm asks for. */
    TrainingSet draw(int rows, long seed) {
        return SyntheticData.draw(algorithm.inputs(), rows, seed);
    }

    TrainedRegressor train(TrainingSet data, long seed) {
        return train(data, seed, Progress.SILENT);
    }

    TrainedRegressor train(TrainingSet data, long seed, Progress progress) {
        return provider.train(new TrainingSpec(algorithm.name(), algorithm.configure(settings), seed), data, progress);
    }
}
