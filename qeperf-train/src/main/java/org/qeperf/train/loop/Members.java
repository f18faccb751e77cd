package org.qeperf.train.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The members of a JSON object. One that is missing or of the wrong kind is an {@link IllegalArgumentException} that names it.
 */
record Members(JsonNode node) {

    private JsonNode get(String name) {
        JsonNode member = node.get(name);
        if (member == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return member;
    }

    private static IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("'" + name + "' is not " + expected);
    }

    boolean isNull(String name) {
        return get(name).isNull();
    }

    String text(String name) {
        if (!get(name).isTextual()) {
            throw wrong(name, "a text");
        }
        return get(name).textValue();
    }

    Optional<String> maybeText(String name) {
        return isNull(name) ? Optional.empty() : Optional.of(text(name));
    }

    boolean truth(String name) {
        if (!get(name).isBoolean()) {
            throw wrong(name, "a truth value");
        }
        return get(name).booleanValue();
    }

    long whole(String name) {
        if (!get(name).canConvertToLong() || !get(name).isIntegralNumber()) {
            throw wrong(name, "a whole number");
        }
        return get(name).longValue();
    }

    int number(String name) {
        if (whole(name) != (int) whole(name)) {
            throw wrong(name, "a whole number");
        }
        return (int) whole(name);
    }

    OptionalLong maybeWhole(String name) {
        return isNull(name) ? OptionalLong.empty() : OptionalLong.of(whole(name));
    }

    OptionalInt maybeNumber(String name) {
        return isNull(name) ? OptionalInt.empty() : OptionalInt.of(number(name));
    }

    double real(String name) {
        if (!get(name).isNumber()) {
            throw wrong(name, "a number");
        }
        return get(name).doubleValue();
    }

    OptionalDouble maybeReal(String name) {
        return isNull(name) ? OptionalDouble.empty() : OptionalDouble.of(real(name));
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw wrong(name, "a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** A constant by its name in any case. */
    <E extends Enum<E>> E constant(String name, Class<E> kind) {
        String upper = text(name).toUpperCase(Locale.ROOT);
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().equals(upper)) {
                return constant;
            }
        }
        throw wrong(name, "a known word");
    }

    Members object(String name) {
        if (!get(name).isObject()) {
            throw wrong(name, "an object");
        }
        return new Members(get(name));
    }

    <T> Optional<T> maybe(String name, Function<Members, T> reader) {
        return isNull(name) ? Optional.empty() : Optional.of(reader.apply(object(name)));
    }

    List<String> texts(String name) {
        return list(name, element -> {
            if (!element.isTextual()) {
                throw wrong(name, "a list of texts");
            }
            return element.textValue();
        });
    }

    List<Double> reals(String name) {
        return list(name, element -> {
            if (!element.isNumber()) {
                throw wrong(name, "a list of numbers");
            }
            return element.doubleValue();
        });
    }

    <T> List<T> objects(String name, Function<Members, T> reader) {
        return list(name, element -> reader.apply(new Members(element)));
    }

    private <T> List<T> list(String name, Function<JsonNode, T> reader) {
        if (!get(name).isArray()) {
            throw wrong(name, "a list");
        }
        List<T> values = new ArrayList<>();
        get(name).forEach(element -> values.add(reader.apply(element)));
        return values;
    }
}
