package org.qeperf.train.automl.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.api.InputException;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.yaml.YamlNode;

/** Reads which features to make of a table's columns. */
final class FeatureReader {

    private static final List<String> WORDS = List.of("plain", "logarithms");
    private static final int MOST_FACTORS = 20;

    private final CsvColumns columns;

    FeatureReader(CsvColumns columns) {
        this.columns = columns;
    }

    List<FeaturePlan> read(YamlNode node) {
        List<FeaturePlan> plans = AutoMlPlanReader.different(node, this::one);
        List<String> names = plans.stream().map(FeaturePlan::name).toList();
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) < i) {
                YamlNode.Mapping second = node.items().get(i).mapping();
                throw new InputException(
                        second.find("name").map(YamlNode::location).orElse(second.location()),
                        names.get(i),
                        "two alternatives are called " + InputException.quote(names.get(i)),
                        "a 'name' that no other alternative has");
            }
        }
        return plans;
    }

    private FeaturePlan one(YamlNode node) {
        if (node instanceof YamlNode.Mapping) {
            return plan(PlanBlock.FEATURES.of(node));
        }
        return node.oneOf(WORDS).equals("plain") ? FeaturePlan.PLAIN : FeaturePlan.LOGARITHMS;
    }

    private FeaturePlan plan(YamlNode.Mapping node) {
        String name = node.find("name").map(YamlNode::text).orElse("own");
        if (node.find("ernest").map(YamlNode::truth).orElse(false)) {
            for (String key : node.members().keySet()) {
                if (!List.of("name", "ernest").contains(key)) {
                    throw new InputException(
                            node.place(key),
                            key,
                            "key '" + key + "' stands beside 'ernest'",
                            "ernest alone, whose features stand in the place of all others");
                }
            }
            columns.require("cores", node.place("ernest"));
            columns.require("datasize", node.place("ernest"));
            return new FeaturePlan(name, List.of(), List.of(), false, OptionalInt.of(1), false, List.of(), true);
        }
        Optional<YamlNode.Mapping> products = node.find("products").map(PlanBlock.PRODUCTS::of);
        return new FeaturePlan(
                name,
                names(node.find("inverse")),
                names(node.find("log")),
                node.find("replace").map(YamlNode::truth).orElse(false),
                degree(products),
                products.flatMap(p -> p.find("interactions_only"))
                        .map(YamlNode::truth)
                        .orElse(false),
                node.find("selected_products").map(FeatureReader::products).orElse(List.of()),
                false);
    }

    private static OptionalInt degree(Optional<YamlNode.Mapping> products) {
        if (products.isEmpty()) {
            return OptionalInt.of(1);
        }
        YamlNode degree = products.get().get("degree");
        return degree.text().equals("inf") ? OptionalInt.empty() : OptionalInt.of((int) degree.whole(1, MOST_FACTORS));
    }

    /** Factors in a list, or one after the other in a text. */
    private static List<List<String>> products(YamlNode node) {
        return AutoMlPlanReader.different(node, item -> {
            List<String> factors = item instanceof YamlNode.Sequence sequence
                    ? sequence.items().stream().map(YamlNode::text).toList()
                    : List.of(item.text().strip().split("\\s+"));
            if (factors.size() < 2 || factors.size() > MOST_FACTORS) {
                throw item.wrong("2 to " + MOST_FACTORS + " factors, such as [x1, x2] or x1 x2");
            }
            return factors;
        });
    }

    private List<String> names(Optional<YamlNode> node) {
        return node.map(list -> AutoMlPlanReader.different(list, item -> {
                    if (!item.text().equals("*")) {
                        columns.require(item.text(), item.location());
                    }
                    return item.text();
                }))
                .orElse(List.of());
    }
}
