package org.qeperf.runtime.batch;

import java.util.Locale;
import java.util.OptionalLong;

/** Memory and time as the directives of batch systems have them. Empty for what is neither. */
final class ReadQuantity {

    private static final long MOST = 1L << 60;
    private static final int KIBI = 1024;
    private static final int WORD = 8;
    private static final String LETTERS = "kmgtpe";

    private ReadQuantity() {}

    /** Memory of PBS ({@code src/lib/Libattr/attr_fn_size.c} of OpenPBS): words have 8 bytes. */
    static OptionalLong bytesOfPbs(String text) {
        int last = text.length() - 1;
        if (last < 0 || text.charAt(last) != 'w' && text.charAt(last) != 'W') {
            return bytes(text, 1);
        }
        OptionalLong words = bytes(text.substring(0, last), 1);
        boolean letters = last > 0 && "bB".indexOf(text.charAt(last - 1)) >= 0;
        return letters || words.orElse(MOST) > MOST / WORD
                ? OptionalLong.empty()
                : OptionalLong.of(words.getAsLong() * WORD);
    }

    /** Memory, with letters of powers of 1024, and what a number without letter counts in. */
    static OptionalLong bytes(String text, long unit) {
        return bytes(text, unit, KIBI);
    }

    /** Memory of Grid Engine (sge_types(1), memory specifiers): small letters are powers of 1000, capitals of 1024. */
    static OptionalLong bytesOfGridEngine(String text) {
        int last = text.length() - 1;
        boolean small = last >= 0 && Character.isLowerCase(text.charAt(last));
        boolean lettered = last > 0 && "kmgtKMGT".indexOf(text.charAt(last)) >= 0;
        boolean based = text.startsWith("0") && text.indexOf('.') < 0;
        if (!based) {
            return bytes(text, 1, small ? 1000 : KIBI);
        }
        OptionalLong number = integerOfC(lettered ? text.substring(0, last) : text);
        return number.isEmpty()
                ? number
                : bytes(number.getAsLong() + (lettered ? text.substring(last) : ""), 1, small ? 1000 : KIBI);
    }

    /**
     * Time of Grid Engine (sge_types(1), time specifiers): seconds, or {@code hours:minutes:seconds} in which a number may be missing.
     */
    static OptionalLong secondsOfGridEngine(String text) {
        if (text.indexOf(':') < 0) {
            return integerOfC(text);
        }
        String[] words = text.split(":", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].isEmpty() ? "0" : words[i];
        }
        return words.length == 3 ? secondsOfClock(String.join(":", words)) : OptionalLong.empty();
    }

    /** A whole number as C has it: {@code 0x} begins one of base 16, {@code 0} one of base 8. */
    private static OptionalLong integerOfC(String text) {
        boolean sixteen = text.startsWith("0x") || text.startsWith("0X");
        int base = sixteen ? 16 : text.startsWith("0") ? 8 : 10;
        String digits = sixteen ? text.substring(2) : text;
        boolean number = !digits.isEmpty()
                && digits.length() <= 15
                && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0);
        return number ? OptionalLong.of(Long.parseLong(digits, base)) : OptionalLong.empty();
    }

    private static OptionalLong bytes(String text, long unit, int power) {
        int end = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        String number = text.substring(0, end);
        String letters = text.substring(end).toLowerCase(Locale.ROOT);
        long scale = unit;
        if (letters.equals("b")) {
            scale = 1;
        } else if (!letters.isEmpty()) {
            int exponent = LETTERS.indexOf(letters.charAt(0)) + 1;
            boolean known = exponent > 0
                    && (letters.length() == 1 || letters.substring(1).equals("b"));
            scale = known ? (long) Math.pow(power, exponent) : 0;
        }
        if (scale == 0 || number.isEmpty() || number.length() > 18) {
            return OptionalLong.empty();
        }
        int point = number.indexOf('.');
        if (point >= 0) {
            return fraction(number, scale);
        }
        long value = Long.parseLong(number);
        return value > MOST / scale ? OptionalLong.empty() : OptionalLong.of(value * scale);
    }

    private static OptionalLong fraction(String number, long scale) {
        if (number.indexOf('.') != number.lastIndexOf('.') || number.length() == 1) {
            return OptionalLong.empty();
        }
        double value = Math.ceil(Double.parseDouble(number) * scale);
        return value > MOST ? OptionalLong.empty() : OptionalLong.of((long) value);
    }

    /** Time of Slurm (sbatch(1), {@code --time}): minutes, minutes:seconds, h:m:s, days-h, days-h:m, days-h:m:s. */
    static OptionalLong secondsOfSlurm(String text) {
        int dash = text.indexOf('-');
        long[] parts = parts(text.substring(dash + 1));
        if (parts.length == 0 || parts.length > 3) {
            return OptionalLong.empty();
        }
        if (dash < 0) {
            return parts.length == 3 ? sum(parts, 3600, 60, 1) : sum(parts, 60, 1, 0);
        }
        long[] days = parts(text.substring(0, dash));
        if (days.length != 1) {
            return OptionalLong.empty();
        }
        OptionalLong rest = sum(parts, 3600, 60, 1);
        return OptionalLong.of(days[0] * 86400 + rest.getAsLong());
    }

    /** Time as {@code [[hours:]minutes:]seconds}. */
    private static OptionalLong secondsOfClock(String text) {
        return fromTheEnd(parts(text), 1);
    }

    /**
     * Time of PBS ({@code src/lib/Libattr/attr_fn_time.c} of OpenPBS): {@code [[hours:]minutes:]seconds}, and with a fraction, which
     * is rounded.
     */
    static OptionalLong secondsOfPbs(String text) {
        int point = text.indexOf('.');
        OptionalLong whole = secondsOfClock(point < 0 ? text : text.substring(0, point));
        String fraction = point < 0 ? "" : text.substring(point + 1);
        if (whole.isEmpty() || !fraction.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        boolean up = !fraction.isEmpty() && fraction.charAt(0) >= '5';
        return OptionalLong.of(whole.getAsLong() + (up ? 1 : 0));
    }

    /** Time as {@code [hours:]minutes}. */
    static OptionalLong secondsOfMinutes(String text) {
        long[] parts = parts(text);
        return parts.length > 2 ? OptionalLong.empty() : fromTheEnd(parts, 60);
    }

    private static OptionalLong fromTheEnd(long[] parts, long unit) {
        if (parts.length == 0 || parts.length > 3) {
            return OptionalLong.empty();
        }
        long sum = 0;
        long scale = unit;
        for (int i = parts.length - 1; i >= 0; i--) {
            sum += parts[i] * scale;
            scale *= 60;
        }
        return OptionalLong.of(sum);
    }

    private static OptionalLong sum(long[] parts, long... units) {
        long sum = 0;
        for (int i = 0; i < parts.length; i++) {
            sum += parts[i] * units[i];
        }
        return OptionalLong.of(sum);
    }

    /** Numbers between colons; none at all if one of them is not a number. */
    private static long[] parts(String text) {
        String[] words = text.split(":", -1);
        long[] numbers = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            boolean number = !words[i].isEmpty()
                    && words[i].length() <= 12
                    && words[i].chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number) {
                return new long[0];
            }
            numbers[i] = Long.parseLong(words[i]);
        }
        return numbers;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
