package org.qeperf.train.automl.plan;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan.Method;
import org.qeperf.train.yaml.YamlNode;

/** Reads which features to keep. */
final class SelectionReader {

    private static final List<String> FORWARD_KEYS = List.of("folds");
    private static final List<String> IMPORTANCE_KEYS = List.of("tolerance", "technique");

    private final RegressorCatalogue catalogue;

    SelectionReader(RegressorCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    ColumnSelectionPlan read(YamlNode given) {
        YamlNode.Mapping node = PlanBlock.FEATURE_SELECTION.of(given);
        boolean forward =
                node.get("method").oneOf(List.of("forward", "importance")).equals("forward");
        for (String key : forward ? IMPORTANCE_KEYS : FORWARD_KEYS) {
            if (node.find(key).isPresent()) {
                throw new InputException(
                        node.place(key),
                        key,
                        "key '" + key + "' stands beside method '" + (forward ? "forward" : "importance") + "'",
                        "it with method " + (forward ? "importance" : "forward"));
            }
        }
        int least = node.find("least")
                .map(number -> (int) number.whole(1, AutoMlPlanReader.MOST))
                .orElse(1);
        int most = node.find("most")
                .map(number -> (int) number.whole(least, AutoMlPlanReader.MOST))
                .orElse(Integer.MAX_VALUE);
        int folds = node.find("folds")
                .map(number -> (int) number.whole(2, AutoMlPlanReader.MOST))
                .orElse(5);
        Optional<YamlNode> technique = node.find("technique");
        return new ColumnSelectionPlan(
                forward ? Method.FORWARD : Method.IMPORTANCE,
                least,
                most,
                folds,
                node.find("tolerance").map(SelectionReader::share).orElse(forward ? 0 : 0.05),
                technique.map(id -> PlannedAlgorithm.read(id, catalogue).id()).orElse(""));
    }

    private static double share(YamlNode node) {
        double share = node.number();
        if (!(share >= 0 && share < 1)) {
            throw node.wrong("a number from 0, below 1");
        }
        return share;
    }
}
