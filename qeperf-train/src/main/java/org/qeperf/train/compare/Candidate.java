package org.qeperf.train.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.qeperf.train.evaluate.AbsoluteErrors;

/**
 * A model to try.
 *
 * @param name how tables and figures call it
 * @param algorithm {@code provider/algorithm}
 * @param settings its hyperparameters, as far as they differ from the defaults
 * @param normalizer what its target is divided by, as a training plan names it; empty for nothing
 * @param published what others published for it, measured on other data
 */
public record Candidate(
        String name,
        String algorithm,
        Map<String, String> settings,
        String normalizer,
        Optional<AbsoluteErrors> published) {

    /** Copies the map. */
    public Candidate {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
