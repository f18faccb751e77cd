package org.qeperf.api.train;

/**
 * What to train.
 *
 * @param algorithm name of one of the provider's algorithms
 * @param hyperparameters a value for each of its settings
 * @param seed where all randomness comes from
 */
public record TrainingSpec(String algorithm, Hyperparameters hyperparameters, long seed) {}
