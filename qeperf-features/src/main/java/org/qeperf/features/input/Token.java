package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * A word of an input file, and how Fortran reads it.
 *
 * @param text the word, without quotes
 * @param quoted whether it stood in quotes
 * @param location where it stands
 */
record Token(String text, boolean quoted, SourceLocation location) {

    private static final Pattern REAL =
            Pattern.compile("[+-]?(\\d++(?:\\.\\d*+)?+|\\.\\d++)([eEdDqQ][+-]?\\d++|[+-]\\d++)?+");
    private static final Pattern LOGICAL = Pattern.compile("\\.?[tTfF].*");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");

    /** Splits a card line into words at blanks, tabs and commas. */
    static List<Token> split(SourceText source, int line) {
        String text = source.line(line);
        List<Token> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isSeparator(c)) {
                i++;
            } else if (c == '!') {
                break;
            } else {
                int start = i;
                boolean quote = c == '\'' || c == '"';
                int end = quote ? text.indexOf(c, i + 1) : -1;
                if (end > 0) {
                    words.add(new Token(text.substring(i + 1, end), true, source.at(line, start)));
                    i = end + 1;
                    continue;
                }
                while (i < text.length() && !isSeparator(text.charAt(i)) && text.charAt(i) != '!') {
                    i++;
                }
                words.add(new Token(text.substring(start, i), false, source.at(line, start)));
            }
        }
        return words;
    }

    /** Splits a line of atoms into words at blanks and tabs alone, as {@code field_count} of pw.x does. */
    static List<Token> fields(SourceText source, int line) {
        String text = source.line(line);
        List<Token> words = new ArrayList<>();
        int i = 0;
        while (i < text.length() && text.charAt(i) != '!') {
            int start = i;
            while (i < text.length() && text.charAt(i) != ' ' && text.charAt(i) != '\t') {
                i++;
            }
            if (i > start) {
                words.add(new Token(text.substring(start, i), false, source.at(line, start)));
            } else {
                i++;
            }
        }
        return words;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '\t' || c == ',';
    }

    /** A real number in Fortran's notation; {@code what} names it in messages. */
    double real(String what) {
        if (!quoted && REAL.matcher(text).matches()) {
            double value = Double.parseDouble(javaNotation(text));
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw error(
                "invalid number " + InputException.quote(text) + " for " + what,
                bare("a number such as 30, 0.5 or 1.0d-8"));
    }

    /** Whether this is a plain real number, not an expression. */
    boolean isReal() {
        return !quoted && REAL.matcher(text).matches();
    }

    /** Whether this is a whole number. */
    boolean isWhole() {
        return !quoted && WHOLE.matcher(text).matches();
    }

    /** A whole number; {@code what} names it in messages. */
    int whole(String what) {
        if (isWhole()) {
            return Integer.parseInt(text);
        }
        throw error(
                "invalid whole number " + InputException.quote(text) + " for " + what,
                bare("a whole number such as 4"));
    }

    /** A logical value; {@code what} names it in messages. */
    boolean logical(String what) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!quoted && LOGICAL.matcher(text).matches()) {
            return lower.charAt(lower.charAt(0) == '.' ? 1 : 0) == 't';
        }
        throw error("invalid logical " + InputException.quote(text) + " for " + what, bare(".true. or .false."));
    }

    /** A quoted string; {@code what} names it in messages. */
    String string(String what) {
        if (quoted) {
            return text.stripTrailing();
        }
        throw error(
                "the value of " + what + " is " + InputException.quote(text) + " without quotes", "a quoted string");
    }

    private String bare(String expected) {
        return quoted ? expected + ", without quotes" : expected;
    }

    /** Whether this can be a value in a namelist. */
    boolean isValue() {
        return quoted || isReal() || LOGICAL.matcher(text).matches();
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    InputException error(String problem, String expected) {
        return new InputException(location, text, problem, expected);
    }

    private static String javaNotation(String fortran) {
        String e = fortran.replaceFirst("[dDqQ]", "e");
        return e.indexOf('e') >= 0 || e.indexOf('E') >= 0 ? e : e.replaceFirst("(?<=[0-9.])([+-])", "e$1");
    }
}
