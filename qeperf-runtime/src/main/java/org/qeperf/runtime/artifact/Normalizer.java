package org.qeperf.runtime.artifact;

import java.util.Optional;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;

/**
 * What the target is divided by before a regressor learns it: nothing, a feature, or a law that was fitted first. What is
 * left is then the correction of the law. Immutable.
 *
 * @param name the feature, the algorithm {@code provider/algorithm} of the law, or empty for nothing
 * @param law function of the raw row, in the unit of the target; empty where the target is not divided
 */
public record Normalizer(String name, Optional<PortableRegressor> law) {

    /** The target as it is. */
    public static final Normalizer NONE = new Normalizer("", Optional.empty());

    /**
     * One feature.
     *
     * @param schema the columns
     * @param feature name of one of them
     * @return a normaliser
     * @throws IllegalArgumentException if there is no such feature
     */
    public static Normalizer feature(FeatureSchema schema, String feature) {
        double[] coefficients = new double[schema.size()];
        coefficients[schema.indexOf(feature)] = 1;
        return new Normalizer(feature, Optional.of(new LinearFunction(0, coefficients)));
    }

    /**
     * A law.
     *
     * @param algorithm {@code provider/algorithm} that fitted it
     * @param law function of the raw row, in the unit of the target
     * @return a normaliser
     */
    public static Normalizer law(String algorithm, PortableRegressor law) {
        return new Normalizer(algorithm, Optional.of(law));
    }

    /** Whether it is a function that had to be fitted, and so belongs into the model file. */
    boolean isFitted() {
        return name.contains("/");
    }

    /**
     * The law, as manifests name it.
     *
     * @return of kind {@code none} for a feature or nothing
     */
    public Manifest.Function function() {
        return isFitted() ? Manifest.Function.of(law.orElseThrow()) : Manifest.Function.NONE;
    }

    /**
     * What to divide by.
     *
     * @param raw array that holds the raw row; not modified
     * @param offset index of its first element
     * @param scratch at least {@link #scratchLength()} elements; modified
     * @return 1 for nothing
     */
    double of(double[] raw, int offset, double[] scratch) {
        return law.isPresent() ? law.get().predict(raw, offset, scratch) : 1;
    }

    int scratchLength() {
        return law.map(PortableRegressor::scratchLength).orElse(0);
    }

    void requireInputs(int columns) {
        if (law.isPresent() && law.get().inputs() != columns) {
            throw new IllegalArgumentException(
                    "a normalizer of " + law.get().inputs() + " inputs for " + columns + " columns");
        }
    }
}
