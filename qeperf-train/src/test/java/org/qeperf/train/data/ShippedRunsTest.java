package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.workload.PwFeatureExtractor;

/** What the documentation says of the run set in this repository. */
class ShippedRunsTest {

    private final List<RunRecord> runs =
            RunSet.read(Path.of("../data/debian-2core/runs.jsonl")).runs();

    @Test
    void areAsManyAsTheDataCardSays() {
        assertEquals(495, runs.size());
        assertEquals(51, runs.stream().map(RunRecord::system).distinct().count());
        assertEquals(
                483, runs.stream().filter(r -> r.outcome() == Outcome.CONVERGED).count());
    }

    @Test
    void neededTheMemoryThatWeEstimateOnOneAndTwoRanks() {
        PwFeatureExtractor extractor = new PwFeatureExtractor();
        int compared = 0;
        for (RunRecord run : runs) {
            if (run.memory().estimated().isPresent()) {
                double ours = extractor
                        .restore(run.counts().known().orElseThrow())
                        .memoryPerRankBytes(run.place().evenLayout().orElseThrow());
                assertEquals(1, ours / run.memory().estimated().orElseThrow(), 0.01, run.id());
                compared++;
            }
        }
        assertEquals(493, compared);
    }
}
