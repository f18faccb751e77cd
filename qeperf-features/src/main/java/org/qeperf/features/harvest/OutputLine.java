package org.qeperf.features.harvest;

import java.nio.charset.StandardCharsets;

/**
 * A line of output within a buffer of bytes, without the white space around it. The same object stands for one line after
 * the other. Places count from 0 at its first character.
 */
final class OutputLine {

    private static final int MOST_DIGITS = 18;
    private static final double[] POWERS = powers();

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int number;
    private boolean ended = true;

    private static double[] powers() {
        double[] powers = new double[MOST_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** An ASCII text to compare lines with. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Moves on to another line. */
    void set(byte[] buffer, int from, int to, int lineNumber) {
        bytes = buffer;
        start = from;
        end = to;
        number = lineNumber;
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
    }

    /** Says whether the line ends, and not just the file. */
    void endsHere(boolean hasEnd) {
        ended = hasEnd;
    }

    /** Whether the line ends; where the file ends within it, a number may be cut off. */
    boolean isEnded() {
        return ended;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Line number within the file, from 1. */
    int number() {
        return number;
    }

    int length() {
        return end - start;
    }

    /** The character at a place, 0 behind the end. */
    int at(int index) {
        return index >= 0 && index < end - start ? bytes[start + index] : 0;
    }

    boolean startsWith(byte[] prefix) {
        if (prefix.length > end - start) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[start + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where a piece of ASCII text begins, -1 where it does not stand. */
    int find(String text) {
        return find(text, 0);
    }

    /** Where a piece of ASCII text begins from a place on, -1 where it does not stand. */
    int find(String text, int from) {
        int last = end - text.length();
        for (int i = start + from; i <= last; i++) {
            if (bytes[i] == text.charAt(0) && isAt(text, i)) {
                return i - start;
            }
        }
        return -1;
    }

    private boolean isAt(String text, int place) {
        for (int i = 1; i < text.length(); i++) {
            if (bytes[place + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean contains(String text) {
        return find(text, 0) >= 0;
    }

    /** The place behind the next digits, blanks skipped before them; the place itself where there are none. */
    int skipDigits(int from) {
        int i = skipBlanks(from);
        if (!isDigit(at(i))) {
            return from;
        }
        while (isDigit(at(i))) {
            i++;
        }
        return i;
    }

    int skipBlanks(int from) {
        int i = from;
        while (isSpace(at(i))) {
            i++;
        }
        return i;
    }

    /** The whole number that begins at a place, blanks skipped; -1 where there is none, or it has too many digits. */
    long whole(int from) {
        int i = skipBlanks(from);
        long value = 0;
        int digits = 0;
        for (; isDigit(at(i)); i++) {
            value = value * 10 + at(i) - '0';
            if (++digits > MOST_DIGITS) {
                return -1;
            }
        }
        return digits == 0 ? -1 : value;
    }

    /** The whole number behind the first such text, -1 where there is none. */
    long wholeAfter(String text) {
        int place = find(text);
        return place < 0 ? -1 : whole(place + text.length());
    }

    /** The number that begins at a place, blanks skipped, without exponent or sign; NaN where there is none. */
    double real(int from) {
        int i = skipBlanks(from);
        long value = 0;
        int digits = 0;
        int decimals = 0;
        boolean afterPoint = false;
        for (; isDigit(at(i)) || at(i) == '.' && !afterPoint; i++) {
            if (at(i) == '.') {
                afterPoint = true;
                continue;
            }
            if (++digits > MOST_DIGITS) {
                return Double.NaN;
            }
            value = value * 10 + at(i) - '0';
            decimals += afterPoint ? 1 : 0;
        }
        return digits == 0 ? Double.NaN : value / POWERS[decimals];
    }

    /** The number behind the first such text, NaN where there is none. */
    double realAfter(String text) {
        int place = find(text);
        return place < 0 ? Double.NaN : real(place + text.length());
    }

    /** The word that begins at a place, blanks skipped; empty behind the end. */
    String word(int from) {
        int i = skipBlanks(from);
        int to = i;
        while (to < length() && !isSpace(bytes[start + to])) {
            to++;
        }
        return text(i, to);
    }

    /** The text between two places. */
    String text(int from, int to) {
        int last = Math.min(to, length());
        return from >= last ? "" : new String(bytes, start + from, last - from, StandardCharsets.UTF_8);
    }

    /** The whole line without the white space around it; control characters as {@code ?}. */
    String text() {
        StringBuilder text = new StringBuilder(text(0, length()));
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                text.setCharAt(i, '?');
            }
        }
        return text.toString();
    }
}
