package org.qeperf.runtime.score;

import java.util.Map;
import org.qeperf.api.train.Regressor;

/** A regressor that consists of named arrays and named words, and so fits into a model file. */
public sealed interface PortableRegressor extends Regressor permits TreeEnsemble, DenseNetwork {

    /**
     * The kind of function, as the model file names it.
     *
     * @return lower-case letters and hyphens
     */
    String kind();

    /**
     * The numbers that the function consists of.
     *
     * @return name to a new {@code double[]} or {@code int[]}, in the order in which they are written
     */
    Map<String, Object> arrays();

    /**
     * What the function consists of besides numbers.
     *
     * @return name to word, in the order in which they are written
     */
    Map<String, String> words();
}
