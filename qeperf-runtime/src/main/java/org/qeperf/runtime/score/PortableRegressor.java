package org.qeperf.runtime.score;

import java.util.Map;
import org.qeperf.api.train.Regressor;

/** A regressor that consists of named arrays and named words, and so fits into a model file. */
public sealed interface PortableRegressor extends Regressor
        permits TreeEnsemble, DenseNetwork, LinearFunction, KernelMachine, NormalForm, WeightedSum {

    /**
     * The kind of function, as the model file names it.
     *
     * @return lower-case letters and hyphens
     */
    String kind();

    /**
     * The numbers that the function consists of.
     *
     * @return name to a new {@code double[]}, {@code int[]} or {@code short[]}, in the order in which they are written
     */
    Map<String, Object> arrays();

    /**
     * What the function consists of besides numbers.
     *
     * @return name to word, in the order in which they are written
     */
    Map<String, String> words();

    /**
     * Builds a function from what a model file says of it.
     *
     * @param kind what {@link #kind()} gave
     * @param arrays what {@link #arrays()} gave
     * @param words what {@link #words()} gave
     * @return the function
     * @throws IllegalArgumentException if there is no such kind or they do not make such a function
     */
    static PortableRegressor of(String kind, Map<String, Object> arrays, Map<String, String> words) {
        NamedArrays named = new NamedArrays(arrays, words);
        return switch (kind) {
            case TreeEnsemble.KIND -> TreeEnsemble.of(named);
            case DenseNetwork.KIND -> DenseNetwork.of(named);
            case LinearFunction.KIND -> LinearFunction.of(named);
            case KernelMachine.KIND -> KernelMachine.of(named);
            case NormalForm.KIND -> NormalForm.of(named);
            case WeightedSum.KIND -> WeightedSum.of(named);
            default -> throw new IllegalArgumentException("the regressor is of an unknown kind");
        };
    }
}
