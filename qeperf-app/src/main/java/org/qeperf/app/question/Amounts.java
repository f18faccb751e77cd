package org.qeperf.app.question;

import java.util.Locale;
import org.qeperf.api.InputException;

/** Sizes as people write them. */
public final class Amounts {

    private static final double MEBIBYTE = 1 << 20;
    private static final int LONGEST = 30;

    private Amounts() {}

    /**
     * Bytes of a text such as {@code 64GB} or {@code 500MB}; a GB is as many as in batch systems, 1024 MB.
     *
     * @param name what the text was given as, for the message
     * @param text the text
     * @return more than 0
     * @throws IllegalArgumentException if it is no size
     */
    public static double bytes(String name, String text) {
        String size = text.toUpperCase(Locale.ROOT);
        String letters = size.endsWith("B") ? size.substring(0, size.length() - 1) : size;
        double factor = switch (letters.isEmpty() ? ' ' : letters.charAt(letters.length() - 1)) {
            case 'M' -> MEBIBYTE;
            case 'G' -> MEBIBYTE * 1024;
            case 'T' -> MEBIBYTE * 1024 * 1024;
            default -> Double.NaN;
        };
        double bytes = Double.isNaN(factor) ? factor : factor * number(letters.substring(0, letters.length() - 1));
        if (!(bytes > 0) || Double.isInfinite(bytes)) {
            throw new IllegalArgumentException(
                    name + " is " + InputException.quote(text) + "; expected a size such as 64GB or 500MB");
        }
        return bytes;
    }

    /** Digits and perhaps a point; else not a number. */
    private static double number(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Double.NaN;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
