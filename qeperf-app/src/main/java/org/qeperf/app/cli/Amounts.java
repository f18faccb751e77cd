package org.qeperf.app.cli;

import java.util.Locale;
import org.qeperf.api.InputException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Times and sizes as people write them. */
final class Amounts {

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;
    private static final double MEBIBYTE = 1 << 20;
    private static final int FIELDS = 3;
    private static final int LONGEST = 30;

    private Amounts() {}

    /** Seconds of a text such as {@code 2h}, {@code 90m}, {@code 5400}, {@code 1:30:00} or {@code 1-12:00:00}. */
    static double seconds(String option, String text, CommandLine command) {
        String[] dayAndRest = text.split("-", 2);
        String[] fields = dayAndRest[dayAndRest.length - 1].split(":", -1);
        double seconds;
        if (fields.length == 1 && dayAndRest.length == 1) {
            seconds = withUnit(text);
        } else {
            double days = dayAndRest.length == 2 ? number(dayAndRest[0]) * DAY : 0;
            seconds = fields.length == FIELDS
                    ? days + number(fields[0]) * HOUR + number(fields[1]) * MINUTE + number(fields[2])
                    : Double.NaN;
        }
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            throw new ParameterException(
                    command,
                    option + " is " + InputException.quote(text)
                            + "; expected a time such as 2h, 90m, 5400s, 5400 (seconds) or 1:30:00");
        }
        return seconds;
    }

    private static double withUnit(String text) {
        String unit = text.isEmpty() ? "" : text.substring(text.length() - 1).toLowerCase(Locale.ROOT);
        double factor = switch (unit) {
            case "d" -> DAY;
            case "h" -> HOUR;
            case "m" -> MINUTE;
            case "s" -> 1;
            default -> 0;
        };
        return factor == 0 ? number(text) : factor * number(text.substring(0, text.length() - 1));
    }

    /** Bytes of a text such as {@code 64GB} or {@code 500MB}; a GB is as many as in batch systems, 1024 MB. */
    static double bytes(String option, String text, CommandLine command) {
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
            throw new ParameterException(
                    command, option + " is " + InputException.quote(text) + "; expected a size such as 64GB or 500MB");
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
