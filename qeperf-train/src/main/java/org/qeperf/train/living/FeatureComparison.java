package org.qeperf.train.living;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.drift.FeatureDrift;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunStore;

/**
 * Compares the features of the last runs of a machine with those of the runs that the champion has learnt from, as many of the last of
 * them, or with those of the first runs that are known where it has learnt elsewhere. Rows that are equal count once. Remembers what it
 * found until other runs are asked for. Safe for concurrent use, one at a time.
 */
final class FeatureComparison {

    /** Fewer rows tell too little. */
    private static final int FEWEST = 20;

    private static final float LOAD = 0.75f;

    private final RunStore store;
    private final FeatureExtractor extractor;
    private final int window;
    private final Map<Slot, Found> found = new HashMap<>();
    /** Those asked for last: the targets of a machine ask for the same runs. */
    private final Map<String, RunRecord> records = new LinkedHashMap<>(16, LOAD, true);

    FeatureComparison(RunStore store, FeatureExtractor extractor, int window) {
        this.store = store;
        this.extractor = extractor;
        this.window = window;
    }

    /** Ids of runs. */
    record Question(List<String> reference, List<String> recent, String schema) {}

    private record Found(Question question, Optional<FeatureDrift> answer) {}

    /** Which runs to compare. */
    Question question(List<Errors> runs, Optional<Ledger.Training> learnt, FeatureSchema schema) {
        List<Errors> known = runs;
        if (learnt.isPresent()) {
            known = runs.stream()
                    .filter(run -> run.sequence() >= learnt.get().from()
                            && run.sequence() <= learnt.get().cut())
                    .toList();
            known = known.subList(Math.max(0, known.size() - window), known.size());
        }
        List<Errors> reference = known.subList(0, Math.min(window, known.size()));
        long last = reference.isEmpty()
                ? Long.MAX_VALUE
                : reference.get(reference.size() - 1).sequence();
        List<Errors> later = runs.stream().filter(run -> run.sequence() > last).toList();
        List<Errors> recent = later.subList(Math.max(0, later.size() - window), later.size());
        return new Question(ids(reference), ids(recent), schema.name());
    }

    private static List<String> ids(List<Errors> runs) {
        return runs.stream().map(Errors::run).toList();
    }

    synchronized Optional<FeatureDrift> of(Slot slot, Question question) {
        Found before = found.get(slot);
        if (before == null || !before.question().equals(question)) {
            before = new Found(question, compare(question));
            found.put(slot, before);
        }
        return before.answer();
    }

    private Optional<FeatureDrift> compare(Question question) {
        if (question.recent().size() < FEWEST || question.reference().size() < FEWEST) {
            return Optional.empty();
        }
        FeatureSchema schema = extractor.schemas().stream()
                .filter(one -> one.name().equals(question.schema()))
                .findFirst()
                .orElseThrow();
        double[] before = rows(question.reference(), schema);
        double[] after = rows(question.recent(), schema);
        int fewest = FEWEST * schema.size();
        return before.length < fewest || after.length < fewest
                ? Optional.empty()
                : Optional.of(FeatureDrift.of(schema, before, after, FeatureDrift.LEVEL));
    }

    private RunRecord record(String id) {
        RunRecord known = records.get(id);
        if (known != null) {
            return known;
        }
        RunRecord record = store.find(id).orElseThrow().run();
        records.put(id, record);
        if (records.size() > 4 * window) {
            Iterator<String> eldest = records.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return record;
    }

    private double[] rows(List<String> runs, FeatureSchema schema) {
        List<double[]> rows = new ArrayList<>();
        for (String id : runs) {
            RunRecord run = record(id);
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
