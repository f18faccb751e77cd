package org.qeperf.train.amllibrary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.amllibrary.TechniqueBuilder.Taken;
import org.qeperf.train.automl.plan.TechniquePlan;

/** Reads the techniques of a configuration and their sections. */
final class AmlTechniques {

    private static final List<String> SQUARES = List.of("squared_error", "mse", "friedman_mse");

    private final Map<String, IniFile.Section> sections;
    private final RegressorCatalogue catalogue;
    private final boolean priors;
    private final int rows;
    private final int features;
    private final List<String> notes;

    /**
     * @param sections the file
     * @param catalogue the training back-ends at hand
     * @param priors whether hyperparameters may be priors
     * @param rows how many rows a trial learns from
     * @param features how many features the file makes
     * @param notes where to say what people should know
     */
    AmlTechniques(
            Map<String, IniFile.Section> sections,
            RegressorCatalogue catalogue,
            boolean priors,
            int rows,
            int features,
            List<String> notes) {
        this.sections = sections;
        this.catalogue = catalogue;
        this.priors = priors;
        this.rows = rows;
        this.features = features;
        this.notes = notes;
    }

    List<TechniquePlan> read(PythonValue names) {
        if (names.items().isEmpty()) {
            throw names.wrong("at least one technique");
        }
        List<TechniquePlan> plans = new ArrayList<>();
        List<AmlTechnique> seen = new ArrayList<>();
        for (PythonValue name : names.items()) {
            AmlTechnique technique = technique(name);
            if (seen.contains(technique)) {
                throw name.wrong("each technique once");
            }
            seen.add(technique);
            plans.addAll(plans(technique, name));
        }
        for (AmlTechnique technique : AmlTechnique.values()) {
            if (sections.containsKey(technique.key()) && !seen.contains(technique)) {
                notes.add("section [" + technique.key() + "] is not used, since 'techniques' does not name it");
            }
        }
        return plans;
    }

    private static AmlTechnique technique(PythonValue name) {
        List<String> known = new ArrayList<>();
        for (AmlTechnique technique : AmlTechnique.values()) {
            if (technique.key().equals(name.text())) {
                return technique;
            }
            known.add(technique.key());
        }
        throw new InputException(
                name.location(),
                name.text(),
                "found " + name.shown() + EditDistance.suggestion(name.text(), known),
                "one of " + String.join(", ", known));
    }

    private List<TechniquePlan> plans(AmlTechnique technique, PythonValue name) {
        Optional<IniFile.Section> section = Optional.ofNullable(sections.get(technique.key()));
        RegressorCatalogue.Choice choice = catalogue.choices().get(technique.id());
        if (choice == null) {
            throw name.wrong("a technique whose algorithm is on the class path; add the jar of the provider of "
                    + technique.id());
        }
        Algorithm algorithm = choice.algorithm();
        SourceLocation place = section.map(IniFile.Section::location).orElse(name.location());
        TechniqueBuilder builder = new TechniqueBuilder(technique, algorithm, section, place, priors);
        switch (technique) {
            case RIDGE -> ridge(builder);
            case TREE -> tree(builder);
            case FOREST -> forest(builder);
            case SUPPORT_VECTORS -> supportVectors(builder);
            case BOOSTING -> boosting(builder);
            case NON_NEGATIVE -> nonNegative(builder);
            case STEPWISE -> stepwise(builder);
            case NETWORK -> {
                return new NetworkShapes(technique, algorithm, section, place, priors, notes).plans();
            }
        }
        return List.of(builder.plan(technique.key()));
    }

    private static void ridge(TechniqueBuilder builder) {
        builder.numbers(
                "alpha",
                "0.1",
                "alpha",
                value -> value instanceof PythonValue.Number number && number.value() == 0
                        ? Taken.refused("0 is plain least squares, which is linear/ols")
                        : Taken.as(value.plain()));
    }

    private void tree(TechniqueBuilder builder) {
        builder.only("criterion", "'squared_error'", SQUARES, "trees are grown on squared errors");
        depth(builder);
        builder.put("max_features", builder.values("max_features", "'auto'"), "", value -> {
            boolean all = value.is("auto")
                    || value instanceof PythonValue.Nothing
                    || value instanceof PythonValue.Number number && !number.whole() && number.value() == 1;
            return all ? Taken.as("") : Taken.refused("a single tree looks at all features");
        });
        notes.addAll(new TreeRows(builder, rows).read("DecisionTree", "0.01", "0.01"));
    }

