package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Intervals as {@code intervals.json} in a model file. */
final class IntervalsJson {

    private static final String SLOPE = "widening_slope";
    private static final String GROUPS = "groups";
    private static final String BELOW = "below";
    private static final String ERRORS = "absolute_log_errors";

    private IntervalsJson() {}

    /** What to write, in the form that Jackson takes. */
    static Map<String, Object> write(PredictionInterval interval) {
        double[] bounds = interval.bounds();
        List<Map<String, Object>> groups = new ArrayList<>();
        for (double[] errors : interval.errors()) {
            Map<String, Object> group = new LinkedHashMap<>();
            if (groups.size() < bounds.length) {
                group.put(BELOW, bounds[groups.size()]);
            }
            group.put(ERRORS, errors);
            groups.add(group);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(SLOPE, interval.slope());
        all.put(GROUPS, groups);
        return all;
    }

    /**
     * Reads what a file holds.
     *
     * @throws IllegalArgumentException if it makes no interval
     * @throws JsonProcessingException if errors are no numbers
     */
    static PredictionInterval read(JsonNode document) throws JsonProcessingException {
        JsonNode groups = document.path(GROUPS);
        if (!groups.isArray()) {
            throw new IllegalArgumentException("intervals.json holds no groups");
        }
        List<double[]> errors = new ArrayList<>();
        double[] bounds = new double[Math.max(0, groups.size() - 1)];
        for (JsonNode group : groups) {
            if (!group.path(ERRORS).isArray()) {
                throw new IllegalArgumentException("intervals.json holds no errors");
            }
            if (errors.size() < bounds.length) {
                bounds[errors.size()] = number(group, BELOW);
            }
            errors.add(ArtifactFormat.JSON.treeToValue(group.get(ERRORS), double[].class));
        }
        return new PredictionInterval(bounds, errors, number(document, SLOPE));
    }

    private static double number(JsonNode node, String name) {
        JsonNode number = node.path(name);
        if (!number.isNumber()) {
            throw new IllegalArgumentException("intervals.json has no number " + name);
        }
        return number.doubleValue();
    }

    /** Intervals up to format 3: one group, never widened. */
    static ObjectNode upgrade(JsonNode document) {
        ObjectNode upgraded = ArtifactFormat.JSON.createObjectNode().put(SLOPE, 0);
        ObjectNode group = upgraded.putArray(GROUPS).addObject();
        if (document.has(ERRORS)) {
            group.set(ERRORS, document.get(ERRORS));
        }
        return upgraded;
    }
}
