package org.qeperf.runtime.catalogue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.runtime.machine.LocatedJson;
import org.qeperf.runtime.machine.LocatedObject;

/** The sources of a machine file, and the reading of figures that name one. */
final class Sources {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private final Map<String, LocatedJson> places = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    Sources(LocatedJson json) {
        LocatedObject object = json.object("the sources");
        for (String key : json.members().keySet()) {
            LocatedJson source = object.take(key);
            if (!KEY.matcher(key).matches()) {
                throw source.error(
                        "the key of a source is " + InputException.quote(key), "letters, digits and _.-, at most 64");
            }
            places.put(key, source);
            texts.put(key, MemberValues.text(source));
        }
    }

    /** What each key stands for. */
    Map<String, String> texts() {
        return texts;
    }

    /** A key of these sources. */
    String key(LocatedJson json) {
        String key = json.value().isTextual() ? json.value().textValue() : "";
        if (!texts.containsKey(key)) {
            throw json.error(
                    "the source of '" + json.name() + "' is " + json.shown()
                            + EditDistance.suggestion(key, texts.keySet()),
                    "a key of 'sources'");
        }
        used.add(key);
        return key;
    }

    /** A pair of value and source. */
    <T> Sourced<T> figure(LocatedJson json, Function<LocatedJson, T> read) {
        if (!json.value().isArray() || json.elements().size() != 2) {
            throw json.error(
                    "'" + json.name() + "' is " + json.shown(), "a value and its source, such as [1, \"guide\"]");
        }
        return new Sourced<>(
                read.apply(json.elements().get(0)), key(json.elements().get(1)));
    }

    <T> Sourced<T> figure(LocatedObject object, String key, Function<LocatedJson, T> read) {
        return figure(object.take(key), read);
    }

    <T> Optional<Sourced<T>> figureIfThere(LocatedObject object, String key, Function<LocatedJson, T> read) {
        return object.takeIfThere(key).map(json -> figure(json, read));
    }

    /** Demands that each source stands behind a figure, or behind another source that names it. */
    void requireAllUsed() {
        Deque<String> open = new ArrayDeque<>(used);
        while (!open.isEmpty()) {
            String text = texts.getOrDefault(open.remove(), "");
            for (String word : text.split("[^A-Za-z0-9_.-]+", -1)) {
                String key = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
                if (texts.containsKey(key) && used.add(key)) {
                    open.add(key);
                }
            }
        }
        places.forEach((key, source) -> {
            if (!used.contains(key)) {
                throw source.error(
                        "nothing names the source '" + key + "'", "each source behind a figure or another source");
            }
        });
    }
}
