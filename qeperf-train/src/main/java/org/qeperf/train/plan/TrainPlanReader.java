package org.qeperf.train.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.automl.plan.PlannedAlgorithm;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.yaml.YamlNode;

/** Reads a training plan; every error knows its place. */
final class TrainPlanReader {

    private static final List<String> KEYS = List.of(
            "model",
            "runs",
            "cleaning",
            "target",
            "code",
            "schema",
            "normalizer",
            "algorithm",
            "hyperparameters",
            "group",
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
                plan.find("target")
                        .map(node -> RunTarget.find(node.oneOf(RunTarget.names())))
                        .orElse(RunTarget.SECONDS_PER_SCF_ITERATION),
                plan.get("code").text(),
                plan.get("schema").text(),
                plan.get("normalizer").word(),
                plan.get("algorithm").text(),
                hyperparameters,
                plan.find("group").map(YamlNode::text).orElse(Grouping.SYSTEM),
                (int) plan.get("folds").whole(2, Integer.MAX_VALUE),
                plan.get("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
                plan.get("output").text());
    }

    /**
     * Refuses names and values that nobody knows.
     *
     * @param file the plan
     * @param extractor makes rows of runs
     * @param catalogue the training back-ends at hand
     * @throws InputException at the first one
     */
    static void check(Path file, FeatureExtractor extractor, RegressorCatalogue catalogue) {
        YamlNode.Mapping plan = YamlNode.read(file).allowing(KEYS);
        String schema = plan.get("schema")
                .oneOf(extractor.schemas().stream().map(FeatureSchema::name).toList());
        YamlNode normalizer = plan.get("normalizer");
        if (normalizer.word().contains("/")) {
            PlannedAlgorithm.read(normalizer, catalogue);
        } else if (!normalizer.word().isEmpty()) {
            normalizer.oneOf(extractor.schemas().stream()
                    .filter(one -> one.name().equals(schema))
                    .flatMap(one -> one.features().stream())
                    .map(FeatureSpec::name)
                    .toList());
        }
        PlannedAlgorithm algorithm = PlannedAlgorithm.read(plan.get("algorithm"), catalogue);
        plan.find("hyperparameters").ifPresent(node -> {
            YamlNode.Mapping given = node.mapping();
            given.members()
                    .forEach((name, value) ->
                            PlannedAlgorithm.value(algorithm.hyperparameter(name, given.place(name)), value));
        });
    }
}
