package org.qeperf.app.question;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qeperf.api.InputException;

/**
 * A batch system's limit, as people and batch systems write it.
 *
 * @param seconds more than 0
 */
public record TimeLimit(double seconds) {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9}(?:[.][0-9]{1,20})?)([smhd]?)");
    private static final Pattern CLOCK = Pattern.compile("(?:([0-9]{1,4})-)?([0-9]{1,6}):([0-5][0-9]):([0-5][0-9])");

    /** What is expected of a text. */
    static final String EXPECTED = "2h, 1.5h, 90m, 3600 or HH:MM:SS";

    /**
     * Reads a limit.
     *
     * @param text such as {@code 2h}, {@code 1.5h}, {@code 90m}, {@code 3600} (seconds) or {@code HH:MM:SS}
     * @return the limit
     * @throws IllegalArgumentException if it is not a time, or none at all
     */
    public static TimeLimit parse(String text) {
        double seconds = seconds(text);
        if (!(seconds > 0)) {
            throw new IllegalArgumentException(InputException.quote(text) + " is not a time; expected " + EXPECTED);
        }
        return new TimeLimit(seconds);
    }

    /**
     * A time that batch systems can be asked for.
     *
     * @return seconds, rounded up
     */
    public long wholeSeconds() {
        return (long) Math.ceil(seconds);
    }

    private static double seconds(String text) {
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
