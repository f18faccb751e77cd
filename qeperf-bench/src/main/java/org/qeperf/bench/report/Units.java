package org.qeperf.bench.report;

import java.util.Locale;

/** Units of time as JMH writes them, and numbers for readers. */
final class Units {

    private static final String[] NAMES = {"ns", "µs", "ms", "s"};

    private Units() {}

    /** Seconds in a unit such as {@code us/op}. */
    static double seconds(String unit) {
        return switch (unit) {
            case "ns/op" -> 1e-9;
            case "us/op" -> 1e-6;
            case "ms/op" -> 1e-3;
            case "s/op" -> 1;
            default -> throw new IllegalArgumentException("unit " + unit + "; expected ns/op, us/op, ms/op or s/op");
        };
    }

    /** A time and half its interval in the unit in which the time is 1 to 1,000; the interval only where it is a number. */
    static String time(double seconds, double error) {
        int unit = 0;
        double scale = 1e9;
        while (unit < NAMES.length - 1 && seconds * scale >= 1000) {
            unit++;
            scale /= 1000;
        }
        String width = Double.isFinite(error) ? " ± " + digits(error * scale) : "";
        return digits(seconds * scale) + width + " " + NAMES[unit];
    }

    /** Three digits that count, or all before the point. */
    static String digits(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
