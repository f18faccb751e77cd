package org.qeperf.train.automl.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.yaml.YamlNode;

/** Reads which techniques to try, with what hyperparameters. */
final class TechniqueReader {

    private static final String ALL = "all";

    private final RegressorCatalogue catalogue;
    private final boolean table;

    /**
     * @param catalogue the training back-ends at hand
     * @param table whether rows are those of a table, which formulas for runs cannot learn
     */
    TechniqueReader(RegressorCatalogue catalogue, boolean table) {
        this.catalogue = catalogue;
        this.table = table;
    }

    List<TechniquePlan> read(Optional<YamlNode> node) {
        List<TechniquePlan> plans = new ArrayList<>();
        if (node.isEmpty()
                || node.get() instanceof YamlNode.Scalar word && word.value().equals(ALL)) {
            catalogue.choices().forEach((id, choice) -> {
                if (!table || choice.algorithm().inputs() != Algorithm.Inputs.RAW) {
                    plans.add(plain(id));
                }
            });
            return plans;
        }
        List<String> names = new ArrayList<>();
        for (YamlNode item : node.get().items()) {
            TechniquePlan plan = item instanceof YamlNode.Mapping
                    ? detailed(item)
                    : plain(PlannedAlgorithm.read(item, catalogue).id());
            if (names.contains(plan.name())) {
                throw new InputException(
                        item.location(),
                        plan.name(),
                        "two techniques are called " + InputException.quote(plan.name()),
                        "a 'name' that no other technique has");
            }
            names.add(plan.name());
            plans.add(plan);
        }
        if (plans.isEmpty()) {
            throw node.get().wrong("at least one technique, or all");
        }
        return plans;
    }

    private static TechniquePlan plain(String id) {
        return new TechniquePlan(id, id, Map.of(), Map.of(), true, List.of());
    }

    private TechniquePlan detailed(YamlNode item) {
        YamlNode.Mapping node = PlanBlock.TECHNIQUE.of(item);
        PlannedAlgorithm algorithm = PlannedAlgorithm.read(node.get("algorithm"), catalogue);
        String id = algorithm.id();
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, Dimension> space = new LinkedHashMap<>();
        DataReader.each(node.find("hyperparameters"), (name, member) -> {
            Hyperparameter parameter = algorithm.hyperparameter(name, member.place());
            if (member.node() instanceof YamlNode.Mapping range) {
                space.put(name, range(parameter, PlanBlock.RANGE.of(range)));
            } else {
                values(parameter, member.node(), settings, space);
            }
        });
        boolean search = node.find("others")
                .map(word -> word.oneOf(List.of("search", "default")))
                .orElse("search")
                .equals("search");
        return new TechniquePlan(
                node.find("name").map(YamlNode::text).orElse(id), id, settings, space, search, List.of());
    }

    private static void values(
            Hyperparameter parameter, YamlNode node, Map<String, String> settings, Map<String, Dimension> space) {
        if (node instanceof YamlNode.Scalar scalar && Prior.isMeant(scalar.value())) {
            prior(parameter, scalar, settings, space);
            return;
        }
        List<String> values = AutoMlPlanReader.different(node, item -> PlannedAlgorithm.value(parameter, item));
        if (values.size() == 1) {
            settings.put(parameter.name(), values.get(0));
        } else {
            space.put(parameter.name(), new Dimension.Words(values));
        }
    }

    private static void prior(
            Hyperparameter parameter,
            YamlNode.Scalar node,
            Map<String, String> settings,
            Map<String, Dimension> space) {
        try {
            Prior prior = Prior.parse(node.value());
            prior.dimension(parameter)
                    .ifPresentOrElse(
                            values -> space.put(parameter.name(), values),
                            () -> settings.put(parameter.name(), prior.only(parameter)));
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Dimension range(Hyperparameter parameter, YamlNode.Mapping range) {
        if (parameter instanceof Hyperparameter.Choice) {
            throw range.wrong(parameter.range());
        }
        boolean logarithmic = range.find("scale")
                .map(word -> word.oneOf(List.of("linear", "log")))
                .orElse("linear")
                .equals("log");
        String from = PlannedAlgorithm.value(parameter, range.get("from"));
        String to = PlannedAlgorithm.value(parameter, range.get("to"));
        if (!(Double.parseDouble(from) < Double.parseDouble(to))) {
            throw range.get("to").wrong("a number above " + from);
        }
        if (logarithmic && !(Double.parseDouble(from) > 0)) {
            throw range.get("from").wrong("a positive number, since the scale is logarithmic");
        }
        return parameter instanceof Hyperparameter.Whole
                ? new Dimension.Wholes(Integer.parseInt(from), Integer.parseInt(to), logarithmic)
                : new Dimension.Reals(Double.parseDouble(from), Double.parseDouble(to), logarithmic);
    }
}
