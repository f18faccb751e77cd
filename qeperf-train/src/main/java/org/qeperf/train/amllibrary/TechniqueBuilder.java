package org.qeperf.train.amllibrary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.train.automl.plan.Prior;
import org.qeperf.train.automl.plan.TechniquePlan;

/** Turns the values of a technique's section into settings and a space, one hyperparameter after the other. */
final class TechniqueBuilder {

    /** What becomes of a value: the value here, or the reason why there is none. */
    record Taken(String value, String refusal) {

        static Taken as(String value) {
            return new Taken(value, "");
        }

        static Taken refused(String reason) {
            return new Taken("", reason);
        }
    }

    private final AmlTechnique technique;
    private final Algorithm algorithm;
    private final Optional<IniFile.Section> section;
    private final SourceLocation place;
    private final boolean priors;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Dimension> space = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * @param technique the technique
     * @param algorithm what stands for it
     * @param section what the file says of it
     * @param place where the file names it
     * @param priors whether values may be priors
     */
    TechniqueBuilder(
            AmlTechnique technique,
            Algorithm algorithm,
            Optional<IniFile.Section> section,
            SourceLocation place,
            boolean priors) {
        this.technique = technique;
        this.algorithm = algorithm;
        this.section = section;
        this.place = place;
        this.priors = priors;
    }

    /** The values of a hyperparameter, aMLLibrary's default where the file has none. */
    List<PythonValue> values(String key, String usual) {
        PythonValue given = section.flatMap(s -> s.find(key))
                .orElseGet(() -> LiteralParser.parse(
                        new ValueText(place.source(), place.line(), place.column(), "[" + usual + "]")));
        if (given.items().isEmpty()) {
            throw given.wrong("at least one value");
        }
        List<PythonValue> values = new ArrayList<>();
        for (PythonValue item : given.items()) {
            requirePrior(item, given);
            if (values.stream().noneMatch(value -> value.plain().equals(item.plain()))) {
                values.add(item);
            }
        }
        return values;
    }

    private void requirePrior(PythonValue item, PythonValue list) {
        if (!isPrior(item)) {
            return;
        }
        if (!priors) {
            throw item.wrong("values, or hyperparameter_tuning = Hyperopt in [General]");
        }
        if (list.items().size() > 1) {
            throw item.wrong("one prior alone, or values only");
        }
    }

    static boolean isPrior(PythonValue value) {
        return (value instanceof PythonValue.Text || value instanceof PythonValue.Word) && Prior.isMeant(value.plain());
    }

    /** Numbers that are the same here. */
    void numbers(String key, String usual, String target) {
        numbers(key, usual, target, value -> Taken.as(value.plain()));
    }

    /** Numbers of which some are others here. */
    void numbers(String key, String usual, String target, Function<PythonValue, Taken> read) {
        Hyperparameter parameter = parameter(target);
        List<PythonValue> values = values(key, usual);
        if (isPrior(values.get(0))) {
            PythonValue text = values.get(0);
            try {
                Prior prior = Prior.parse(text.plain());
                prior.dimension(parameter)
                        .ifPresentOrElse(found -> space.put(target, found), () -> set(target, prior.only(parameter)));
            } catch (IllegalArgumentException e) {
                throw text.wrong(String.valueOf(e.getMessage()));
            }
            return;
        }
        put(key, values, target, value -> {
            Taken taken = read.apply(value);
            boolean given = taken.refusal().isEmpty() && !taken.value().isEmpty();
            return given ? inRange(parameter, taken.value()) : taken;
        });
    }

    /** Words that have other names here. */
    void words(String key, String usual, String target, Map<String, String> names) {
        put(key, values(key, usual), target, value -> {
            String name = names.get(value.plain());
            return name == null ? Taken.refused("there are only " + String.join(", ", names.keySet())) : Taken.as(name);
        });
    }

    /** Values that must be among those that this is made for, and set nothing. */
    void only(String key, String usual, List<String> sound, String reason) {
        put(key, values(key, usual), "", value -> sound.contains(value.plain()) ? Taken.as("") : Taken.refused(reason));
    }

    /** Writes values down, without those that cannot be had. */
    void put(String key, List<PythonValue> values, String target, Function<PythonValue, Taken> read) {
        Set<String> taken = new LinkedHashSet<>();
        String reason = "";
        for (PythonValue value : values) {
            Taken one = read.apply(value);
            if (one.refusal().isEmpty()) {
                taken.add(one.value());
            } else {
                reason = one.refusal();
                refused.add(key + " " + value.shown() + ": " + reason);
            }
        }
        if (taken.isEmpty()) {
            PythonValue first = values.get(0);
            throw new InputException(
                    first.location(),
                    first.plain(),
                    "found " + key + " " + first.shown() + ", which " + technique.id() + " does not have",
                    "another value: " + reason);
        }
        if (!target.isEmpty()) {
            put(target, List.copyOf(taken));
        }
    }

    private void put(String target, List<String> values) {
        if (values.size() == 1) {
            set(target, values.get(0));
        } else {
            space.put(target, new Dimension.Words(values));
        }
    }

    /** One value. */
    void set(String target, String value) {
        settings.put(target, parameter(target).normalize(value));
    }

    /** Several values. */
    void search(String target, Dimension values) {
        space.put(target, values);
    }

    Hyperparameter parameter(String target) {
        return algorithm.hyperparameters().stream()
                .filter(parameter -> parameter.name().equals(target))
                .findFirst()
                .orElseThrow(() -> new TrainingException("algorithm " + technique.id() + " has no hyperparameter '"
                        + target + "'; expected the provider of this release"));
    }

    private static Taken inRange(Hyperparameter parameter, String value) {
        try {
            return Taken.as(parameter.normalize(value));
        } catch (TrainingException e) {
            return Taken.refused("expected " + parameter.range());
        }
    }

    /** The plan, its other hyperparameters at their defaults. */
    TechniquePlan plan(String name) {
        return new TechniquePlan(name, technique.id(), settings, space, false, refused);
    }
}
