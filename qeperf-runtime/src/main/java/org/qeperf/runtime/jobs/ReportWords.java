package org.qeperf.runtime.jobs;

import java.util.Locale;

/** Amounts in the sentences of findings. */
final class ReportWords {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double MEBIBYTE = 1 << 20;
    private static final double GIBIBYTE = 1 << 30;

    private ReportWords() {}

    /** Such as {@code 12.3 s}, {@code 3 min 20 s}, {@code 1 h 23 min} or {@code 2 d 4 h}. */
    static String time(double seconds) {
        if (seconds < MINUTE - 0.5) {
            return seconds == Math.rint(seconds)
                    ? String.format(Locale.ROOT, "%.0f s", seconds)
                    : String.format(Locale.ROOT, "%.3g s", seconds);
        }
        if (Math.round(seconds) < HOUR) {
            return two(Math.round(seconds), MINUTE, " min", 1, " s");
        }
        long toTheMinute = Math.round(seconds / MINUTE) * MINUTE;
        return toTheMinute <= DAY
                ? two(toTheMinute, HOUR, " h", MINUTE, " min")
                : two(Math.round(seconds / HOUR) * HOUR, DAY, " d", HOUR, " h");
    }

    private static String two(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + largeUnit + (rest == 0 ? "" : " " + rest + smallUnit);
    }

    static String bytes(double bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.0f MiB", Math.ceil(bytes / MEBIBYTE))
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }

    /** Never 0 or 100 % of what is only likely. */
    static String chance(double probability) {
        double percent = 100 * probability;
        if (percent < 0.5) {
            return "under 1 %";
        }
        return percent >= 99.5 ? "over 99 %" : String.format(Locale.ROOT, "%.0f %%", percent);
    }
}
