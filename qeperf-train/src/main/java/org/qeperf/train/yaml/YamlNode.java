package org.qeperf.train.yaml;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** A value of a YAML file, which knows where it stands. Immutable. */
public sealed interface YamlNode {

    /**
     * Where the value starts.
     *
     * @return file, line and column
     */
    SourceLocation location();

    /**
     * A word or number.
     *
     * @param value as typed, without quotes
     * @param location where it stands
     */
    record Scalar(String value, SourceLocation location) implements YamlNode {}

    /**
     * A list.
     *
     * @param items its values
     * @param location where it starts
     */
    record Sequence(List<YamlNode> items, SourceLocation location) implements YamlNode {
        /** Copies the list. */
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * Keys and values.
     *
     * @param members the values by their keys, in the order of the file
     * @param keys where each key stands
     * @param location where it starts
     */
    record Mapping(Map<String, YamlNode> members, Map<String, SourceLocation> keys, SourceLocation location)
            implements YamlNode {
        /** Copies the maps. */
        public Mapping {
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
            keys = Map.copyOf(keys);
        }

        /**
         * The value of a key.
         *
         * @param key the key
         * @return the value, where there is one
         */
        public Optional<YamlNode> find(String key) {
            return Optional.ofNullable(members.get(key));
        }

        /**
         * The value of a key that must be there.
         *
         * @param key the key
         * @return the value
         * @throws InputException if it is missing
         */
        public YamlNode get(String key) {
            return find(key)
                    .orElseThrow(() -> new InputException(
                            location, "", "key '" + key + "' is missing", "it among the keys that start here"));
        }

        /**
         * Refuses keys that nobody reads.
         *
         * @param known the keys that may stand here
         * @return this mapping
         * @throws InputException at the first other key
         */
        public Mapping allowing(List<String> known) {
            for (String key : members.keySet()) {
                if (!known.contains(key)) {
                    throw new InputException(
                            place(key),
                            key,
                            "unknown key " + InputException.quote(key) + EditDistance.suggestion(key, known),
                            "one of " + String.join(", ", known));
                }
            }
            return this;
        }

        /**
         * Where a key stands.
         *
         * @param key the key
         * @return its place; that of the mapping where there is no such key
         */
        public SourceLocation place(String key) {
            return keys.getOrDefault(key, location);
        }
    }

    /**
     * Reads a file of at most 1 MB.
     *
     * @param file a YAML file
     * @return its keys and values
     * @throws InputException if it is no YAML, repeats a key, uses an alias, or is not made of keys and values
     */
    static Mapping read(Path file) {
        return new YamlReader(file.toString()).read(file);
    }

    /**
     * The value as keys and values.
     *
     * @return this node
     * @throws InputException if it is something else
     */
    default Mapping mapping() {
        if (this instanceof Mapping mapping) {
            return mapping;
        }
        throw wrong("keys and values");
    }

    /**
     * The value as a list; a single word or mapping is a list of one.
     *
     * @return its items
     */
    default List<YamlNode> items() {
        return this instanceof Sequence sequence ? sequence.items() : List.of(this);
    }

    /**
     * The value as text that may be empty.
     *
     * @return a word or nothing
     * @throws InputException if it is a list or a mapping
     */
    default String word() {
        if (this instanceof Scalar scalar) {
            return scalar.value();
        }
        throw wrong("one word or number");
    }

    /**
     * The value as text.
     *
     * @return a word, not blank
     * @throws InputException if it is something else
     */
    default String text() {
        if (this instanceof Scalar scalar && !scalar.value().isBlank()) {
            return scalar.value();
        }
        throw wrong("one word or number");
    }

    /**
     * The value as a whole number.
     *
     * @param lowest smallest accepted value
     * @param highest largest accepted value
     * @return the number
     * @throws InputException if it is something else
     */
    default long whole(long lowest, long highest) {
        String text = text();
        try {
            long value = Long.parseLong(text);
            if (value >= lowest && value <= highest) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong("a whole number from " + lowest + " to " + highest);
        }
        throw wrong("a whole number from " + lowest + " to " + highest);
    }

    /**
     * The value as a positive number.
     *
     * @return the number
     * @throws InputException if it is something else
     */
    default double positive() {
        String text = text();
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong("a positive number");
        }
        throw wrong("a positive number");
    }

    /**
     * The value as a number.
     *
     * @return the number
     * @throws InputException if it is something else
     */
    default double number() {
        try {
            double value = Double.parseDouble(text());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong("a number");
        }
        throw wrong("a number");
    }

    /**
     * The value as yes or no.
     *
     * @return whether it is {@code true}
     * @throws InputException if it is neither {@code true} nor {@code false}
     */
    default boolean truth() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false");
        };
    }

    /**
     * The value as one of a few words.
     *
     * @param known the words
     * @return one of them
     * @throws InputException if it is none of them; the message names the nearest
     */
    default String oneOf(List<String> known) {
        String text = text();
        if (!known.contains(text)) {
            throw new InputException(
                    location(),
                    text,
                    "found " + InputException.quote(text) + EditDistance.suggestion(text, known),
                    (known.size() == 1 ? "" : "one of ") + String.join(", ", known));
        }
        return text;
    }

    /**
     * An error at this place.
     *
     * @param expected what would have been right
     * @return the error
     */
    default InputException wrong(String expected) {
        String found = this instanceof Scalar scalar
                ? InputException.quote(scalar.value())
                : this instanceof Sequence ? "a list" : "keys and values";
        String token = this instanceof Scalar scalar ? scalar.value() : "";
        return new InputException(location(), token, "found " + found, expected);
    }
}
