package org.qeperf.train.loop;

import java.math.BigDecimal;
import java.math.MathContext;

/** Quantities for people. */
final class Words {

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double GIBIBYTE = 1 << 30;
    private static final double MEBIBYTE = 1 << 20;

    private Words() {}

    static String seconds(double seconds) {
        if (seconds < 2 * MINUTE) {
            return three(seconds) + " s";
        }
        return seconds < 2 * HOUR ? three(seconds / MINUTE) + " min" : three(seconds / HOUR) + " h";
    }

    static String bytes(double bytes) {
        return bytes < GIBIBYTE ? three(bytes / MEBIBYTE) + " MB" : three(bytes / GIBIBYTE) + " GB";
    }

    /** Three digits that count. */
    private static String three(double value) {
        return new BigDecimal(value, new MathContext(3)).stripTrailingZeros().toPlainString();
    }
}
