package org.qeperf.train.automl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a model relies on each feature.
 *
 * @param method {@code impurity}, {@code permutation} or {@code shap}
 * @param meaning one sentence
 * @param values by feature, the largest first
 */
public record Importance(String method, String meaning, Map<String, Double> values) {

    /** Copies the map. */
    public Importance {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
