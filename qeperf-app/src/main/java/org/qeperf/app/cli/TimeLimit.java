package org.qeperf.app.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A batch system's limit, as people and batch systems write it.
 *
 * @param seconds more than 0
 */
record TimeLimit(double seconds) {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9}(?:[.][0-9]{1,20})?)([smhd]?)");
    private static final Pattern CLOCK = Pattern.compile("(?:([0-9]{1,4})-)?([0-9]{1,6}):([0-5][0-9]):([0-5][0-9])");

    /** For options. */
    static final class Converter implements ITypeConverter<TimeLimit> {
        @Override
        public TimeLimit convert(String text) {
            double seconds = parse(text);
            if (!(seconds > 0)) {
                throw new TypeConversionException(
                        "'" + text + "' is not a time; expected 2h, 1.5h, 90m, 3600 or HH:MM:SS");
            }
            return new TimeLimit(seconds);
        }
    }

    private static double parse(String text) {
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            return Double.parseDouble(number.group(1)) * unit(number.group(2));
        }
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches()) {
            return 0;
        }
        long days = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
        return days * DAY
                + Long.parseLong(clock.group(2)) * HOUR
                + Long.parseLong(clock.group(3)) * MINUTE
                + Long.parseLong(clock.group(4));
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "m" -> MINUTE;
            case "h" -> HOUR;
            case "d" -> DAY;
            default -> 1;
        };
    }
}
