package org.qeperf.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.RatedLayout;
import org.qeperf.runtime.advise.Scaling.Point;
import org.qeperf.runtime.forecast.Quantities;

/** Advice for people. */
final class AdviceTable {

    private static final double GIBIBYTE = 1 << 30;
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;

    private AdviceTable() {}

    static void print(Advice advice, PrintWriter out) {
        boolean groups = advice.layouts().stream().anyMatch(AdviceTable::hasGroups);
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("", "NODES", "TASKS", "THREADS", "POOLS"));
        if (groups) {
            header.addAll(List.of("-ND", "-NT"));
        }
        header.addAll(List.of("PER ITERATION", "TOTAL", "AT MOST", "CORE-HOURS", "GB/NODE", "FAILS"));
        table.add(header);
        int place = 1;
        for (RatedLayout layout : advice.layouts()) {
            String mark = advice.pareto().contains(layout) ? " *" : "";
            table.add(row(place++ + mark, layout, groups));
        }
        table.add(row("pw.x", advice.programsChoice(), groups));
        FormatOption.print(table, out);
        out.println();
        out.println("* no other layout is better in one of time, core-hours and risk and as good in the others."
                + " Tasks are per node; pw.x: its own choice with a rank on each core of as many nodes.");
        out.println();
        out.println("why the first:");
        advice.reasons().forEach(reason -> out.println("  " + reason));
        Point knee = advice.scaling().knee();
        out.println("  knee of the scaling: " + Quantities.counted(knee.cores(), "core") + ", efficiency "
                + format("%.2f", knee.efficiency()));
        out.println();
        out.println(Quantities.counted(advice.searched(), "layout") + " of machine '"
                + advice.request().machine().name() + "' searched with model "
                + advice.models().get(0));
    }

    private static boolean hasGroups(RatedLayout rated) {
        return rated.layout().diagonalizationRanks() != Layout.PROGRAM_CHOOSES
                || rated.layout().taskGroups() != 1;
    }

    private static List<String> row(String place, RatedLayout rated, boolean groups) {
        Layout layout = rated.layout();
        List<String> cells = new ArrayList<>(List.of(
                place,
                Integer.toString(layout.nodes()),
                Integer.toString(layout.tasksPerNode()),
                Integer.toString(layout.threadsPerTask()),
                Integer.toString(layout.pools())));
        if (groups) {
            cells.add(
                    layout.diagonalizationRanks() == Layout.PROGRAM_CHOOSES
                            ? "pw.x"
                            : Integer.toString(layout.diagonalizationRanks()));
            cells.add(Integer.toString(layout.taskGroups()));
        }
        cells.addAll(List.of(
                time(rated.secondsPerScfIteration()),
                time(rated.totalSeconds()),
                time(rated.requestSeconds()),
                format("%.3g", rated.coreHours()),
                format("%.1f", rated.memoryBytesPerNode() / GIBIBYTE),
                format("%.0f %%", 100 * rated.failureProbability())));
        return cells;
    }

    private static String time(double seconds) {
        if (seconds < 2 * MINUTE) {
            return format("%.3g s", seconds);
        }
        return seconds < 2 * HOUR ? format("%.1f min", seconds / MINUTE) : format("%.1f h", seconds / HOUR);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
