package org.qeperf.features.input;

import org.qeperf.api.InputException;

/**
 * The elements of an array that the values behind {@code name =}, {@code name(i) =} or {@code name(i:j:k) =} go to, in the
 * order of the values. Without a colon they go on to the last element.
 *
 * @param shown how it is written, for messages
 * @param first index of the first value
 * @param step from one index to the next
 * @param count how many values fit
 */
record Section(String shown, int first, int step, int count) {

    /** Enough for a variable of unknown size. */
    private static final int MANY = 1_000_000_000;

    /** All of a variable. */
    static Section whole(String name, int elements) {
        return new Section(name, 1, 1, elements == 0 ? MANY : elements);
    }

    /** What a subscript, without its parentheses, asks for. */
    static Section of(String name, Token subscript, int elements) {
        String shown = name + "(" + subscript.text() + ")";
        String[] bounds = subscript.text().split(":", -1);
        int size = elements == 0 ? MANY : elements;
        if (bounds.length == 1) {
            int first = index(name, subscript, size);
            return new Section(shown, first, 1, size - first + 1);
        }
        boolean odd = bounds.length > 3 || bounds.length == 3 && bounds[1].isEmpty();
        if (odd || elements == 0 || subscript.text().indexOf(' ') >= 0) {
            throw subscript.error(
                    "invalid index " + InputException.quote(subscript.text()) + " of " + name,
                    "a whole number, or first:last without blanks");
        }
        int step = bounds.length == 3 ? part(name, subscript, bounds[2]).whole("the index of " + name) : 1;
        if (step == 0) {
            throw subscript.error("a step of 0 in the index of " + name, "another step");
        }
        int first = bounds[0].isEmpty() ? 1 : index(name, part(name, subscript, bounds[0]), size);
        int last = bounds[1].isEmpty() ? size : index(name, part(name, subscript, bounds[1]), size);
        int count = (last - first) / step + 1;
        if (Integer.signum(last - first) * Integer.signum(step) < 0) {
            throw subscript.error("no element in " + shown, "at least one");
        }
        return new Section(shown, first, step, count);
    }

    private static Token part(String name, Token subscript, String text) {
        return new Token(text, false, subscript.location());
    }

    private static int index(String name, Token token, int size) {
        int index = token.whole("the index of " + name);
        if (index < 1 || index > size) {
            throw token.error(
                    name + " has no element " + index,
                    size == MANY ? "an index from 1 on" : "an index from 1 to " + size);
        }
        return index;
    }

    int index(int position) {
        return first + position * step;
    }

    /** How messages name one element. */
    String element(String name, int position) {
        return count == 1 && shown.equals(name) ? name : name + "(" + index(position) + ")";
    }
}
