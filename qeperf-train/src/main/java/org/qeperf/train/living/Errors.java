package org.qeperf.train.living;

import java.util.Map;
import java.util.Optional;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.ModelId;

/**
 * What is kept in memory of a stored run that shows a target: by which factor models were wrong that were asked before they could
 * have learnt from it.
 *
 * @param sequence of the stored run
 * @param run its id
 * @param system what may not stand on both sides of a comparison
 * @param machine where it was made
 * @param nodes on how many nodes
 * @param logErrors logarithms of measured over predicted, by model
 * @param challenger who was challenger
 */
record Errors(
        long sequence,
        String run,
        String system,
        Machine machine,
        int nodes,
        Map<ModelId, Double> logErrors,
        Optional<ModelId> challenger) {

    /** Copies the map. */
    Errors {
        logErrors = Map.copyOf(logErrors);
    }

    /** How far a model that was asked was off. */
    double distance(ModelId model) {
        return Math.abs(Optional.ofNullable(logErrors.get(model)).orElseThrow());
    }
}
