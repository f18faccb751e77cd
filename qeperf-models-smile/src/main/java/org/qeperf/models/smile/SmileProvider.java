package org.qeperf.models.smile;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import smile.regression.RegressionTree;

/** Trees, their ensembles and support vectors of the Smile library, without native code. Safe for concurrent use. */
public final class SmileProvider implements RegressorProvider {

    private static final List<Entry> ENTRIES = List.of(
            new Entry(ForestTrainer.ALGORITHM, ForestTrainer::train),
            new Entry(BoostingTrainer.ALGORITHM, BoostingTrainer::train),
            new Entry(DecisionTreeTrainer.ALGORITHM, DecisionTreeTrainer::train),
            new Entry(SupportVectorTrainer.ALGORITHM, SupportVectorTrainer::train));

    private interface Trainer {
        TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress);
    }

    private record Entry(Algorithm algorithm, Trainer trainer) {}

    /** Creates the provider; {@link java.util.ServiceLoader} calls this. */
    public SmileProvider() {}

    @Override
    public String name() {
        return "smile";
    }

    @Override
    public List<Algorithm> algorithms() {
        return ENTRIES.stream().map(Entry::algorithm).toList();
    }

    /** {@inheritDoc} The version stands in the manifest of Smile's jar or, on the module path, in the jar's name. */
    @Override
    public Map<String, String> versions() {
        return Optional.ofNullable(RegressionTree.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(RegressionTree.class.getPackage().getImplementationVersion()))
                .map(version -> Map.of("smile", version))
                .orElse(Map.of());
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        return entry(spec).trainer.train(spec, data, progress);
    }

    /**
     * {@inheritDoc} With the settings, the seed and the rows of the earlier training, the function is the one that would have
     * come of training all trees at once, bit by bit.
     */
    @Override
    public TrainedRegressor resume(TrainingSpec spec, TrainingSet data, TrainedRegressor earlier, Progress progress) {
        if (entry(spec).algorithm.equals(BoostingTrainer.ALGORITHM)) {
            return BoostingTrainer.resume(spec, data, earlier, progress);
        }
        return RegressorProvider.super.resume(spec, data, earlier, progress);
    }

    private static Entry entry(TrainingSpec spec) {
        return ENTRIES.stream()
                .filter(entry -> entry.algorithm.name().equals(spec.algorithm()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("smile has no algorithm '" + spec.algorithm()
                        + "'; it has "
                        + ENTRIES.stream().map(entry -> entry.algorithm.name()).collect(Collectors.joining(", "))));
    }
}
