package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.features.workload.PwFeatureExtractor;

/** What the documentation says of the run set in this repository. */
class ShippedRunsTest {

    private final List<RunRecord> runs =
            RunSet.read(Path.of("../data/debian-2core/runs.jsonl")).runs();

    @Test
    void areAsManyAsTheDataCardSays() {
        assertEquals(497, runs.size());
        assertEquals(51, runs.stream().map(RunRecord::system).distinct().count());
        assertEquals(
                483, runs.stream().filter(r -> r.outcome().equals("converged")).count());
    }

    @Test
    void neededTheMemoryThatWeEstimateOnOneAndTwoRanks() {
        PwFeatureExtractor extractor = new PwFeatureExtractor();
        int compared = 0;
        for (RunRecord run : runs) {
            if (run.estimatedMemoryBytes() > 0) {
                double ours = extractor.restore(run.counts()).memoryPerRankBytes(run.layout());
                assertEquals(1, ours / run.estimatedMemoryBytes(), 0.01, run.id());
                compared++;
            }
        }
        assertEquals(493, compared);
    }
}
