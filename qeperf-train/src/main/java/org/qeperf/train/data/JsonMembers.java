package org.qeperf.train.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.qeperf.api.EditDistance;

/**
 * The members of a JSON object, taken out one by one with a check of their kind. Every member must be there, {@code null}
 * where nothing is known; what is wrong is an {@link IllegalArgumentException} that names the member.
 */
final class JsonMembers {

    private final JsonNode object;
    private final String prefix;
    private final Set<String> taken = new LinkedHashSet<>();

    JsonMembers(JsonNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /** Refuses members that nobody has asked for. */
    void requireNoOthers() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!taken.contains(name)) {
                throw new IllegalArgumentException("unknown key " + quoted(name) + ", the nearest known one is "
                        + quoted(EditDistance.nearest(name, taken)));
            }
        }
    }

    String quoted(String name) {
        return "'" + prefix + name + "'";
    }

    private Optional<JsonNode> member(String name) {
        taken.add(name);
        JsonNode member = object.get(name);
        if (member == null) {
            throw new IllegalArgumentException(quoted(name) + " is missing");
        }
        return member.isNull() ? Optional.empty() : Optional.of(member);
    }

    private <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(quoted(name) + " is null"));
    }

    Optional<String> text(String name) {
        return member(name).map(member -> {
            if (!member.isTextual()) {
                throw new IllegalArgumentException(quoted(name) + " is not a text");
            }
            return member.textValue();
        });
    }

    String requiredText(String name) {
        return required(name, text(name));
    }

    Optional<Boolean> truth(String name) {
        return member(name).map(member -> {
            if (!member.isBoolean()) {
                throw new IllegalArgumentException(quoted(name) + " is not a truth value");
            }
            return member.booleanValue();
        });
    }

    boolean requiredTruth(String name) {
        return required(name, truth(name));
    }

    OptionalInt whole(String name, int least) {
        OptionalLong value = wholeLong(name, least);
        return value.isPresent() ? OptionalInt.of(toInt(name, value.getAsLong())) : OptionalInt.empty();
    }

    private int toInt(String name, long value) {
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(quoted(name) + " is too large");
        }
        return (int) value;
    }

    OptionalLong wholeLong(String name, int least) {
        Optional<JsonNode> member = member(name);
        return member.isPresent() ? OptionalLong.of(whole(name, member.get(), least)) : OptionalLong.empty();
    }

    private long whole(String name, JsonNode member, int least) {
        if (!member.isIntegralNumber() || !member.canConvertToLong() || member.longValue() < least) {
            throw new IllegalArgumentException(quoted(name) + " is not a whole number of at least " + least);
        }
        return member.longValue();
    }

    long requiredLong(String name, int least) {
        return wholeLong(name, least).orElseThrow(() -> new IllegalArgumentException(quoted(name) + " is null"));
    }

    int requiredWhole(String name, int least) {
        return toInt(name, requiredLong(name, least));
    }

    OptionalDouble number(String name) {
        Optional<JsonNode> member = member(name);
        return member.isPresent() ? OptionalDouble.of(number(name, member.get())) : OptionalDouble.empty();
    }

    private double number(String name, JsonNode member) {
        double value = member.doubleValue();
        if (!member.isNumber() || !Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException(quoted(name) + " is not a number of at least 0");
        }
        return value;
    }

    Optional<int[]> grid(String name) {
        return list(name).map(elements -> {
            if (elements.size() != 3) {
                throw new IllegalArgumentException(quoted(name) + " has " + elements.size() + " elements instead of 3");
            }
            int[] grid = new int[3];
            for (int i = 0; i < 3; i++) {
                grid[i] = toInt(name, whole(name, elements.get(i), 1));
            }
            return grid;
        });
    }

    /** A list of whole numbers; empty for {@code null}. */
    List<Integer> wholes(String name) {
        List<Integer> values = new ArrayList<>();
        list(name).ifPresent(elements -> elements.forEach(e -> values.add(toInt(name, whole(name, e, 0)))));
        return values;
    }

    List<Double> requiredNumbers(String name) {
        List<Double> values = new ArrayList<>();
        required(name, list(name)).forEach(element -> values.add(number(name, element)));
        return values;
    }

    /** A list of texts; empty for {@code null}. */
    List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        list(name)
                .ifPresent(elements -> elements.forEach(element -> {
                    if (!element.isTextual()) {
                        throw new IllegalArgumentException(quoted(name) + " holds something that is not a text");
                    }
                    values.add(element.textValue());
                }));
        return values;
    }

    private Optional<JsonNode> list(String name) {
        return member(name).map(member -> {
            if (!member.isArray()) {
                throw new IllegalArgumentException(quoted(name) + " is not a list");
            }
            return member;
        });
    }

    /** An object whose members are taken out by the caller. */
    Optional<JsonMembers> object(String name) {
        return node(name).map(member -> new JsonMembers(member, prefix + name + "."));
    }

    /** An object as it is. */
    Optional<JsonNode> node(String name) {
        return member(name).map(member -> {
            if (!member.isObject()) {
                throw new IllegalArgumentException(quoted(name) + " is not an object");
            }
            return member;
        });
    }

    /** An object as it is. */
    JsonNode requiredNode(String name) {
        return required(name, node(name));
    }
}
