package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.explain.Formula;
import org.qeperf.runtime.score.LinearFunction;

/**
 * What a model relies on.
 *
 * @param features names of its features
 * @param columns numbers for each feature, by what they mean
 * @param constants single numbers, by what they mean
 * @param formula what it calculates, if that can be written down
 */
record InsightView(
        List<String> features,
        Map<String, double[]> columns,
        Map<String, Double> constants,
        Optional<Formula> formula) {

    /** Insights of one number for each feature, and how they are called here. */
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    private static final String COST = "cost";

    static {
        COLUMNS.put(Insight.PERMUTATION_IMPORTANCE, "permutation");
        COLUMNS.put(Insight.IMPORTANCE, "importance");
        COLUMNS.put(Insight.COEFFICIENTS, "coefficient");
    }

    static InsightView of(PortableModel model) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        Map<String, Double> constants = new LinkedHashMap<>();
        COLUMNS.forEach((insight, name) -> model.insights().stream()
                .filter(i -> i.name().equals(insight))
                .filter(i -> i.values().length == model.schema().size())
                .forEach(i -> columns.put(name, i.values())));
        for (Insight insight : model.insights()) {
            if (insight.values().length == 1) {
                constants.put(insight.name(), insight.values()[0]);
            }
        }
        if (model.preparation().normalizer().law().orElse(null) instanceof LinearFunction law) {
            columns.put(COST, law.coefficients());
            constants.put("overhead_seconds", law.intercept());
        }
        Optional<Formula> formula = Formula.of(model);
        if (columns.isEmpty() && formula.isEmpty()) {
            throw new QePerfException("model " + model.model() + " tells nothing of its features; train it again");
        }
        return new InsightView(
                model.schema().features().stream().map(FeatureSpec::name).toList(), columns, constants, formula);
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode byFeature = document.putObject("features");
        for (int i = 0; i < features.size(); i++) {
            ObjectNode row = byFeature.putObject(features.get(i));
            for (Map.Entry<String, double[]> column : columns.entrySet()) {
                row.put(column.getKey(), column.getValue()[i]);
            }
        }
        constants.forEach(document::put);
        formula.ifPresent(f -> write(f, document.putObject("formula")));
        return document;
    }

    private static void write(Formula formula, ObjectNode out) {
        out.put("line", formula.line())
                .put("target", formula.target())
                .put("form", formula.form().word())
                .put("constant", formula.constant());
        ArrayNode terms = out.putArray("terms");
        formula.addends()
                .forEach(addend -> terms.addObject()
                        .put("coefficient", addend.coefficient())
                        .put("term", addend.expression()));
        out.put("times", formula.normalizer());
    }

    void print(PrintWriter out) {
        if (!columns.isEmpty()) {
            printFeatures(out);
        }
        constants.forEach((name, value) -> out.println(name + "  " + String.format(Locale.ROOT, "%.4g", value)));
        formula.ifPresent(f -> out.println(f.line()));
    }

    /** Only features that the model uses, those that it relies on most first. */
    private void printFeatures(PrintWriter out) {
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("feature"));
        head.addAll(columns.keySet());
        table.add(head);
        String first = columns.keySet().iterator().next();
        double[] order = Objects.requireNonNull(columns.get(first));
        IntStream.range(0, features.size())
                .filter(i -> columns.values().stream().anyMatch(values -> values[i] != 0))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> Math.abs(order[i]))
                        .reversed())
                .forEach(i -> {
                    List<String> row = new ArrayList<>(List.of(features.get(i)));
                    columns.forEach((name, values) -> row.add(cell(name, values[i])));
                    table.add(row);
                });
        FormatOption.print(table, out);
    }

    private static String cell(String column, double value) {
        if (column.equals(COST)) {
            return value == 0 ? "" : String.format(Locale.ROOT, "%.3g", value);
        }
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