    private void forest(TechniqueBuilder builder) {
        builder.numbers("n_estimators", "5", "trees");
        builder.only("criterion", "'squared_error'", SQUARES, "trees are grown on squared errors");
        depth(builder);
        builder.numbers("max_features", "'auto'", "share", this::shareOfFeatures);
        notes.addAll(new TreeRows(builder, rows).read("RandomForest", "0.1", "1"));
    }

    private static void depth(TechniqueBuilder builder) {
        builder.numbers("max_depth", "3", "depth", value -> {
            if (value instanceof PythonValue.Nothing) {
                return Taken.as("0");
            }
            return value instanceof PythonValue.Number number && number.value() < 1
                    ? Taken.refused("expected None, or a whole number from 1")
                    : Taken.as(value.plain());
        });
    }

    private Taken shareOfFeatures(PythonValue value) {
        if (value.is("auto") || value instanceof PythonValue.Nothing) {
            return Taken.as("1.0");
        }
        if (value instanceof PythonValue.Number number && !number.whole()) {
            return number.value() > 0
                    ? Taken.as(value.plain())
                    : Taken.refused("expected a share of the features above 0.0");
        }
        int tried;
        if (value.is("sqrt")) {
            tried = (int) Math.sqrt(features);
        } else if (value.is("log2")) {
            tried = (int) (Math.log(features) / Math.log(2));
        } else if (value instanceof PythonValue.Number number && number.value() >= 1) {
            tried = (int) Math.min(features, number.value());
        } else {
            return Taken.refused("expected 'auto', 'sqrt', 'log2', a number of features or a share of them");
        }
        double share = Math.max(1, tried) / (double) features;
        notes.add("RandomForest: max_features " + value.shown() + " became the share "
                + String.format(Locale.ROOT, "%.3f", share) + ", " + Math.max(1, tried) + " of about " + features
                + " features");
        return Taken.as(Double.toString(share));
    }

    private void supportVectors(TechniqueBuilder builder) {
        builder.numbers("C", "0.001", "penalty");
        builder.numbers("epsilon", "0.05", "epsilon");
        builder.numbers(
                "gamma",
                "1e-7",
                "gamma",
                value -> value.is("auto")
                        ? Taken.as("0")
                        : value instanceof PythonValue.Number number && number.value() > 0
                                ? Taken.as(value.plain())
                                : Taken.refused("expected a positive number, or 'auto' for one over the features"));
        Map<String, String> kernels = new LinkedHashMap<>();
        kernels.put("linear", "linear");
        kernels.put("rbf", "gaussian");
        builder.words("kernel", "'linear'", "kernel", kernels);
        builder.put("degree", builder.values("degree", "2"), "", value -> Taken.as(""));
        if (sections.containsKey(AmlTechnique.SUPPORT_VECTORS.key())
                && sections.get(AmlTechnique.SUPPORT_VECTORS.key())
                        .find("degree")
                        .isPresent()) {
            notes.add("SVR: degree says something of the kernel poly only, which cannot be had");
        }
    }

    private static void boosting(TechniqueBuilder builder) {
        builder.numbers("n_estimators", "500", "trees");
        builder.numbers("max_depth", "100", "depth");
        builder.numbers("learning_rate", "0.1", "learning-rate");
        builder.numbers("min_child_weight", "1", "min-child-weight");
        builder.numbers("gamma", "0.25", "gamma");
        builder.numbers("lambda", "1", "lambda");
        builder.numbers("alpha", "0", "alpha");
    }

    private void nonNegative(TechniqueBuilder builder) {
        builder.only("fit_intercept", "True", List.of("True"), "the intercept is always found");
        notes.add(
                "NNLS is least squares without negative slopes (Lawson and Hanson); aMLLibrary's is a lasso with weight"
                        + " 0.001");
    }

    private void stepwise(TechniqueBuilder builder) {
        builder.numbers("p_to_add", "0.05", "p_enter");
        builder.numbers("p_to_remove", "0.1", "p_remove");
        builder.only("fit_intercept", "True", List.of("True"), "the intercept is always found");
        for (PythonValue steps : builder.values("max_iter", "100")) {
            steps.whole(1, Integer.MAX_VALUE);
        }
        if (sections.containsKey(AmlTechnique.STEPWISE.key())
                && sections.get(AmlTechnique.STEPWISE.key()).find("max_iter").isPresent()) {
            notes.add("Stepwise: max_iter is not needed; there are at most four steps for each feature");
        }
    }
}
