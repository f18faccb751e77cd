package org.qeperf.testkit;

import java.util.HashMap;
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
        return provider.train(spec(settings, seed), data, progress);
    }

    /** Trains with settings in place of quick ones; only the steps stay quick. */
    TrainedRegressor train(TrainingSet data, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(others);
        algorithm.steps().filter(settings::containsKey).ifPresent(steps -> all.put(steps, settings.get(steps)));
        return provider.train(spec(all, 1), data, Progress.SILENT);
    }

    TrainedRegressor resume(TrainingSet data, TrainedRegressor earlier) {
        return provider.resume(spec(settings, 1), data, earlier, Progress.SILENT);
    }

    private TrainingSpec spec(Map<String, String> given, long seed) {
        return new TrainingSpec(algorithm.name(), algorithm.configure(given), seed);
    }
}
