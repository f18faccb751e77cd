package org.qeperf.runtime.jobs;

import java.util.Locale;

/** Numbers for people. */
final class Words {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private Words() {}

    /** Hours, minutes and seconds as batch systems write them. */
    static String time(long seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }
}
