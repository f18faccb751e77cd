package org.qeperf.runtime.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.machine.LocatedJson;

/** Values of members of machine files, each checked where it stands. */
final class MemberValues {

    /** Names of machines, kinds of nodes and programs. */
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Names that batch systems know. */
    static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}");

    /** Names of features, and how Slurm joins them. */
    static final Pattern CONSTRAINT = Pattern.compile("[A-Za-z0-9_(\\[][A-Za-z0-9_.&|,*:()\\[\\]-]{0,127}");

    /** Names of environment variables. */
    static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private static final Pattern DATE =
            Pattern.compile("[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?");

    private static final int LONGEST = 4000;

    private MemberValues() {}

    /** Something printable on one line. */
    static String text(LocatedJson json) {
        JsonNode value = json.value();
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST
                || !isPrintable(value.textValue())) {
            throw json.error(
                    "'" + json.name() + "' is " + json.shown(),
                    "a text of at most " + LONGEST + " characters, without control characters");
        }
        return value.textValue();
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == '\uFFFD';
        });
    }

    static String name(LocatedJson json) {
        return matching(NAME, json, "lower-case letters, digits and hyphens, at most 64");
    }

    static String word(LocatedJson json) {
        return matching(WORD, json, "letters, digits and _.@+-, at most 64");
    }

    static String constraint(LocatedJson json) {
        return matching(CONSTRAINT, json, "names of features, joined by & | , * : ( ) [ ]");
    }

    static String date(LocatedJson json) {
        return matching(DATE, json, "a date such as 2024, 2024-04 or 2024-04-30");
    }

    static String moduleLine(LocatedJson json) {
        return matching(
                ModuleBlock::isCommand,
                json,
                "module or ml, and at most 64 words of letters, digits and _./+=:@,- or variables such as $HOME, with one space before each");
    }

    private static String matching(Pattern pattern, LocatedJson json, String expected) {
        return matching(text -> pattern.matcher(text).matches(), json, expected);
    }

    private static String matching(Predicate<String> rule, LocatedJson json, String expected) {
        JsonNode value = json.value();
        if (!value.isTextual() || value.textValue().length() > LONGEST || !rule.test(value.textValue())) {
            throw json.error("'" + json.name() + "' is " + json.shown(), expected);
        }
        return value.textValue();
    }

    static LocalDate day(LocatedJson json) {
        String text = text(json);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw json.error("'" + json.name() + "' is " + json.shown(), "a date such as 2026-01-31");
        }
    }

    static boolean flag(LocatedJson json) {
        if (!json.value().isBoolean()) {
            throw json.error("'" + json.name() + "' is " + json.shown(), "true or false");
        }
        return json.value().booleanValue();
    }

    static Function<LocatedJson, Integer> count(int most) {
        return json -> {
            JsonNode value = json.value();
            if (!value.isIntegralNumber()
                    || !value.canConvertToInt()
                    || value.intValue() < 1
                    || value.intValue() > most) {
                throw json.error("'" + json.name() + "' is " + json.shown(), "a whole number from 1 to " + most);
            }
            return value.intValue();
        };
    }

    static Function<LocatedJson, Double> quantity(Quantity quantity) {
        return json -> {
            String problem = "'" + json.name() + "' is " + json.shown();
            double value = quantity.parse(json.value().asText())
                    .filter(any -> json.value().isTextual())
                    .orElseThrow(() ->
                            json.error(problem, "a number, a space and one of " + String.join(", ", quantity.units())));
            if (!quantity.isPlausible(value)) {
                throw json.error(problem, quantity.range());
            }
            return value;
        };
    }

    static Function<LocatedJson, Long> bytes(Quantity quantity) {
        return json -> Math.round(quantity(quantity).apply(json));
    }

    static <E extends Enum<E>> Function<LocatedJson, E> choice(E[] values) {
        return json -> Arrays.stream(values)
                .filter(value -> json.value().isTextual()
                        && key(value).equals(json.value().textValue()))
                .findFirst()
                .orElseThrow(() -> json.error(
                        "'" + json.name() + "' is " + json.shown(),
                        "one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(values)
                                                .map(MemberValues::key)
                                                .toList())));
    }

    /** A choice as files name it. */
    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The elements of an array. */
    static List<LocatedJson> array(LocatedJson json) {
        if (!json.value().isArray()) {
            throw json.error("'" + json.name() + "' is " + json.shown(), "an array");
        }
        return json.elements();
    }
}
