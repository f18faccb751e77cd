package org.qeperf.models.linear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.EjmlVersion;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/** Linear, kernel and physical models, fitted with EJML, which needs no native code. Safe for concurrent use. */
public final class LinearProvider implements RegressorProvider {

    private static final Map<Algorithm, Training> TRAININGS = trainings();

    /** Creates the provider; {@link java.util.ServiceLoader} calls this. */
    public LinearProvider() {}

    private static Map<Algorithm, Training> trainings() {
        Map<Algorithm, Training> trainings = new LinkedHashMap<>();
        trainings.put(OrdinaryLeastSquares.ALGORITHM, OrdinaryLeastSquares::train);
        trainings.put(Ridge.ALGORITHM, Ridge::train);
        trainings.put(ElasticNet.LASSO, ElasticNet::trainLasso);
        trainings.put(ElasticNet.ALGORITHM, ElasticNet::train);
        trainings.put(NonNegative.ALGORITHM, NonNegative::train);
        trainings.put(Stepwise.ALGORITHM, Stepwise::train);
        trainings.put(KernelRidge.ALGORITHM, KernelRidge::train);
        trainings.put(GaussianProcess.ALGORITHM, GaussianProcess::train);
        trainings.put(NormalFormSearch.ALGORITHM, NormalFormSearch::train);
        trainings.put(KernelCosts.ALGORITHM, KernelCosts::train);
        trainings.put(LogCosts.ALGORITHM, LogCosts::train);
        return trainings;
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public List<Algorithm> algorithms() {
        return new ArrayList<>(TRAININGS.keySet());
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("ejml", EjmlVersion.VERSION);
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        for (Map.Entry<Algorithm, Training> entry : TRAININGS.entrySet()) {
            if (entry.getKey().name().equals(spec.algorithm())) {
                progress.report("fit", 0, 1);
                TrainedRegressor trained = entry.getValue().train(spec, data);
                progress.report("fit", 1, 1);
                return trained;
            }
        }
        List<String> known = algorithms().stream().map(Algorithm::name).toList();
        throw new IllegalArgumentException(
                "linear has no algorithm '" + spec.algorithm() + "'; it has " + String.join(", ", known));
    }
}
