package org.qeperf.train.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;

/**
 * A run that a calibration would learn most from.
 *
 * @param system what to run: one of the systems of the runs
 * @param like a run of it
 * @param layout how to spread it
 * @param deviation how uncertain the correction is there, of the logarithm of the time
 */
public record NextRun(String system, RunRecord like, Layout layout, double deviation) {

    private static final int MOST_SYSTEMS = 20;

    private record Candidate(RunRecord run, Layout layout, double[] prepared, double deviation) {}

    /**
     * Looks for runs where the correction is most uncertain, unlike each other: the systems of the runs, on one node of their
     * machine, or up to twice as many as the runs took where these took several, on powers of two of its cores and on all, with
     * pools that pw.x takes and that leave no rank idle.
     *
     * @param calibration what was learnt
     * @param data the runs
     * @param extractor makes rows of them
     * @param most how many to name
     * @return the most uncertain first
     */
    public static List<NextRun> of(Calibration calibration, Dataset data, FeatureExtractor extractor, int most) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, RunRecord> systems = new LinkedHashMap<>();
        data.runs().forEach(run -> systems.putIfAbsent(name(run), run));
        systems.values().stream()
                .limit(MOST_SYSTEMS)
                .forEach(run -> add(candidates, calibration, data, run, extractor));
        candidates.sort((a, b) -> Double.compare(b.deviation(), a.deviation()));
        List<Candidate> chosen = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (chosen.size() < most
                    && chosen.stream()
                            .allMatch(
                                    other -> distance(other.prepared(), candidate.prepared()) > calibration.length())) {
                chosen.add(candidate);
            }
        }
        return chosen.stream()
                .map(c -> new NextRun(name(c.run()), c.run(), c.layout(), c.deviation()))
                .toList();
    }

    private static String name(RunRecord run) {
        return run.system().orElse(run.origin().source());
    }

    private static void add(
            List<Candidate> candidates,
            Calibration calibration,
            Dataset data,
            RunRecord run,
            FeatureExtractor extractor) {
        Machine machine = run.place().machine().orElseThrow();
        Workload workload = extractor.restore(run.counts().known().orElseThrow());
        int mostNodes = data.runs().stream()
                .mapToInt(r -> r.place().nearestLayout().map(Layout::nodes).orElse(1))
                .max()
                .orElse(1);
        List<Layout> layouts = new ArrayList<>();
        Layouts columns = new Layouts();
        for (Layout layout : layouts(machine, mostNodes == 1 ? 1 : 2L * mostNodes)) {
            if (workload.problems(layout, machine).isEmpty()) {
                layouts.add(layout);
                columns.add(layout.nodes(), layout.tasksPerNode(), 1, layout.pools(), Layout.PROGRAM_CHOOSES, 1);
            }
        }
        int width = data.schema().size();
        double[] rows = new double[layouts.size() * width];
        workload.rows(data.schema(), machine).fill(columns, 0, layouts.size(), rows);
        double[] prepared = calibration.prepared(rows);
        double[] deviations = calibration.deviations(rows);
        for (int i = 0; i < deviations.length; i++) {
            candidates.add(new Candidate(
                    run, layouts.get(i), Arrays.copyOfRange(prepared, i * width, (i + 1) * width), deviations[i]));
        }
    }

    /** Those of no more ranks than a {@link Layout} can have. */
    static List<Layout> layouts(Machine machine, long mostNodes) {
        List<Layout> layouts = new ArrayList<>();
        long cores = machine.coresPerNode();
        for (long nodes = 1; nodes <= mostNodes; nodes *= 2) {
            for (long tasks = 1; tasks < 2 * cores; tasks *= 2) {
                long fitting = Math.min(tasks, cores);
                long ranks = nodes * fitting;
                for (long pools = 1; pools <= ranks && ranks <= Integer.MAX_VALUE; pools *= 2) {
                    if (ranks % pools == 0) {
                        layouts.add(new Layout((int) nodes, (int) fitting, 1, (int) pools));
                    }
                }
            }
        }
        return layouts;
    }

    private static double distance(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .sum();
    }
}
