package org.qeperf.train.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.features.workload.KernelClocks;

/**
 * Rows to train and measure on: the runs of a set whose target can be trusted. Nobody may modify its arrays.
 *
 * @param target what is measured
 * @param schema the columns
 * @param runs the runs behind the rows, in order
 * @param rows {@code runs.size() x schema.size()} raw feature values, row-major; shared, not to be modified
 * @param targets one measurement for each row, in the unit of the target; shared, not to be modified
 * @param kernelSeconds columns that hold the work of a kernel, with the seconds per iteration that its clock showed, one
 *     number for each row, {@code NaN} where no clock was printed; empty for other targets than the time of an iteration; shared, not to be modified
 * @param dropped number of runs left out, by reason
 */
public record Dataset(
        RunTarget target,
        FeatureSchema schema,
        List<RunRecord> runs,
        double[] rows,
        double[] targets,
        Map<String, double[]> kernelSeconds,
        Map<String, Integer> dropped) {

    /**
     * Shortest self-consistency loop that counts, seconds: pw.x prints hundredths, so shorter ones are more than 5 % off.
     */
    public static final double SHORTEST_SECONDS = 0.2;

    /**
     * Makes rows of a run set.
     *
     * @param runs the run set
     * @param cleaning decides which runs to keep, as far as it matters for the target
     * @param target what is measured; runs that do not show it are left out
     * @param extractor makes rows of the runs' counts; runs of another program are left out
     * @param schema the columns; runs that lack a count they need are left out
     * @return the rows
     * @throws TrainingException if none is left, or the counts of one are impossible
     */
    public static Dataset of(
            RunSet runs, Cleaning cleaning, RunTarget target, FeatureExtractor extractor, FeatureSchema schema) {
        Cleaning.Result clean = target.relevant(cleaning).apply(runs.runs(), extractor.code());
        Map<String, Integer> dropped = new TreeMap<>(clean.dropped());
        List<RunRecord> kept = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (RunRecord run : clean.kept()) {
            if (target.of(run).isEmpty()) {
                dropped.merge("no " + target.target().name(), 1, Integer::sum);
                continue;
            }
            try {
                rows.add(row(runs, run, extractor, schema));
                kept.add(run);
            } catch (MissingCountException e) {
                dropped.merge("no " + e.count() + " for schema " + schema.name(), 1, Integer::sum);
            }
        }
        if (kept.isEmpty()) {
            throw new TrainingException(
                    runs.runs().isEmpty()
                            ? "there is no run in " + runs.name()
                            : "no run of " + runs.name() + " can be used: " + dropped);
        }
        double[] values = new double[kept.size() * schema.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * schema.size(), schema.size());
        }
        double[] targets =
                kept.stream().mapToDouble(run -> target.of(run).orElseThrow()).toArray();
        Map<String, double[]> kernels =
                target == RunTarget.SECONDS_PER_SCF_ITERATION ? kernelSeconds(kept, schema) : Map.of();
        return new Dataset(target, schema, List.copyOf(kept), values, targets, kernels, dropped);
    }

    private static Map<String, double[]> kernelSeconds(List<RunRecord> runs, FeatureSchema schema) {
        Map<String, double[]> byColumn = new LinkedHashMap<>();
        for (String column : KernelClocks.columns(schema)) {
            byColumn.put(column, new double[runs.size()]);
        }
        for (int i = 0; i < runs.size() && !byColumn.isEmpty(); i++) {
            RunRecord run = runs.get(i);
            int row = i;
            KernelClocks.secondsPerIteration(
                            schema,
                            run.counts().known().orElseThrow(),
                            run.place().nearestLayout().orElseThrow(),
                            run.times(),
                            run.iterations().scf().orElseThrow())
                    .forEach((column, seconds) -> {
                        double[] all = byColumn.get(column);
                        if (all != null) {
                            all[row] = seconds;
                        }
                    });
        }
        return Collections.unmodifiableMap(byColumn);
    }

    /** The row that prediction makes of the same counts, layout and machine. */
    private static double[] row(RunSet runs, RunRecord run, FeatureExtractor extractor, FeatureSchema schema) {
        try {
            return extractor
                    .restore(run.counts().known().orElseThrow())
                    .features(
                            schema,
                            run.place().nearestLayout().orElseThrow(),
                            run.place().machine().orElseThrow())
                    .toArray();
        } catch (MissingCountException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new TrainingException("run " + InputException.quote(run.id()) + " of " + runs.name()
                    + " cannot be used: " + e.getMessage());
        }
    }

    /**
     * Features and targets alone.
     *
     * @return samples that share the arrays
     */
    public Samples samples() {
        return new Samples(schema, rows, targets, kernelSeconds);
    }

    /**
     * Number of rows.
     *
     * @return at least 1
     */
    public int size() {
        return targets.length;
    }

    /**
     * Number of different systems.
     *
     * @return at least 1
     */
    public int systems() {
        return (int) runs.stream().map(RunRecord::system).distinct().count();
    }
}
