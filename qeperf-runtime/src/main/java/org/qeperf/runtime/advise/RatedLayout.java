package org.qeperf.runtime.advise;

import java.util.List;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.forecast.RunForecast;

/**
 * A layout and what to expect of it.
 *
 * @param layout how the run is spread
 * @param secondsPerScfIteration wall time of one self-consistency iteration
 * @param totalSeconds wall time from start to end
 * @param requestSeconds wall time that is enough at the level of the limits
 * @param coreHours all cores of its nodes times the wall time expected
 * @param memoryBytesPerNode memory that the ranks of a node need
 * @param memoryBytesPerNodeAtMost the same at the level of the limits
 * @param failureProbability of all ways to fail together
 * @param problems rules that it breaks
 */
public record RatedLayout(
        Layout layout,
        double secondsPerScfIteration,
        double totalSeconds,
        double requestSeconds,
        double coreHours,
        double memoryBytesPerNode,
        double memoryBytesPerNodeAtMost,
        double failureProbability,
        List<LayoutProblem> problems) {

    private static final double SECONDS_PER_HOUR = 3600;

    /** Copies the list. */
    public RatedLayout {
        problems = List.copyOf(problems);
    }

    static RatedLayout of(RunForecast forecast) {
        double seconds = forecast.time().totalSeconds().value();
        return new RatedLayout(
                forecast.layout(),
                forecast.time().secondsPerScfIteration().value(),
                seconds,
                forecast.time().totalSeconds().interval().upper(),
                coreHours(forecast.machine(), forecast.layout().nodes(), seconds),
                forecast.memory().perNode().value(),
                forecast.memory().perNode().interval().upper(),
                forecast.risk().ofFailure(),
                forecast.problems());
    }

    /** Nodes are charged as a whole. */
    static double coreHours(Machine machine, int nodes, double seconds) {
        return (double) nodes * machine.coresPerNode() * seconds / SECONDS_PER_HOUR;
    }
}
