package org.qeperf.runtime.batch;

import java.util.Locale;

/** Memory and time as batch systems write them. */
final class Quantity {

    static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    private Quantity() {}

    /** Memory in whole mebibytes, rounded up, or gibibytes, with the letters of the two. */
    static String memory(long bytes, String mebi, String gibi) {
        return bytes % GIBIBYTE == 0 ? bytes / GIBIBYTE + gibi : ceil(bytes, MEBIBYTE) + mebi;
    }

    /** Hours, minutes and seconds, with as many hours as it takes. */
    static String clock(long seconds) {
        return minutes(seconds / 60) + String.format(Locale.ROOT, ":%02d", seconds % 60);
    }

    /** Hours and minutes, with as many hours as it takes. */
    static String minutes(long minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    static long ceil(long value, long unit) {
        return (value - 1) / unit + 1;
    }
}
