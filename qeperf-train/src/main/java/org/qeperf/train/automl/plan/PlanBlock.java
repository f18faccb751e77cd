package org.qeperf.train.automl.plan;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.train.yaml.YamlNode;

/** The parts of a search plan and the keys of each. {@code search-plan.schema.json} says the same. */
enum PlanBlock {
    PLAN(
            "the plan itself",
            "model",
            "data",
            "features",
            "standardize",
            "target_form",
            "feature_selection",
            "test",
            "selection",
            "techniques",
            "search",
            "runs",
            "seed",
            "refit"),
    MODEL("'model'", "name", "version"),
    TABLE("'data' of a table", "csv", "target", "rename", "skip_rows", "use", "skip", "words"),
    RUNS("'data' of runs", "runs", "cleaning", "code", "schemas", "normalizers"),
    FEATURES("'features'", "name", "inverse", "log", "replace", "products", "selected_products", "ernest"),
    PRODUCTS("'products'", "degree", "interactions_only"),
    FEATURE_SELECTION("'feature_selection'", "method", "least", "most", "folds", "tolerance", "technique"),
    DIVISION("'test' or 'selection'", "method", "ratio", "folds", "columns", "column", "rows"),
    EVERY("a column of 'columns'", "every"),
    TECHNIQUE("'techniques'", "name", "algorithm", "hyperparameters", "others"),
    RANGE("a range of 'hyperparameters'", "from", "to", "scale"),
    SEARCH("'search'", "method", "trials", "seconds", "resource", "latency_us");

    private final String label;
    private final List<String> keys;

    PlanBlock(String label, String... keys) {
        this.label = label;
        this.keys = List.of(keys);
    }

    List<String> keys() {
        return keys;
    }

    /**
     * The keys and values of a part.
     *
     * @param node what stands there
     * @return the same, without keys that nobody reads
     * @throws InputException at the first such key; it says where else the key may stand, or which one is nearest
     */
    YamlNode.Mapping of(YamlNode node) {
        YamlNode.Mapping mapping = node.mapping();
        for (String key : mapping.members().keySet()) {
            List<String> elsewhere = placesOf(key);
            // A letter too many or too few is likelier than another place.
            boolean misspelt = keys.stream().anyMatch(known -> EditDistance.between(known, key) <= 1);
            if (!misspelt && !elsewhere.isEmpty()) {
                throw new InputException(
                        mapping.place(key),
                        key,
                        "key " + InputException.quote(key) + " stands in " + label,
                        "it in " + String.join(", or in ", elsewhere) + "; here one of " + String.join(", ", keys));
            }
        }
        return mapping.allowing(keys);
    }

    private static List<String> placesOf(String key) {
        List<String> places = new ArrayList<>();
        for (PlanBlock block : values()) {
            if (block.keys.contains(key)) {
                places.add(block.label);
            }
        }
        return places;
    }
}
