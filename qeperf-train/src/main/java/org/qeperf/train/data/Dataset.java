package org.qeperf.train.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;

/**
 * Rows to train and measure on: the runs of a set whose time per iteration can be trusted. Nobody may modify its arrays.
 *
 * @param schema the columns
 * @param runs the runs behind the rows, in order
 * @param rows {@code runs.size() x schema.size()} raw feature values, row-major; shared, not to be modified
 * @param targets seconds per self-consistency iteration; shared, not to be modified
 * @param dropped number of runs left out, by reason
 */
public record Dataset(
        FeatureSchema schema, List<RunRecord> runs, double[] rows, double[] targets, Map<String, Integer> dropped) {

    /**
     * Shortest self-consistency loop that counts, seconds: pw.x prints hundredths, so shorter ones are more than 5 % off.
     */
    public static final double SHORTEST_SECONDS = 0.2;

    /**
     * Makes rows of a run set.
     *
     * @param runs the run set
     * @param extractor makes rows of the runs' counts; runs of another program are left out
     * @param schema the columns
     * @return the rows
     * @throws TrainingException if none is left, or one lacks a count that the columns need
     */
    public static Dataset of(RunSet runs, FeatureExtractor extractor, FeatureSchema schema) {
        List<RunRecord> kept = new ArrayList<>();
        Map<String, Integer> dropped = new TreeMap<>();
        for (RunRecord run : runs.runs()) {
            String reason = reasonToDrop(run, extractor.code());
            if (reason.isEmpty()) {
                kept.add(run);
            } else {
                dropped.merge(reason, 1, Integer::sum);
            }
        }
        if (kept.isEmpty()) {
            throw new TrainingException("no run of " + runs.name() + " can be used: " + dropped);
        }
        double[] rows = new double[kept.size() * schema.size()];
        double[] targets = new double[kept.size()];
        for (int i = 0; i < targets.length; i++) {
            RunRecord run = kept.get(i);
            double[] row = row(runs, run, extractor, schema);
            System.arraycopy(row, 0, rows, i * row.length, row.length);
            targets[i] = run.secondsPerScfIteration().orElseThrow();
        }
        return new Dataset(schema, List.copyOf(kept), rows, targets, dropped);
    }

    /** The row that prediction makes of the same counts, layout and machine. */
    private static double[] row(RunSet runs, RunRecord run, FeatureExtractor extractor, FeatureSchema schema) {
        try {
            return extractor
                    .restore(run.counts().known().orElseThrow())
                    .features(
                            schema,
                            run.place().evenLayout().orElseThrow(),
                            run.place().machine().orElseThrow())
                    .toArray();
        } catch (IllegalArgumentException e) {
            throw new TrainingException("run " + InputException.quote(run.id()) + " of " + runs.name()
                    + " cannot be used: " + e.getMessage());
        }
    }

    /** The first reason that holds; empty for a run to keep. */
    private static String reasonToDrop(RunRecord run, String code) {
        if (!run.program().code().equals(code)) {
            return "another program";
        }
        if (!run.outcome().isFinished()) {
            return run.outcome().key();
        }
        if (run.program().gpu()) {
            return "on graphics processors";
        }
        String unknown = whatIsUnknown(run);
        if (!unknown.isEmpty()) {
            return unknown;
        }
        if (run.ending().disturbed()) {
            return "disturbed";
        }
        return run.times().electronsWall().orElseThrow() < SHORTEST_SECONDS
                ? "shorter than " + SHORTEST_SECONDS + " s"
                : "";
    }

    private static String whatIsUnknown(RunRecord run) {
        if (run.secondsPerScfIteration().isEmpty()) {
            return "no time printed";
        }
        if (run.counts().known().isEmpty()) {
            return "no counts";
        }
        if (run.system().isEmpty()) {
            return "no system";
        }
        if (run.place().machine().isEmpty()) {
            return "no machine";
        }
        return run.place().evenLayout().isEmpty() ? "no layout, or one with images, band or task groups" : "";
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
