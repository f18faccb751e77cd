package org.qeperf.train.amllibrary;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;

/**
 * Reads Python literals as {@code ast.literal_eval} does: texts, numbers, lists, tuples, dictionaries, {@code True},
 * {@code False}, {@code None}. What is none of them is words.
 */
final class LiteralParser {

    private static final int DEEPEST = 20;
    private static final String EVERYTHING = "[*]";

    private final ValueText place;
    private final String text;
    private int at;

    private LiteralParser(ValueText place) {
        this.place = place;
        this.text = place.text();
    }

    /**
     * Reads a value.
     *
     * @param text what stands behind a key
     * @return the literal, or the words
     * @throws InputException if a quote or a bracket opens and what follows is no literal
     */
    static PythonValue parse(ValueText text) {
        return new LiteralParser(text).value();
    }

    private PythonValue value() {
        String words = withoutComment();
        char first = words.isEmpty() ? ' ' : words.charAt(0);
        if (words.equals(EVERYTHING) || "'\"[{(".indexOf(first) < 0 && !isNumber(words)) {
            return switch (words) {
                case "True", "False" -> new PythonValue.Truth(words.equals("True"), place.at(0));
                case "None" -> new PythonValue.Nothing(place.at(0));
                default -> new PythonValue.Word(words, place.at(0));
            };
        }
        PythonValue value = literal(0);
        blanks();
        if (at < text.length()) {
            throw wrong("the end of the value");
        }
        return value;
    }

    /** The text up to a blank and a number sign, for values without brackets or quotes. */
    private String withoutComment() {
        int end = 0;
        while (end < text.length()
                && !(text.charAt(end) == '#' && (end == 0 || Character.isWhitespace(text.charAt(end - 1))))) {
            end++;
        }
        return text.substring(0, end).strip();
    }

    private static boolean isNumber(String words) {
        String digits = words.startsWith("-") || words.startsWith("+") ? words.substring(1) : words;
        if (digits.isEmpty() || digits.charAt(0) != '.' && !isDigit(digits.charAt(0))) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean sign = (c == '-' || c == '+') && (digits.charAt(i - 1) == 'e' || digits.charAt(i - 1) == 'E');
            if (!isDigit(c) && ".eE_".indexOf(c) < 0 && !sign) {
                return false;
            }
        }
        try {
            return Double.isFinite(Double.parseDouble(digits.replace("_", "")));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private PythonValue literal(int depth) {
        blanks();
        if (depth > DEEPEST) {
            throw new InputException(place.at(at), "", "lists in lists without end", "at most " + DEEPEST + " levels");
        }
        if (at == text.length()) {
            throw wrong("a value");
        }
        char c = text.charAt(at);
        return switch (c) {
            case '\'', '"' -> quoted();
            case '[' -> items(']', depth);
            case '(' -> items(')', depth);
            case '{' -> pairs(depth);
            default -> atom();
        };
    }

    private PythonValue items(char close, int depth) {
        int start = at++;
        List<PythonValue> values = new ArrayList<>();
        while (!closes(close)) {
            values.add(literal(depth + 1));
            separator(close);
        }
        return new PythonValue.Items(values, place.at(start));
    }

    private PythonValue pairs(int depth) {
        int start = at++;
        List<PythonValue.Pair> values = new ArrayList<>();
        while (!closes('}')) {
            PythonValue key = literal(depth + 1);
            blanks();
            if (at == text.length() || text.charAt(at) != ':') {
                throw wrong("a colon and a value");
            }
            at++;
            values.add(new PythonValue.Pair(key, literal(depth + 1)));
            separator('}');
        }
        return new PythonValue.Pairs(values, place.at(start));
    }

    private boolean closes(char close) {
        blanks();
        if (at < text.length() && text.charAt(at) == close) {
            at++;
            return true;
        }
        return false;
    }

    /** A comma, or what closes the list. */
    private void separator(char close) {
        blanks();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
        } else if (at == text.length() || text.charAt(at) != close) {
            throw wrong("a comma or '" + close + "'");
        }
    }

    private PythonValue quoted() {
        int start = at;
        char quote = text.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length() && "\\'\"".indexOf(text.charAt(at)) >= 0) {
                c = text.charAt(at++);
            }
            value.append(c);
        }
        if (at == text.length() || text.charAt(at) != quote) {
            throw new InputException(
                    place.at(start), value.toString(), "a text begins with " + quote + " and does not end", "" + quote);
        }
        at++;
        return new PythonValue.Text(value.toString(), place.at(start));
    }

    private PythonValue atom() {
        int start = at;
        while (at < text.length()
                && ",:]})#".indexOf(text.charAt(at)) < 0
                && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("True") || word.equals("False")) {
            return new PythonValue.Truth(word.equals("True"), place.at(start));
        }
        if (word.equals("None")) {
            return new PythonValue.Nothing(place.at(start));
        }
        if (!isNumber(word)) {
            throw new InputException(
                    place.at(start),
                    word,
                    "found " + InputException.quote(word.isEmpty() ? text.substring(start, start + 1) : word),
                    "a number, a text in quotes, a list, True, False or None");
        }
        boolean whole = word.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        return new PythonValue.Number(Double.parseDouble(word.replace("_", "")), whole, place.at(start));
    }

    /** Skips blanks and comments. */
    private void blanks() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
            if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                at++;
            }
        }
    }

    private InputException wrong(String expected) {
        String found =
                at < text.length() ? "found " + InputException.quote(text.substring(at, at + 1)) : "the value ends";
        return new InputException(place.at(at), "", found, expected);
    }
}
