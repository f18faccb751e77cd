package org.qeperf.train.amllibrary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.train.amllibrary.TechniqueBuilder.Taken;
import org.qeperf.train.automl.plan.TechniquePlan;

/** Reads the section of neural networks. Each list of layers is a technique of its own. */
final class NetworkShapes {

    private static final Map<String, String> ACTIVATIONS = names("relu", "relu", "tanh", "tanh", "swish", "swish");
    private static final Map<String, String> LOSSES =
            names("mse", "mse", "mean_squared_error", "mse", "mae", "mae", "mean_absolute_error", "mae");
    private static final String LAYERS = "n_features";

    private final AmlTechnique technique;
    private final Algorithm algorithm;
    private final Optional<IniFile.Section> section;
    private final SourceLocation place;
    private final boolean priors;
    private final List<String> notes;

    NetworkShapes(
            AmlTechnique technique,
            Algorithm algorithm,
            Optional<IniFile.Section> section,
            SourceLocation place,
            boolean priors,
            List<String> notes) {
        this.technique = technique;
        this.algorithm = algorithm;
        this.section = section;
        this.place = place;
        this.priors = priors;
        this.notes = notes;
    }

    private static Map<String, String> names(String... pairs) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }

    private TechniqueBuilder builder() {
        return new TechniqueBuilder(technique, algorithm, section, place, priors);
    }

    List<TechniquePlan> plans() {
        List<PythonValue> shapes = builder().values(LAYERS, "[20, 10]");
        List<TechniquePlan> plans = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (PythonValue shape : shapes) {
            List<Integer> units = units(shape);
            Optional<Double> shrink = shrink(units);
            if (shrink.isEmpty()) {
                refused.add(LAYERS + " " + shape.shown()
                        + ": each hidden layer has the same share of the units of the one before");
                continue;
            }
            TechniqueBuilder builder = builder();
            builder.set("layers", Integer.toString(units.size()));
            builder.set("units", Integer.toString(units.get(0)));
            builder.set("shrink", Double.toString(shrink.get()));
            others(builder, units.size());
            plans.add(builder.plan(technique.key() + (shapes.size() > 1 ? " " + shape.plain() : "")));
        }
        if (plans.isEmpty()) {
            throw shapes.get(0)
                    .wrong("hidden layers that each have the same share of the units of the one before,"
                            + " such as [64, 32]");
        }
        notes.add(
                "NeuralNetwork: weights start otherwise than in Keras, and are penalised by 1e-9, the least there is");
        return withRefused(plans, refused);
    }

    /** The first plan carries the shapes that cannot be had. */
    private static List<TechniquePlan> withRefused(List<TechniquePlan> plans, List<String> shapes) {
        TechniquePlan first = plans.get(0);
        List<String> refused = new ArrayList<>(shapes);
        refused.addAll(first.refused());
        plans.set(
                0,
                new TechniquePlan(
                        first.name(), first.id(), first.settings(), first.space(), first.providerSpace(), refused));
        return plans;
    }

    private List<Integer> units(PythonValue shape) {
        List<Integer> units = new ArrayList<>();
        if (shape instanceof PythonValue.Items items && !items.values().isEmpty()) {
            for (PythonValue item : items.values()) {
                units.add(item.whole(1, 1_024));
            }
        }
        if (units.isEmpty() || units.size() > 4) {
            throw shape.wrong("one to four hidden layers, such as [[64, 32]]");
        }
        return units;
    }

    /** The share that gives these units, if one does. */
    private Optional<Double> shrink(List<Integer> units) {
        int first = units.get(0);
        double shrink = units.size() == 1 ? 1 : units.get(1) / (double) first;
        double width = first;
        for (int layer : units) {
            if (Math.max(1, Math.round(width)) != layer) {
                return Optional.empty();
            }
            width *= shrink;
        }
        try {
            return Optional.of(Double.parseDouble(builder().parameter("shrink").normalize(Double.toString(shrink))));
        } catch (TrainingException e) {
            return Optional.empty();
        }
    }

    private void others(TechniqueBuilder builder, int layers) {
        builder.numbers("dropouts", "0.2", "dropout", value -> dropout(value, layers));
        builder.words("activation", "'relu'", "activation", ACTIVATIONS);
        builder.only("optimizer", "'adam'", List.of("adam"), "there is only adam");
        builder.words("loss", "'mse'", "loss", LOSSES);
        builder.numbers("learning_rate", "0.001", "learning-rate");
        builder.numbers("batch_size", "10", "batch");
        builder.numbers("epochs", "5", "epochs");
        builder.set("l1", "1e-9");
        builder.set("l2", "1e-9");
        builder.set("validation", "0");
        builder.set("patience", "0");
        String note = "NeuralNetwork: dropouts holds for the first hidden layer only";
        if (layers > 1 && !notes.contains(note)) {
            notes.add(note);
        }
    }

    private static Taken dropout(PythonValue value, int layers) {
        if (!(value instanceof PythonValue.Items items)) {
            return Taken.as(value.plain());
        }
        List<String> each = items.values().stream()
                .limit(layers)
                .map(PythonValue::plain)
                .distinct()
                .toList();
        return each.size() == 1 && items.values().size() >= layers
                ? Taken.as(each.get(0))
                : Taken.refused("the layers cannot have shares of their own");
    }
}
