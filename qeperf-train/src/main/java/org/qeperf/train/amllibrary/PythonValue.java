package org.qeperf.train.amllibrary;

import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** A value of an .ini file: a Python literal where it is one, else its words. Immutable. */
sealed interface PythonValue {

    /** Where it starts. */
    SourceLocation location();

    /** A text in quotes. */
    record Text(String value, SourceLocation location) implements PythonValue {}

    /** What is no literal: the characters as they stand. */
    record Word(String value, SourceLocation location) implements PythonValue {}

    /**
     * A number.
     *
     * @param whole whether Python takes it for an int
     */
    record Number(double value, boolean whole, SourceLocation location) implements PythonValue {}

    /** {@code True} or {@code False}. */
    record Truth(boolean value, SourceLocation location) implements PythonValue {}

    /** {@code None}. */
    record Nothing(SourceLocation location) implements PythonValue {}

    /** A list or a tuple. */
    record Items(List<PythonValue> values, SourceLocation location) implements PythonValue {
        /** Copies the list. */
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A dictionary. */
    record Pairs(List<Pair> values, SourceLocation location) implements PythonValue {
        /** Copies the list. */
        public Pairs {
            values = List.copyOf(values);
        }
    }

    /** One entry of a dictionary. */
    record Pair(PythonValue key, PythonValue value) {}

    /** The value as words, not blank. */
    default String text() {
        if (this instanceof Text text && !text.value.isBlank()) {
            return text.value;
        }
        if (this instanceof Word word && !word.value.isBlank()) {
            return word.value;
        }
        throw wrong("a name");
    }

    /** The value as a whole number. */
    default int whole(int lowest, int highest) {
        if (this instanceof Number number && number.whole && number.value >= lowest && number.value <= highest) {
            return (int) number.value;
        }
        throw wrong("a whole number from " + lowest + " to " + highest);
    }

    /** The value as a number. */
    default double number() {
        if (this instanceof Number number && Double.isFinite(number.value)) {
            return number.value;
        }
        throw wrong("a number");
    }

    /** The value as {@code True} or {@code False}; 0 is no. */
    default boolean truth() {
        if (this instanceof Truth truth) {
            return truth.value;
        }
        throw wrong("True or False");
    }

    /** The value as a list; anything else is a list of one. */
    default List<PythonValue> items() {
        return this instanceof Items items ? items.values : List.of(this);
    }

    /** The value as a dictionary. */
    default List<Pair> pairs(String expected) {
        if (this instanceof Pairs pairs && !pairs.values.isEmpty()) {
            return pairs.values;
        }
        throw wrong(expected);
    }

    /** Whether it is {@code name} as a text or word. */
    default boolean is(String name) {
        return this instanceof Text text && text.value.equals(name)
                || this instanceof Word word && word.value.equals(name);
    }

    /** The value as messages show it, in quotes. */
    default String shown() {
        return InputException.quote(plain());
    }

    /** The value as text, numbers as short as Python writes them. */
    default String plain() {
        if (this instanceof Text text) {
            return text.value;
        }
        if (this instanceof Word word) {
            return word.value;
        }
        if (this instanceof Number number) {
            return number.whole ? Long.toString((long) number.value) : Double.toString(number.value);
        }
        if (this instanceof Truth truth) {
            return truth.value ? "True" : "False";
        }
        if (this instanceof Items items) {
            return "["
                    + String.join(
                            ", ", items.values.stream().map(PythonValue::plain).toList()) + "]";
        }
        return this instanceof Nothing ? "None" : "{...}";
    }

    /** An error at this place. */
    default InputException wrong(String expected) {
        return new InputException(location(), plain(), "found " + shown(), expected);
    }
}
