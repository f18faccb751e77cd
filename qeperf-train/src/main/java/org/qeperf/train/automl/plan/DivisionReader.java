package org.qeperf.train.automl.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.train.validate.Validation;
import org.qeperf.train.yaml.YamlNode;

/** Reads how rows are held out. */
final class DivisionReader {

    private static final Map<String, List<String>> METHODS = methods();
    private static final String AUTOMATIC = "automatic";

    private final Optional<CsvColumns> columns;

    /**
     * @param columns columns of the table; empty for runs, whose groups go by names of their own
     */
    DivisionReader(Optional<CsvColumns> columns) {
        this.columns = columns;
    }

    /** The methods and what each needs to know. */
    private static Map<String, List<String>> methods() {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        methods.put("none", List.of());
        methods.put("hold-out", List.of("ratio"));
        methods.put("k-fold", List.of("folds"));
        methods.put("interpolation", List.of("columns"));
        methods.put("extrapolation", List.of("columns"));
        methods.put("groups", List.of("column", "folds"));
        methods.put("rows", List.of("rows"));
        methods.put(AUTOMATIC, List.of());
        return methods;
    }

    static List<String> methodNames() {
        return List.copyOf(METHODS.keySet());
    }

    Validation test(Optional<YamlNode> node) {
        Validation usual = columns.isPresent() ? new Validation.HoldOut(0.2) : new Validation.Groups("system", 5);
        List<String> known =
                methodNames().stream().filter(name -> !name.equals(AUTOMATIC)).toList();
        return node.map(given -> read(given, known)).orElse(usual);
    }

    Validation selection(Optional<YamlNode> node) {
        return node.map(given -> read(given, methodNames())).orElse(new Validation.Automatic());
    }

    private Validation read(YamlNode node, List<String> known) {
        YamlNode.Mapping division = node instanceof YamlNode.Scalar
                ? new YamlNode.Mapping(Map.of("method", node), Map.of("method", node.location()), node.location())
                : PlanBlock.DIVISION.of(node);
        String method = division.get("method").oneOf(known);
        for (String key : division.members().keySet()) {
            if (!key.equals("method") && !methodsOf(key).contains(method)) {
                throw new InputException(
                        division.place(key),
                        key,
                        "key '" + key + "' stands beside method '" + method + "'",
                        "it with method " + String.join(" or ", methodsOf(key)));
            }
        }
        return switch (method) {
            case "none" -> new Validation.None();
            case AUTOMATIC -> new Validation.Automatic();
            case "hold-out" ->
                new Validation.HoldOut(
                        division.find("ratio").map(DivisionReader::ratio).orElse(0.2));
            case "k-fold" ->
                new Validation.KFold(division.find("folds")
                        .map(folds -> (int) folds.whole(2, AutoMlPlanReader.MOST))
                        .orElse(5));
            case "interpolation" -> interpolation(division.get("columns").mapping());
            case "extrapolation" -> extrapolation(division.get("columns").mapping());
            case "groups" -> groups(division);
            default ->
                new Validation.Rows(
                        AutoMlPlanReader.different(division.get("rows"), row -> (int) row.whole(0, Integer.MAX_VALUE)));
        };
    }

    private static List<String> methodsOf(String key) {
        return METHODS.entrySet().stream()
                .filter(method -> method.getValue().contains(key))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double ratio(YamlNode node) {
        double ratio = node.number();
        if (!(ratio > 0 && ratio < 1)) {
            throw node.wrong("a number above 0 and below 1");
        }
        return ratio;
    }

    private Validation interpolation(YamlNode.Mapping node) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        Map<String, Integer> every = new LinkedHashMap<>();
        requireColumns(node).forEach((column, value) -> {
            if (value instanceof YamlNode.Mapping) {
                every.put(column, (int) PlanBlock.EVERY.of(value).get("every").whole(2, AutoMlPlanReader.MOST));
            } else {
                values.put(column, AutoMlPlanReader.different(value, YamlNode::number));
            }
        });
        return new Validation.Interpolation(values, every);
    }

    private Validation extrapolation(YamlNode.Mapping node) {
        Map<String, Double> above = new LinkedHashMap<>();
        requireColumns(node).forEach((column, bound) -> above.put(column, bound.number()));
        return new Validation.Extrapolation(above);
    }

    private Validation groups(YamlNode.Mapping division) {
        YamlNode column = division.get("column");
        columns.ifPresent(table -> table.require(column.text(), column.location()));
        int folds = division.find("folds")
                .map(node -> (int) node.whole(0, AutoMlPlanReader.MOST))
                .orElse(5);
        if (folds == 1) {
            throw division.get("folds").wrong("0 for each group alone, or at least 2");
        }
        return new Validation.Groups(column.text(), folds);
    }

    private Map<String, YamlNode> requireColumns(YamlNode.Mapping node) {
        if (node.members().isEmpty()) {
            throw node.wrong("at least one column");
        }
        node.members().keySet().forEach(name -> columns.ifPresent(table -> table.require(name, node.place(name))));
        return node.members();
    }
}
