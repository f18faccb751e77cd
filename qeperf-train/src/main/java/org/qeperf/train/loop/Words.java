package org.qeperf.train.loop;

import java.util.Locale;

/** Quantities for people. */
final class Words {

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double GIBIBYTE = 1 << 30;
    private static final double MEBIBYTE = 1 << 20;

    private Words() {}

    static String seconds(double seconds) {
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.3g s", seconds);
        }
        return seconds < 2 * HOUR
                ? String.format(Locale.ROOT, "%.3g min", seconds / MINUTE)
                : String.format(Locale.ROOT, "%.3g h", seconds / HOUR);
    }

    static String bytes(double bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.3g MB", bytes / MEBIBYTE)
                : String.format(Locale.ROOT, "%.3g GB", bytes / GIBIBYTE);
    }
}
