package org.qeperf.train.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.yaml.YamlNode;

/** Reads a training plan; every error knows its place. */
final class TrainPlanReader {

    private static final List<String> KEYS = List.of(
            "model",
            "runs",
            "cleaning",
            "code",
            "schema",
            "normalizer",
            "algorithm",
            "hyperparameters",
            "folds",
            "seed",
            "output");

    private TrainPlanReader() {}

    static TrainPlan read(Path file) {
        YamlNode.Mapping plan = YamlNode.read(file).allowing(KEYS);
        YamlNode.Mapping model = plan.get("model").mapping().allowing(List.of("name", "version"));
        Map<String, String> hyperparameters = new LinkedHashMap<>();
        plan.find("hyperparameters")
                .ifPresent(node ->
                        node.mapping().members().forEach((name, value) -> hyperparameters.put(name, value.text())));
        return new TrainPlan(
                new TrainPlan.ModelName(
                        model.get("name").text(), model.get("version").text()),
                plan.get("runs").text(),
                plan.find("cleaning").map(YamlNode::text).orElse(Cleaning.DEFAULT),
                plan.get("code").text(),
                plan.get("schema").text(),
                plan.get("normalizer").word(),
                plan.get("algorithm").text(),
                hyperparameters,
                (int) plan.get("folds").whole(2, Integer.MAX_VALUE),
                plan.get("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
                plan.get("output").text());
    }
}
