package org.qeperf.train.living;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.drift.FeatureDrift;
import org.qeperf.train.store.RunStore;

/**
 * Compares the features of the last runs of a machine with those of the runs that the champion has learnt from, as many of the last of
 * them, or with those of the first runs where it has learnt elsewhere. Rows that are equal count once.
 */
final class FeatureComparison {

    /** Fewer rows tell too little. */
    private static final int FEWEST = 20;

    private final RunStore store;
    private final FeatureExtractor extractor;
    private final int window;

    FeatureComparison(RunStore store, FeatureExtractor extractor, int window) {
        this.store = store;
        this.extractor = extractor;
        this.window = window;
    }

    Optional<FeatureDrift> of(List<Errors> runs, Optional<Ledger.Training> learnt, FeatureSchema schema) {
        List<Errors> known = runs;
        if (learnt.isPresent()) {
            known = runs.stream()
                    .filter(run -> run.sequence() >= learnt.get().from()
                            && run.sequence() <= learnt.get().cut())
                    .toList();
            known = known.subList(Math.max(0, known.size() - window), known.size());
        }
        List<Errors> reference = known.subList(0, Math.min(window, known.size()));
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        long last = reference.get(reference.size() - 1).sequence();
        List<Errors> later = runs.stream().filter(run -> run.sequence() > last).toList();
        List<Errors> recent = later.subList(Math.max(0, later.size() - window), later.size());
        double[] before = rows(reference, schema);
        double[] after = rows(recent, schema);
        int fewest = FEWEST * schema.size();
        return before.length < fewest || after.length < fewest
                ? Optional.empty()
                : Optional.of(FeatureDrift.of(schema, before, after, FeatureDrift.LEVEL));
    }

    private double[] rows(List<Errors> runs, FeatureSchema schema) {
        List<double[]> rows = new ArrayList<>();
        for (Errors errors : runs) {
            RunRecord run = store.find(errors.run()).orElseThrow().run();
            try {
                double[] row = extractor
                        .restore(run.counts().known().orElseThrow())
                        .features(
                                schema,
                                run.place().nearestLayout().orElseThrow(),
                                run.place().machine().orElseThrow())
                        .toArray();
                if (rows.stream().noneMatch(other -> Arrays.equals(other, row))) {
                    rows.add(row);
                }
            } catch (MissingCountException e) {
                // The run was predicted by a model of another schema.
                continue;
            }
        }
        double[] all = new double[rows.size() * schema.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * schema.size(), schema.size());
        }
        return all;
    }
}
