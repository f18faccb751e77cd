package org.qeperf.runtime.forecast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.score.LinearFunction;

/** How the time of an iteration divides among the kernels, where the model has a law of their costs. */
final class KernelShares {

    private static final String CONSTANT = "overhead";

    private KernelShares() {}

    /**
     * The terms of the law over their sum. What the model corrects of the law is a factor of all of them.
     *
     * @return by feature in the order of the schema, then the constant; empty where there is no law that is a sum of costs
     */
    static Map<String, Double> of(RuntimePredictor predictor, FeatureVector row) {
        if (!(predictor instanceof PortableModel model)
                || !(model.preparation().normalizer().law().orElse(null) instanceof LinearFunction law)) {
            return Map.of();
        }
        Map<String, Double> seconds = new LinkedHashMap<>();
        double[] costs = law.coefficients();
        List<FeatureSpec> features = model.schema().features();
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] != 0) {
                seconds.put(features.get(i).name(), costs[i] * row.get(i));
            }
        }
        seconds.put(CONSTANT, law.intercept());
        double total = seconds.values().stream().mapToDouble(s -> s).sum();
        if (!(total > 0) || seconds.values().stream().anyMatch(s -> s < 0)) {
            return Map.of();
        }
        seconds.replaceAll((kernel, s) -> s / total);
        return seconds;
    }
}
