package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** Digits of a whole number that surely fits. */
    private static final int MOST_DIGITS = 9;

    /** What pw.x reads of a line of a card ({@code Modules/parser.f90}). */
    static final int LONGEST_LINE = 256;

    /** More words of a line than these, which only repeat counts make, are left out. */
    private static final int MOST_WORDS = 256;

    /** Words that stand for values left out by a slash; more than any line has. */
    private static final int AFTER_SLASH = 16;

    /**
     * Splits a card line into items as Fortran's list-directed input does: separators are blanks, tabs, commas and
     * semicolons; quotes, repeat counts and null values (empty words) count; a slash leaves all further values null. A word
     * that begins with {@code !} ends the line.
     */
    static List<Token> split(SourceText source, int line) {
        return split(source, line, MOST_WORDS);
    }

    /** The first item of a card line, where it has one. */
    static Optional<Token> first(SourceText source, int line) {
        return split(source, line, 1).stream().findFirst();
    }

    private static List<Token> split(SourceText source, int line, int most) {
        String text = read(source, line);
        List<Token> words = new ArrayList<>();
        boolean afterComma = true;
        int i = 0;
        while (i < text.length() && words.size() < most && text.charAt(i) != '!' && text.charAt(i) != '/') {
            char c = text.charAt(i);
            if (c == ',' || c == ';') {
                if (afterComma) {
                    words.add(new Token("", false, source.at(line, i)));
                }
                afterComma = true;
                i++;
            } else if (c == ' ' || c == '\t') {
                i++;
            } else {
                i = addItem(source, line, text, i, words);
                afterComma = false;
            }
        }
        if (i < text.length() && text.charAt(i) == '/') {
            words.addAll(Collections.nCopies(AFTER_SLASH, new Token("", false, source.at(line, i))));
        }
        return words;
    }

    /** Adds the item that begins at a place, as often as its repeat count says, and returns where it ends. */
    private static int addItem(SourceText source, int line, String text, int start, List<Token> words) {
        int star = start;
        while (star < text.length() && Character.isDigit(text.charAt(star))) {
            star++;
        }
        boolean repeated = star > start && star < text.length() && text.charAt(star) == '*' && star - start < 4;
        int from = repeated ? star + 1 : start;
        int count = repeated ? Integer.parseInt(text.substring(start, star)) : 1;
        char quote = from < text.length() ? text.charAt(from) : ' ';
        int close = quote == '\'' || quote == '"' ? text.indexOf(quote, from + 1) : -1;
        int end = close > 0 ? close + 1 : from;
        while (close <= 0 && end < text.length() && !isSeparator(text.charAt(end))) {
            end++;
        }
        Token item = close > 0
                ? new Token(text.substring(from + 1, close), true, source.at(line, start))
                : new Token(text.substring(from, end), false, source.at(line, start));
        words.addAll(Collections.nCopies(Math.min(count, MOST_WORDS), item));
        return end;
    }

    /**
     * Splits a line of atoms into words at blanks and tabs alone, as {@code get_field} of pw.x does: a tab beside a blank
     * belongs to the word that follows, a comment that touches a word belongs to it, and a word that ends with the line
     * that pw.x reads is none.
     */
    static List<Token> fields(SourceText source, int line) {
        String text = read(source, line);
        List<Token> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int start = i;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            int word = start;
            while (word < text.length() && isBlank(text.charAt(word))) {
                word++;
            }
            if (word == text.length() || text.charAt(word) == '!') {
                break;
            }
            int end = word;
            while (end < text.length() && !isBlank(text.charAt(end))) {
                end++;
            }
            if (end == LONGEST_LINE) {
                break;
            }
            Token field = new Token(text.substring(start, end), false, source.at(line, start));
            words.add(field);
            i = field.text().indexOf('!') >= 0 ? text.length() : end + 1;
        }
        return words;
    }

    /** What pw.x reads of a line. */
    private static String read(SourceText source, int line) {
        String text = source.line(line);
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isSeparator(char c) {
        return isBlank(c) || c == ',' || c == ';' || c == '/';
    }

    /** A number and what it counts, for messages. */
    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /** A real number in Fortran's notation; {@code what} names it in messages. */
    double real(String what) {
        double value = quoted ? Double.NaN : FortranReal.parse(text);
        if (Double.isFinite(value)) {
            return value;
        }
        throw error(
                "invalid number " + InputException.quote(text) + " for " + what,
                bare("a number such as 30, 0.5 or 1.0d-8"));
    }

    /** Whether this is a plain real number, not an expression. */
    boolean isReal() {
        return !quoted && !Double.isNaN(FortranReal.parse(text));
    }

    /** Whether this is a whole number. */
    boolean isWhole() {
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int digits = text.length() - start;
        if (quoted || digits < 1 || digits > MOST_DIGITS) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
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

    /** Whether this begins as a logical value does, which is all that Fortran looks at. */
    private boolean isLogical() {
        int start = text.startsWith(".") ? 1 : 0;
        return !quoted && text.length() > start && "tTfF".indexOf(text.charAt(start)) >= 0;
    }

    /** A logical value; {@code what} names it in messages. */
    boolean logical(String what) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (isLogical()) {
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
        return quoted || isReal() || isLogical();
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    InputException error(String problem, String expected) {
        return new InputException(location, text, problem, expected);
    }
}
