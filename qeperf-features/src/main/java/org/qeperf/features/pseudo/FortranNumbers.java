package org.qeperf.features.pseudo;

/** Real numbers as Fortran writes them: exponents with e, d or q, or with a sign alone. */
final class FortranNumbers {

    private static final int MOST_DIGITS = 18;
    private static final int LARGEST_EXPONENT = 400;
    private static final double[] POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private FortranNumbers() {}

    /** The number nearest to the text, or NaN where it is none. */
    static double parse(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        if (Double.isNaN(quick(bytes, 0, bytes.length))) {
            return Double.NaN;
        }
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
        return Double.parseDouble(plain.toString());
    }

    /** The number in some bytes but for its last bits, or NaN where there is none. */
    static double quick(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        long mantissa = 0;
        int digits = 0;
        int kept = 0;
        int scale = 0;
        boolean point = false;
        for (; i < to; i++) {
            int c = bytes[i];
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
                if (kept < MOST_DIGITS) {
                    mantissa = 10 * mantissa + (c - '0');
                    kept += mantissa == 0 ? 0 : 1;
                    scale -= point ? 1 : 0;
                } else {
                    scale += point ? 0 : 1;
                }
            } else {
                break;
            }
        }
        int exponent = i == to ? 0 : exponent(bytes, i, to);
        if (digits == 0 || exponent == Integer.MIN_VALUE) {
            return Double.NaN;
        }
        double value = scaled(mantissa, scale + exponent);
        return negative ? -value : value;
    }

    /** The exponent that fills the bytes, cut at some hundreds; the smallest integer where there is none. */
    private static int exponent(byte[] bytes, int from, int to) {
        int i = from;
        int letter = bytes[i] | 0x20;
        if (letter == 'e' || letter == 'd' || letter == 'q') {
            i++;
        } else if (bytes[i] != '+' && bytes[i] != '-') {
            return Integer.MIN_VALUE;
        }
        boolean negative = i < to && bytes[i] == '-';
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        if (i == to) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return Integer.MIN_VALUE;
            }
            exponent = Math.min(10 * exponent + (bytes[i] - '0'), LARGEST_EXPONENT);
        }
        return negative ? -exponent : exponent;
    }

    private static double scaled(long mantissa, int exponent) {
        if (mantissa == 0 || exponent == 0) {
            return mantissa;
        }
        if (exponent > 0 && exponent < POWERS.length) {
            return mantissa * POWERS[exponent];
        }
        if (exponent < 0 && -exponent < POWERS.length) {
            return mantissa / POWERS[-exponent];
        }
        return mantissa * Math.pow(10, exponent);
    }
}
