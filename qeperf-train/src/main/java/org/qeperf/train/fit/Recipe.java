package org.qeperf.train.fit;

import java.util.Map;
import java.util.Optional;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorProvider;

/**
 * What to fit: an algorithm with its settings, and what the target is divided by before. A law of the work that the kernels
 * do, with any algorithm for what the law leaves, is a grey box.
 *
 * @param model the algorithm
 * @param feature the feature that the target is divided by, if it is one
 * @param law the algorithm of raw rows that fits what the target is divided by, if it is one
 * @param form in which form the algorithm sees rows and target
 */
public record Recipe(Step model, Optional<String> feature, Optional<Step> law, Form form) {

    /**
     * The same in another form.
     *
     * @param other the form
     * @return a new recipe
     */
    public Recipe in(Form other) {
        return new Recipe(model, feature, law, other);
    }

    /**
     * An algorithm, its provider and its settings.
     *
     * @param provider the back-end
     * @param algorithm one of its algorithms
     * @param hyperparameters a value for each setting
     */
    public record Step(RegressorProvider provider, Algorithm algorithm, Hyperparameters hyperparameters) {

        /**
         * Finds an algorithm.
         *
         * @param catalogue the back-ends at hand
         * @param id {@code provider/algorithm}
         * @param given settings that differ from the defaults
         * @return the step
         */
        public static Step of(RegressorCatalogue catalogue, String id, Map<String, String> given) {
            RegressorCatalogue.Choice choice = catalogue.find(id);
            return new Step(
                    choice.provider(), choice.algorithm(), choice.algorithm().configure(given));
        }

        /**
         * How plans name it.
         *
         * @return {@code provider/algorithm}
         */
        public String id() {
            return provider.name() + "/" + algorithm.name();
        }
    }

    /**
     * Puts a recipe together.
     *
     * @param catalogue the back-ends at hand
     * @param schema the columns
     * @param normalizer a feature, {@code provider/algorithm} of a law, or empty for nothing
     * @param algorithm {@code provider/algorithm}
     * @param given settings of the algorithm that differ from the defaults
     * @return the recipe
     * @throws TrainingException if there is no such feature, the law's algorithm does not take raw rows, or the model's does
     * @throws org.qeperf.api.ProviderException if there is no such algorithm
     */
    public static Recipe of(
            RegressorCatalogue catalogue,
            FeatureSchema schema,
            String normalizer,
            String algorithm,
            Map<String, String> given) {
        Step model = Step.of(catalogue, algorithm, given);
        Form form = Form.of(model.algorithm().inputs());
        if (normalizer.isEmpty()) {
            return new Recipe(model, Optional.empty(), Optional.empty(), form);
        }
        if (model.algorithm().inputs() == Inputs.RAW) {
            throw new TrainingException("algorithm " + model.id()
                    + " learns seconds from raw rows and takes no normalizer; expected normalizer: \"\"");
        }
        if (normalizer.contains("/")) {
            Step law = Step.of(catalogue, normalizer, Map.of());
            if (law.algorithm().inputs() != Inputs.RAW) {
                throw new TrainingException("the normalizer " + law.id()
                        + " learns standardised rows; expected a feature, or an algorithm of raw rows");
            }
            return new Recipe(model, Optional.empty(), Optional.of(law), form);
        }
        try {
            schema.indexOf(normalizer);
        } catch (IllegalArgumentException e) {
            throw new TrainingException("the plan's normalizer cannot be used: " + e.getMessage());
        }
        return new Recipe(model, Optional.of(normalizer), Optional.empty(), form);
    }
}
