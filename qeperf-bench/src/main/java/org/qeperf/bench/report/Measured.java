package org.qeperf.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One benchmark with one set of parameters, as JMH reports it.
 *
 * @param owner simple name of its class
 * @param method its name there
 * @param parameters names and values
 * @param unit of the score, such as {@code us/op}
 * @param score the mean
 * @param error half of the 99.9 % interval; {@code NaN} of a single sample
 * @param samples the mean of each iteration of each fork
 * @param bytes allocated each time; {@code NaN} if not measured
 */
record Measured(
        String owner,
        String method,
        Map<String, String> parameters,
        String unit,
        double score,
        double error,
        double[] samples,
        double bytes) {

    static Measured of(JsonNode result) {
        String name = result.path("benchmark").asText();
        int dot = name.lastIndexOf('.');
        Map<String, String> parameters = new TreeMap<>();
        result.path("params")
                .properties()
                .forEach(e -> parameters.put(e.getKey(), e.getValue().asText()));
        JsonNode metric = result.path("primaryMetric");
        double[] samples = StreamSupport.stream(metric.path("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        return new Measured(
                name.substring(name.lastIndexOf('.', dot - 1) + 1, dot),
                name.substring(dot + 1),
                parameters,
                metric.path("scoreUnit").asText(),
                number(metric.path("score")),
                number(metric.path("scoreError")),
                samples,
                number(result.path("secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")));
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    String parameterText() {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The score in seconds. */
    double seconds() {
        return score * Units.seconds(unit);
    }

    double[] sampleSeconds() {
        double scale = Units.seconds(unit);
        double[] seconds = samples.clone();
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] *= scale;
        }
        return seconds;
    }
}
