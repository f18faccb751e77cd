package org.qeperf.train.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a stage.
 *
 * @param stage the stage
 * @param columns what the models saw, in order
 * @param rows number of rows measured on
 * @param knownRows how many of these belong to a system that was also learnt from
 * @param scores of the models that could be trained, in order
 * @param failures why the others could not, by name
 */
public record StageResult(
        ComparisonPlan.Stage stage,
        List<String> columns,
        int rows,
        int knownRows,
        List<ModelScore> scores,
        Map<String, String> failures) {

    /** Copies all. */
    public StageResult {
        columns = List.copyOf(columns);
        scores = List.copyOf(scores);
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }
}
