package org.qeperf.api.train;

import java.util.List;
import java.util.Map;

/**
 * A training back-end. Found by {@link java.util.ServiceLoader}: a jar names its implementation in
 * {@code META-INF/services/org.qeperf.api.train.RegressorProvider}.
 *
 * <p>Implementations are safe for concurrent use and cheap to construct: native code is loaded by the first
 * {@link #train}, which throws {@link org.qeperf.api.ProviderException} when that fails. {@code qeperf-testkit} has the
 * test that every implementation should pass.
 */
public interface RegressorProvider {

    /**
     * The name that plans use.
     *
     * @return lower-case letters, digits and hyphens; unique among the providers on the class path
     */
    String name();

    /**
     * What this provider can train.
     *
     * @return at least one algorithm
     */
    List<Algorithm> algorithms();

    /**
     * The libraries that train, for the provenance of models.
     *
     * @return versions by name, such as {@code smile} and {@code 2.6.0}; empty where nothing is to be said
     */
    default Map<String, String> versions() {
        return Map.of();
    }

    /**
     * Trains one model. The same specification and the same rows give the same function, bit by bit.
     *
     * @param spec algorithm, hyperparameters and seed
     * @param data rows to learn from; not modified
     * @param progress hears about the steps done
     * @return the trained function in a form that needs no library of the back-end
     * @throws org.qeperf.api.TrainingException if these rows cannot be learnt from
     * @throws org.qeperf.api.ProviderException if the back-end cannot start here
     * @throws IllegalArgumentException if the algorithm is not one of {@link #algorithms()}
     */
    TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress);

    /**
     * Carries a training on. The result has learnt from the steps of both; the later ones may go by other hyperparameters.
     * The same arguments give the same function, bit by bit. What an optimiser remembers beside the function, such as
     * Adam's moments, starts anew.
     *
     * @param spec algorithm, hyperparameters, of which {@link Algorithm#steps()} says how many steps to add, and seed
     * @param data rows to learn from; not modified
     * @param earlier what {@link #train} or this method gave for the same algorithm and as many columns
     * @param progress hears about the steps done
     * @return the function that has learnt more
     * @throws org.qeperf.api.TrainingException if these rows cannot be learnt from
     * @throws org.qeperf.api.ProviderException if the back-end cannot start here
     * @throws IllegalArgumentException if the algorithm names no steps, or {@code earlier} is not of its making
     */
    default TrainedRegressor resume(TrainingSpec spec, TrainingSet data, TrainedRegressor earlier, Progress progress) {
        throw new IllegalArgumentException("algorithm " + spec.algorithm() + " of " + name() + " cannot be carried on");
    }
}
