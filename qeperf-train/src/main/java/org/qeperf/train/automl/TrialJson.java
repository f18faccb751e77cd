package org.qeperf.train.automl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.train.search.Proposal;

/** Trials and tasks as lines of JSON. */
final class TrialJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TrialJson() {}

    static String write(Trial trial) {
        ObjectNode line = JSON.createObjectNode();
        line.put("round", trial.round()).put("technique", trial.technique()).put("number", trial.number());
        values(line.putObject("values"), trial.values());
        line.put("share", trial.share());
        trial.parent().ifPresent(parent -> line.put("parent", parent));
        number(line, "error", trial.error());
        ArrayNode folds = line.putArray("fold_errors");
        for (double error : trial.foldErrors()) {
            folds.add(error);
        }
        line.put("seconds", trial.seconds());
        number(line, "latency_us", trial.latencyMicroseconds());
        line.put("reason", trial.reason());
        return line.toString();
    }

    /** The trial in a line; none if the line is torn or says something else. */
    static Optional<Trial> trial(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            if (line == null
                    || !line.path("technique").isTextual()
                    || !line.path("number").isInt()) {
                return Optional.empty();
            }
            double[] folds = new double[line.path("fold_errors").size()];
            for (int i = 0; i < folds.length; i++) {
                folds[i] = line.path("fold_errors").get(i).doubleValue();
            }
            return Optional.of(new Trial(
                    line.path("round").intValue(),
                    line.path("technique").textValue(),
                    line.path("number").intValue(),
                    values(line.path("values")),
                    line.path("share").doubleValue(),
                    parent(line),
                    number(line, "error"),
                    folds,
                    line.path("seconds").doubleValue(),
                    number(line, "latency_us"),
                    line.path("reason").asText("")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static String write(Task task) {
        ObjectNode line = JSON.createObjectNode();
        line.put("round", task.round()).put("technique", task.technique());
        ArrayNode proposals = line.putArray("proposals");
        task.ancestors().forEach(ancestor -> proposal(proposals.addObject(), ancestor));
        proposal(proposals.addObject(), task.proposal());
        return line.toString();
    }

    /** The task in a line that {@link #write(Task)} made. */
    static Task task(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            List<Proposal> proposals = new ArrayList<>();
            for (JsonNode node : line.path("proposals")) {
                proposals.add(new Proposal(
                        node.path("number").intValue(),
                        values(node.path("values")),
                        node.path("share").doubleValue(),
                        parent(node)));
            }
            int last = proposals.size() - 1;
            return new Task(
                    line.path("round").intValue(),
                    line.path("technique").asText(),
                    proposals.get(last),
                    proposals.subList(0, last));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no task: " + text, e);
        }
    }

    private static void proposal(ObjectNode node, Proposal proposal) {
        node.put("number", proposal.number());
        values(node.putObject("values"), proposal.values());
        node.put("share", proposal.share());
        proposal.parent().ifPresent(parent -> node.put("parent", parent));
    }

    private static OptionalInt parent(JsonNode node) {
        return node.has("parent") ? OptionalInt.of(node.get("parent").intValue()) : OptionalInt.empty();
    }

    private static void values(ObjectNode node, Map<String, String> values) {
        values.forEach(node::put);
    }

    private static Map<String, String> values(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
        return values;
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    private static double number(JsonNode node, String name) {
        return node.path(name).isNumber() ? node.get(name).doubleValue() : Double.NaN;
    }
}
