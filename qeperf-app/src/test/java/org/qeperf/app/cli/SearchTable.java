package org.qeperf.app.cli;

import java.util.Locale;

/** A table of made-up times. */
final class SearchTable {

    private SearchTable() {}

    static String text(int rows) {
        StringBuilder text = new StringBuilder("work,cores,kind,seconds\n");
        for (int i = 0; i < rows; i++) {
            text.append(row(i)).append('\n');
        }
        return text.toString();
    }

    static String row(int i) {
        double work = 1 + i % 9 + 0.25 * (i % 5);
        double cores = 1 << i % 4;
        double seconds = 3 * Math.pow(work, 1.5) / Math.sqrt(cores) * (1 + 0.1 * (i * 17 % 23) / 23.0) * (1 + i % 2);
        return String.format(Locale.ROOT, "%s,%s,%s,%s", work, cores, i % 2 == 0 ? "plain" : "double", seconds);
    }
}
