package org.qeperf.runtime.batch;

import java.util.Locale;
import java.util.OptionalLong;

/** Memory, time and numbers as batch systems write them. */
public final class Quantity {

    static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    /** The most nodes, ranks, cores or accelerators that are read; a product of two is still a {@code long}. */
    static final long MOST_COUNT = 1_000_000_000;

    private Quantity() {}

    /** A whole number from 0 to {@link #MOST_COUNT}; empty for other words. */
    static OptionalLong count(String text) {
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(text);
        return value <= MOST_COUNT ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /**
     * Memory in whole gibibytes, or in mebibytes, rounded up.
     *
     * @param bytes at least 1
     * @param mebi the letters of a mebibyte
     * @param gibi the letters of a gibibyte
     * @return such as {@code 1500M} or {@code 2G}
     */
    public static String memory(long bytes, String mebi, String gibi) {
        return bytes % GIBIBYTE == 0 ? bytes / GIBIBYTE + gibi : ceil(bytes, MEBIBYTE) + mebi;
    }

    /**
     * Hours, minutes and seconds, with as many hours as it takes.
     *
     * @param seconds at least 0
     * @return such as {@code 01:30:00} or {@code 100:00:00}
     */
    public static String clock(long seconds) {
        return minutes(seconds / 60) + String.format(Locale.ROOT, ":%02d", seconds % 60);
    }

    /**
     * Hours and minutes, with as many hours as it takes.
     *
     * @param minutes at least 0
     * @return such as {@code 01:30} or {@code 100:00}
     */
    public static String minutes(long minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    static long ceil(long value, long unit) {
        return (value - 1) / unit + 1;
    }
}
