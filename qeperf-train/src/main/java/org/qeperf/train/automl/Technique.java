package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.TechniquePlan;
import org.qeperf.train.fit.Form;
import org.qeperf.train.fit.Recipe;
import org.qeperf.train.search.SearchSpace;

/**
 * A technique with all that is searched for it: hyperparameters, and the choices that are the same for all techniques, whose
 * names start with {@code @}.
 */
final class Technique {

    static final String FEATURES = "@features";
    static final String TARGET = "@target";
    static final String STANDARDIZE = "@standardize";
    static final String NORMALIZER = "@normalizer";

    private final TechniquePlan plan;
    private final RegressorCatalogue catalogue;
    private final Algorithm algorithm;
    private final SearchSpace space;
    private final Map<String, String> fixed = new LinkedHashMap<>();
    private final List<Map<String, String>> initial;

    Technique(TechniquePlan plan, AutoMlPlan search, Problem problem, RegressorCatalogue catalogue) {
        this.plan = plan;
        this.catalogue = catalogue;
        this.algorithm = catalogue.find(plan.id()).algorithm();
        Map<String, Dimension> dimensions = new LinkedHashMap<>();
        boolean raw = algorithm.inputs() == Inputs.RAW;
        choose(FEATURES, problem.features().stream().map(FeatureSet::name).toList(), dimensions);
        choose(
                TARGET,
                raw
                        ? List.of(word(TargetForm.IDENTITY))
                        : search.targets().stream().map(Technique::word).toList(),
                dimensions);
        choose(
                STANDARDIZE,
                raw
                        ? List.of("false")
                        : search.standardize().stream().map(String::valueOf).toList(),
                dimensions);
        choose(
                NORMALIZER,
                !raw && search.data() instanceof AutoMlPlan.DataPlan.RunFile runs ? runs.normalizers() : List.of(""),
                dimensions);
        int choices = dimensions.size();
        for (Hyperparameter parameter : algorithm.hyperparameters()) {
            dimension(parameter).ifPresent(dimension -> dimensions.put(parameter.name(), dimension));
        }
        this.space = new SearchSpace(dimensions);
        this.initial = initial(choices);
        algorithm.configure(plan.settings());
    }

    private void choose(String name, List<String> values, Map<String, Dimension> dimensions) {
        if (values.size() == 1) {
            fixed.put(name, values.get(0));
        } else {
            dimensions.put(name, new Dimension.Words(values));
        }
    }

    private Optional<Dimension> dimension(Hyperparameter parameter) {
        if (plan.settings().containsKey(parameter.name())) {
            return Optional.empty();
        }
        Dimension own = plan.space().get(parameter.name());
        if (own != null) {
            return Optional.of(own);
        }
        return plan.providerSpace() ? parameter.search() : Optional.empty();
    }

    /** The defaults, with every combination of the choices that are the same for all techniques. */
    private List<Map<String, String>> initial(int choices) {
        List<Map<String, String>> points = new ArrayList<>(List.of(Map.of()));
        int index = 0;
        for (Map.Entry<String, Dimension> entry : space.dimensions().entrySet()) {
            List<String> values =
                    index++ < choices ? entry.getValue().grid(1) : List.of(usual(entry.getKey(), entry.getValue()));
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> point : points) {
                for (String value : values) {
                    Map<String, String> next = new LinkedHashMap<>(point);
                    next.put(entry.getKey(), value);
                    longer.add(next);
                }
            }
            points = longer;
        }
        return points;
    }

    /** The default where the search may choose it, else the middle. */
    private String usual(String name, Dimension dimension) {
        String value = algorithm.hyperparameters().stream()
                .filter(p -> p.name().equals(name))
                .map(Hyperparameter::defaultText)
                .findFirst()
                .orElse("");
        try {
            dimension.position(value);
            return value;
        } catch (IllegalArgumentException e) {
            return dimension.at(0.5);
        }
    }

    private static String word(TargetForm form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    String name() {
        return plan.name();
    }

    TechniquePlan plan() {
        return plan;
    }

    RegressorCatalogue catalogue() {
        return catalogue;
    }

    RegressorProvider provider() {
        return catalogue.find(plan.id()).provider();
    }

    Algorithm algorithm() {
        return algorithm;
    }

    SearchSpace space() {
        return space;
    }

    List<Map<String, String>> initial() {
        return initial;
    }

    /** A value for everything: what a trial chose, what the plan fixed, and the defaults. */
    Map<String, String> complete(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(fixed);
        all.putAll(values);
        hyperparameters(values).forEach(all::putIfAbsent);
        return all;
    }

    /** Name of the choice of features. */
    String features(Map<String, String> values) {
        return chosen(FEATURES, values);
    }

    /** What to fit; hyperparameters named in {@code changed} replace those chosen. */
    Recipe recipe(Map<String, String> values, Map<String, String> changed, FeatureSchema schema) {
        Map<String, String> hyperparameters = hyperparameters(values);
        hyperparameters.putAll(changed);
        Inputs rows = Boolean.parseBoolean(chosen(STANDARDIZE, values)) ? Inputs.STANDARDIZED : Inputs.RAW;
        TargetForm target = TargetForm.valueOf(chosen(TARGET, values).toUpperCase(Locale.ROOT));
        return Recipe.of(catalogue, schema, chosen(NORMALIZER, values), plan.id(), hyperparameters)
                .in(new Form(rows, target));
    }

    /** A value for every hyperparameter of the algorithm. */
    Map<String, String> hyperparameters(Map<String, String> values) {
        Map<String, String> given = new LinkedHashMap<>(plan.settings());
        values.forEach((name, value) -> {
            if (!name.startsWith("@")) {
                given.put(name, value);
            }
        });
        return new LinkedHashMap<>(algorithm.configure(given).asMap());
    }

    private String chosen(String name, Map<String, String> values) {
        return values.getOrDefault(name, fixed.getOrDefault(name, ""));
    }
}
