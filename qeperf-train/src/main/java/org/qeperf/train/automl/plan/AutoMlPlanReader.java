package org.qeperf.train.automl.plan;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan;
import org.qeperf.train.search.SearchMethod;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.yaml.YamlNode;

/** Reads a search plan written in YAML; every error knows its place. {@code docs/automl-plan.md} describes the keys. */
public final class AutoMlPlanReader {

    /** Search methods that a plan may name; the first is the default. */
    static final List<String> METHODS = methods();

    static final int MOST = 1_000_000;
    private static final int TRIALS = 12;

    private final Path file;
    private final YamlNode.Mapping plan;
    private final RegressorCatalogue catalogue;
    private final FeatureExtractor extractor;

    private AutoMlPlanReader(
            Path file, YamlNode.Mapping plan, RegressorCatalogue catalogue, FeatureExtractor extractor) {
        this.file = file;
        this.plan = plan;
        this.catalogue = catalogue;
        this.extractor = extractor;
    }

    private static List<String> methods() {
        List<String> methods = new ArrayList<>();
        methods.add(SearchMethod.SUCCESSIVE_HALVING.key());
        Arrays.stream(SearchMethod.values())
                .map(SearchMethod::key)
                .filter(key -> !methods.contains(key))
                .forEach(methods::add);
        return List.copyOf(methods);
    }

    /**
     * Whether a plan is one for a search; the others are for one algorithm.
     *
     * @param plan keys and values
     * @return whether it has a key {@code data} or {@code techniques}
     */
    public static boolean recognizes(YamlNode.Mapping plan) {
        return plan.find("data").isPresent() || plan.find("techniques").isPresent();
    }

    /**
     * Reads a plan.
     *
     * @param file a YAML file
     * @param catalogue the training back-ends at hand
     * @param extractor makes rows of runs
     * @return the plan; its paths are relative to the plan's folder
     * @throws InputException if it is not a plan, or asks for what there is not
     * @throws UncheckedIOException if it cannot be read
     */
    public static AutoMlPlan read(Path file, RegressorCatalogue catalogue, FeatureExtractor extractor) {
        return new AutoMlPlanReader(file, PlanBlock.PLAN.of(YamlNode.read(file)), catalogue, extractor).plan();
    }

    private AutoMlPlan plan() {
        DataReader.Read data = new DataReader(file, catalogue, extractor).read(plan.get("data"));
        DivisionReader divisions = new DivisionReader(data.columns());
        return new AutoMlPlan(
                model(),
                data.plan(),
                features(data),
                alternatives("standardize", List.of(true), YamlNode::truth),
                alternatives(
                        "target_form",
                        List.of(Preparation.TargetForm.LOGARITHM, Preparation.TargetForm.IDENTITY),
                        AutoMlPlanReader::targetForm),
                plan.find("feature_selection").map(node -> new SelectionReader(catalogue).read(node)),
                divisions.test(plan.find("test")),
                divisions.selection(plan.find("selection")),
                new TechniqueReader(catalogue, data.columns().isPresent()).read(plan.find("techniques")),
                search(),
                plan.find("runs").map(node -> (int) node.whole(1, MOST)).orElse(1),
                plan.find("seed")
                        .map(node -> node.whole(Long.MIN_VALUE, Long.MAX_VALUE))
                        .orElse(0L),
                plan.find("refit").map(YamlNode::truth).orElse(false),
                List.of());
    }

    private AutoMlPlan.ModelName model() {
        AutoMlPlan.ModelName usual = AutoMlPlan.ModelName.after(file);
        Optional<YamlNode> node = plan.find("model");
        if (node.isEmpty()) {
            return usual;
        }
        YamlNode.Mapping model = PlanBlock.MODEL.of(node.get());
        String name = model.find("name")
                .map(text -> id(text, text.text(), usual.version()).name())
                .orElse(usual.name());
        String version = model.find("version")
                .map(text -> id(text, usual.name(), text.text()).version())
                .orElse(usual.version());
        return new AutoMlPlan.ModelName(name, version);
    }

    private static ModelId id(YamlNode node, String name, String version) {
        try {
            return new ModelId(name, version);
        } catch (IllegalArgumentException e) {
            throw node.wrong("lower-case letters, digits and hyphens, in a version periods too, at most 64");
        }
    }

    private List<FeaturePlan> features(DataReader.Read data) {
        Optional<YamlNode> node = plan.find("features");
        if (data.columns().isPresent()) {
            return node.map(given -> new FeatureReader(data.columns().get()).read(given))
                    .orElse(List.of(FeaturePlan.PLAIN, FeaturePlan.LOGARITHMS));
        }
        if (node.isPresent()) {
            throw new InputException(
                    plan.place("features"),
                    "features",
                    "key 'features' stands in a plan for runs",
                    "key 'schemas' in 'data', which says what features runs have");
        }
        return List.of();
    }

    private <T> List<T> alternatives(String key, List<T> usual, Function<YamlNode, T> read) {
        return plan.find(key).map(node -> different(node, read)).orElse(usual);
    }

    /** A list of values, at least one, each once. */
    static <T> List<T> different(YamlNode node, Function<YamlNode, T> read) {
        List<T> values = new ArrayList<>();
        for (YamlNode item : node.items()) {
            T value = read.apply(item);
            if (values.contains(value)) {
                throw item.wrong("each value once");
            }
            values.add(value);
        }
        if (values.isEmpty()) {
            throw node.wrong("at least one value");
        }
        return values;
    }

    private static Preparation.TargetForm targetForm(YamlNode node) {
        return switch (node.oneOf(List.of("logarithm", "identity"))) {
            case "logarithm" -> Preparation.TargetForm.LOGARITHM;
            default -> Preparation.TargetForm.IDENTITY;
        };
    }

    private SearchPlan search() {
        Optional<YamlNode.Mapping> node = plan.find("search").map(PlanBlock.SEARCH::of);
        Function<String, Optional<YamlNode>> key = name -> node.flatMap(search -> search.find(name));
        SearchPlan.Resource resource = key.apply("resource")
                        .map(text -> text.oneOf(List.of("rows", "steps")))
                        .orElse("rows")
                        .equals("rows")
                ? SearchPlan.Resource.ROWS
                : SearchPlan.Resource.STEPS;
        return new SearchPlan(
                key.apply("method").map(text -> text.oneOf(METHODS)).orElse(METHODS.get(0)),
                key.apply("trials").map(trials -> (int) trials.whole(1, MOST)).orElse(TRIALS),
                positive(key.apply("seconds")),
                resource,
                positive(key.apply("latency_us")));
    }

    private static OptionalDouble positive(Optional<YamlNode> node) {
        return node.isPresent() ? OptionalDouble.of(node.get().positive()) : OptionalDouble.empty();
    }
}
