package org.qeperf.runtime.forecast;

import java.util.Locale;
import java.util.function.DoubleFunction;
import org.qeperf.api.predict.Interval;

/** Numbers with their units as people read them, in tables and messages alike. Three digits or fewer: no prediction is better. */
public final class Quantities {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double MEBIBYTE = 1 << 20;
    private static final double GIBIBYTE = 1 << 30;
    private static final double PER_CENT = 100;
    private static final double HALF = 0.5;

    private Quantities() {}

    /**
     * A time in its two largest units.
     *
     * @param seconds at least 0
     * @return such as {@code 0.0421 s}, {@code 12.3 s}, {@code 3 min 20 s}, {@code 1 h 23 min} or {@code 2 d 4 h}
     */
    public static String seconds(double seconds) {
        if (seconds < MINUTE - HALF) {
            return String.format(Locale.ROOT, "%.3g s", seconds);
        }
        if (Math.round(seconds) < HOUR) {
            return two(Math.round(seconds), MINUTE, " min", 1, " s");
        }
        long toTheMinute = Math.round(seconds / MINUTE) * MINUTE;
        return toTheMinute < DAY
                ? two(toTheMinute, HOUR, " h", MINUTE, " min")
                : two(Math.round(seconds / HOUR) * HOUR, DAY, " d", HOUR, " h");
    }

    private static String two(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + largeUnit + (rest == 0 ? "" : " " + rest + smallUnit);
    }

    /**
     * An amount of memory. A MB is 2^20 bytes and a GB 2^30 bytes, as pw.x prints them and Slurm takes them.
     *
     * @param bytes at least 0
     * @return such as {@code 8.6 MB} or {@code 1.5 GB}
     */
    public static String bytes(double bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEBIBYTE)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIBIBYTE);
    }

    /**
     * A count without decimals.
     *
     * @param count a number, rounded
     * @return such as {@code 12}
     */
    public static String count(double count) {
        return String.format(Locale.ROOT, "%.0f", count);
    }

    /**
     * Things with their number.
     *
     * @param number how many
     * @param noun one of them, whose plural ends in s
     * @return such as {@code 1 node} or {@code 2 nodes}
     */
    public static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /**
     * A probability in per cent, never 0 or 100 % of what is only likely.
     *
     * @param probability 0 to 1
     * @return such as {@code 25 %}, {@code under 1 %} or {@code over 99 %}
     */
    public static String probability(double probability) {
        if (probability > 0 && probability * PER_CENT < HALF) {
            return "under 1 %";
        }
        if (probability < 1 && probability * PER_CENT >= PER_CENT - HALF) {
            return "over 99 %";
        }
        return String.format(Locale.ROOT, "%.0f %%", PER_CENT * probability);
    }

    /**
     * Both ends of an interval with its level.
     *
     * @param interval the interval
     * @param unit how an end is written, such as {@link #seconds}
     * @return such as {@code 90 % between 1.00 s and 2.00 s}
     */
    public static String range(Interval interval, DoubleFunction<String> unit) {
        return level(interval.level()) + " between " + unit.apply(interval.lower()) + " and "
                + unit.apply(interval.upper());
    }

    /**
     * The level of an interval.
     *
     * @param level 0 to 1
     * @return such as {@code 90 %} or {@code 99.5 %}
     */
    public static String level(double level) {
        String percent = String.format(Locale.ROOT, "%.1f", PER_CENT * level);
        return (percent.endsWith(".0") ? percent.substring(0, percent.length() - 2) : percent) + " %";
    }
}
