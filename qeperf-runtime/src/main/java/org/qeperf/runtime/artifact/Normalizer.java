package org.qeperf.runtime.artifact;

import java.util.Optional;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;

/**
 * What the target is divided by before a regressor learns it: nothing, a feature, or a law that was fitted first. What is
 * left is then the correction of the law. Immutable.
 */
public final class Normalizer {

    /** The target as it is. */
    public static final Normalizer NONE = new Normalizer("", Optional.empty(), false);

    private final String name;
    private final Optional<PortableRegressor> function;
    private final boolean fitted;

    private Normalizer(String name, Optional<PortableRegressor> function, boolean fitted) {
        this.name = name;
        this.function = function;
        this.fitted = fitted;
    }

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
        return new Normalizer(feature, Optional.of(new LinearFunction(0, coefficients)), false);
    }

    /**
     * A law.
     *
     * @param algorithm {@code provider/algorithm} that fitted it
     * @param law function of the raw row, in the unit of the target
     * @return a normaliser
     * @throws IllegalArgumentException if the name is not that of an algorithm
     */
    public static Normalizer law(String algorithm, PortableRegressor law) {
        if (algorithm.indexOf('/') < 0) {
            throw new IllegalArgumentException("a law named '" + algorithm + "'; expected provider/algorithm");
        }
        return new Normalizer(algorithm, Optional.of(law), true);
    }

    /**
     * How plans name it.
     *
     * @return the feature, {@code provider/algorithm} of the law, or empty for nothing
     */
    public String name() {
        return name;
    }

    /**
     * The law that was fitted.
     *
     * @return function of the raw row; empty for a feature or nothing
     */
    public Optional<PortableRegressor> law() {
        return fitted ? function : Optional.empty();
    }

    /**
     * What the target is divided by, as a function of the raw row.
     *
     * @return the law, or the feature as a function; empty for nothing
     */
    public Optional<PortableRegressor> function() {
        return function;
    }

    /**
     * The law, as manifests name it.
     *
     * @return of kind {@code none} for a feature or nothing
     */
    public Manifest.Function description() {
        return law().map(Manifest.Function::of).orElse(Manifest.Function.NONE);
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
        return function.isPresent() ? function.get().predict(raw, offset, scratch) : 1;
    }

    int scratchLength() {
        return function.map(PortableRegressor::scratchLength).orElse(0);
    }

    void requireInputs(int columns) {
        if (function.isPresent() && function.get().inputs() != columns) {
            throw new IllegalArgumentException(
                    "a normalizer of " + function.get().inputs() + " inputs for " + columns + " columns");
        }
    }
}
