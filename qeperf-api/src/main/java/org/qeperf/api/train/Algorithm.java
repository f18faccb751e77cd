package org.qeperf.api.train;

import java.util.List;
import java.util.Map;

/**
 * One learning algorithm of a provider.
 *
 * @param name lower-case letters, digits and hyphens, unique within its provider
 * @param description one sentence for the user
 * @param hyperparameters its settings
 */
public record Algorithm(String name, String description, List<Hyperparameter> hyperparameters) {

    /** Copies the list. */
    public Algorithm {
        hyperparameters = List.copyOf(hyperparameters);
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
