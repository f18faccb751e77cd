package org.qeperf.train.exchange;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that was trained or measured, as MLflow tracks it. Immutable.
 *
 * @param name its name for people
 * @param started when it began
 * @param ended when it ended
 * @param params what was chosen, by name
 * @param metrics what was measured
 * @param tags what else is known, by name
 * @param model the model file that came of it, where one did
 */
public record MlflowRun(
        String name,
        Instant started,
        Instant ended,
        Map<String, String> params,
        List<Metric> metrics,
        Map<String, String> tags,
        Optional<MlflowModel> model) {

    /** Copies the maps in alphabetical order, and the list. */
    public MlflowRun {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
        metrics = List.copyOf(metrics);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /**
     * A measured number.
     *
     * @param name its name
     * @param step fold, or 0 for what has none
     * @param value the number, possibly not finite
     */
    public record Metric(String name, int step, double value) {}
}
