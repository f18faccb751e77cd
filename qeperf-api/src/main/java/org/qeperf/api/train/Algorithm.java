package org.qeperf.api.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One learning algorithm of a provider.
 *
 * @param name lower-case letters, digits and hyphens, unique within its provider
 * @param description one sentence for the user
 * @param hyperparameters its settings
 * @param inputs in which form it wants its rows and targets
 * @param steps name of the whole-number hyperparameter that says how many steps an iterative algorithm takes, such as trees
 *     or epochs; only algorithms that {@link RegressorProvider#resume} can carry on name one
 */
public record Algorithm(
        String name, String description, List<Hyperparameter> hyperparameters, Inputs inputs, Optional<String> steps) {

    /** In which form an algorithm wants its rows and targets. */
    public enum Inputs {
        /**
         * Logarithms taken where the schema asks for them, then every column and the target's logarithm shifted and scaled
         * to mean 0 and deviation 1. What most learning algorithms want.
         */
        STANDARDIZED,
        /** As they are, in the units of the schema: for formulas whose coefficients have a physical meaning. */
        RAW
    }

    /** Copies the list. */
    public Algorithm {
        hyperparameters = List.copyOf(hyperparameters);
        String count = steps.orElse("");
        if (steps.isPresent()
                && hyperparameters.stream()
                        .noneMatch(p ->
                                p instanceof Hyperparameter.Whole && p.name().equals(count))) {
            throw new IllegalArgumentException("algorithm " + name + " has no whole number '" + count + "'");
        }
    }

    /**
     * An algorithm that learns in one go.
     *
     * @param name lower-case letters, digits and hyphens, unique within its provider
     * @param description one sentence for the user
     * @param hyperparameters its settings
     * @param inputs in which form it wants its rows and targets
     */
    public Algorithm(String name, String description, List<Hyperparameter> hyperparameters, Inputs inputs) {
        this(name, description, hyperparameters, inputs, Optional.empty());
    }

    /**
     * The same algorithm, carried on step by step.
     *
     * @param hyperparameter name of the whole number that counts its steps
     * @return an iterative algorithm
     */
    public Algorithm iterating(String hyperparameter) {
        return new Algorithm(name, description, hyperparameters, inputs, Optional.of(hyperparameter));
    }

    /**
     * An algorithm that wants standardised rows and learns in one go.
     *
     * @param name lower-case letters, digits and hyphens, unique within its provider
     * @param description one sentence for the user
     * @param hyperparameters its settings
     */
    public Algorithm(String name, String description, List<Hyperparameter> hyperparameters) {
        this(name, description, hyperparameters, Inputs.STANDARDIZED);
    }

    /**
     * Completes and checks the settings that a user gave.
     *
     * @param given values by name, as text; what is missing takes its default
     * @return a value for every setting
     * @throws org.qeperf.api.TrainingException if a name is unknown or a value is not allowed
     */
    public Hyperparameters configure(Map<String, String> given) {
        return Hyperparameters.of(this, given);
    }
}
