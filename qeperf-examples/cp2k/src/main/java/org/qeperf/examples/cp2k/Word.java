package org.qeperf.examples.cp2k;

import java.util.Locale;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * A word of a file and where it stands.
 *
 * @param text as it stands there
 * @param place its first character
 */
record Word(String text, SourceLocation place) {

    /** Longest number that is read. */
    private static final int LONGEST_NUMBER = 40;

    /** The word in capitals: CP2K does not tell them from small letters. */
    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    InputException error(String problem, String expected) {
        return new InputException(place, text, problem, expected);
    }

    /** A whole number without any sign but minus. */
    int integer(String what, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        if (text.length() > LONGEST_NUMBER || !isInteger(text)) {
            throw error(what + " is " + InputException.quote(text), expected);
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw error(what + " is " + InputException.quote(text), expected);
        }
        throw error(what + " is " + InputException.quote(text), expected);
    }

    /** A number in Fortran's notation. */
    double real(String what) {
        if (isReal(text)) {
            double value = Double.parseDouble(text.replace('d', 'e').replace('D', 'E'));
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw error(what + " is " + InputException.quote(text), "a number such as 1.5 or 1.0E-6");
    }

    /** A number greater than 0 and not above a bound. */
    double positive(String what, double most) {
        double value = real(what);
        if (value > 0 && value <= most) {
            return value;
        }
        throw error(what + " is " + InputException.quote(text), "a number above 0 and up to " + most);
    }

    private static boolean isInteger(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.length() > from;
    }

    private static boolean isReal(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return false;
        }
        int i = afterSign(text, 0);
        int whole = afterDigits(text, i);
        int digits = whole - i;
        i = whole;
        if (i < text.length() && text.charAt(i) == '.') {
            int fraction = afterDigits(text, i + 1);
            digits += fraction - i - 1;
            i = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (i < text.length() && "eEdD".indexOf(text.charAt(i)) >= 0) {
            int from = afterSign(text, i + 1);
            i = afterDigits(text, from);
            return i > from && i == text.length();
        }
        return i == text.length();
    }

    private static int afterSign(String text, int i) {
        return i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+') ? i + 1 : i;
    }

    private static int afterDigits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
