package org.qeperf.features.input;

import java.nio.charset.StandardCharsets;

/**
 * Real numbers as Fortran writes them: an exponent may begin with e, d or q in either case, or with its sign alone. Safe for
 * concurrent use.
 */
public final class FortranReal {

    private static final int MOST_DIGITS = 18;
    private static final int LARGEST_EXPONENT = 400;
    private static final double[] POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    /** Below this a whole number is exact, and so is its product or quotient with an exact power of ten, but for rounding. */
    private static final long LARGEST_EXACT = 1L << 53;

    private final byte[] bytes;
    private final int to;
    private int at;
    private boolean negative;
    private long mantissa;
    private int scale;
    private boolean whole = true;

    private FortranReal(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /**
     * The number nearest to a text.
     *
     * @param text the text, without blanks
     * @return the number, infinite where it is too large; NaN where the text is no number
     */
    public static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        FortranReal number = new FortranReal(bytes, 0, bytes.length);
        if (!number.scan()) {
            return Double.NaN;
        }
        boolean exact = number.whole && number.mantissa < LARGEST_EXACT && Math.abs(number.scale) < POWERS.length;
        return exact ? number.value() : Double.parseDouble(plain(text));
    }

    /**
     * The number in some bytes but for its last bits.
     *
     * @param bytes text, one byte for each character
     * @param from first index
     * @param to index after the last
     * @return the number, or NaN where there is none
     */
    public static double quick(byte[] bytes, int from, int to) {
        FortranReal number = new FortranReal(bytes, from, to);
        return number.scan() ? number.value() : Double.NaN;
    }

    /** The text in Java's notation. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = c == '+' || c == '-';
            boolean letter = !sign && c != '.' && (c < '0' || c > '9');
            if (sign && i > 0 && plain.charAt(plain.length() - 1) != 'e') {
                plain.append('e');
            }
            plain.append(letter ? 'e' : c);
        }
        return plain.toString();
    }

    /** Reads the bytes; false where they are no number. */
    private boolean scan() {
        negative = sign();
        long read = 0;
        int digits = 0;
        int kept = 0;
        int behindPoint = 0;
        int cut = 0;
        boolean point = false;
        int i = at;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (kept < MOST_DIGITS) {
                    read = 10 * read + digit;
                    kept += read == 0 ? 0 : 1;
                    behindPoint += point ? 1 : 0;
                } else {
                    cut += point ? 0 : 1;
                    whole = false;
                }
            } else if (bytes[i] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        at = i;
        mantissa = read;
        scale = cut - behindPoint;
        return digits > 0 && (at == to || exponent());
    }

    private boolean sign() {
        boolean minus = at < to && bytes[at] == '-';
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        return minus;
    }

    /** Adds the exponent, which must fill the rest; a long one is cut at some hundreds. */
    private boolean exponent() {
        int letter = bytes[at] | 0x20;
        if (letter == 'e' || letter == 'd' || letter == 'q') {
            at++;
        } else if (bytes[at] != '+' && bytes[at] != '-') {
            return false;
        }
        boolean down = sign();
        if (at == to) {
            return false;
        }
        int exponent = 0;
        for (; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return false;
            }
            exponent = Math.min(10 * exponent + (bytes[at] - '0'), LARGEST_EXPONENT);
        }
        scale += down ? -exponent : exponent;
        return true;
    }

    private double value() {
        double value = mantissa;
        if (mantissa != 0 && scale > 0) {
            value = scale < POWERS.length ? mantissa * POWERS[scale] : mantissa * Math.pow(10, scale);
        } else if (mantissa != 0 && scale < 0) {
            value = -scale < POWERS.length ? mantissa / POWERS[-scale] : mantissa * Math.pow(10, scale);
        }
        return negative ? -value : value;
    }
}
