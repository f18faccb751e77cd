package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.workload.PwFeatureExtractor;

/** What the documentation says of the run set in this repository. */
class ShippedRunsTest {

    private static final RunSet SET = RunSet.read(Path.of("../data/pwx-runs.jsonl.gz"));

    @Test
    void areAsManyAsTheDataCardSays() {
        RunSetSummary summary = RunSetSummary.of(SET);
        assertEquals(
                "2801 runs, 2523 ok, 356 systems, 71 elements",
                summary.runs() + " runs, " + summary.ok() + " ok, " + summary.systems() + " systems, "
                        + summary.elements().size() + " elements");
        assertEquals(
                Map.of(
                        "converged",
                        2523,
                        "crashed",
                        92,
                        "incomplete",
                        42,
                        "not_converged",
                        66,
                        "out_of_memory",
                        40,
                        "time_limit",
                        38),
                summary.tallies().get("outcomes"));
        assertEquals(98, summary.repeats().groups());
    }

    @Test
    void oneMaterialIsOneSystemWhateverIsVaried() {
        Map<String, String> systemOfInput = new HashMap<>();
        for (RunRecord run : SET.runs()) {
            String input = run.labels().getOrDefault("system", "");
            String system = run.system().orElseThrow();
            assertEquals(system, systemOfInput.computeIfAbsent(input, name -> system), input);
        }
        assertTrue(systemOfInput.size() > 400, systemOfInput.size() + " inputs");
    }

    @Test
    void everyRunThatPrintedAllHasOurCounts() {
        assertEquals(
                List.of(),
                SET.runs().stream()
                        .filter(run -> run.outcome() == Outcome.CONVERGED)
                        .filter(run -> run.counts().known().isEmpty())
                        .map(RunRecord::id)
                        .toList());
    }

    @Test
    void neededTheMemoryThatWeEstimate() {
        PwFeatureExtractor extractor = new PwFeatureExtractor();
        int compared = 0;
        for (RunRecord run : SET.runs()) {
            Layout layout = run.place().evenLayout().orElse(null);
            if (layout != null
                    && run.memory().estimated().isPresent()
                    && run.counts().known().isPresent()) {
                double ours = extractor
                        .restore(run.counts().known().orElseThrow())
                        .memoryPerRankBytes(layout)
                        .orElseThrow();
                assertEquals(1, ours / run.memory().estimated().getAsLong(), 0.01, run.id());
                compared++;
            }
        }
        assertEquals(2015, compared);
    }

    @Test
    void failedInEveryWay() {
        Map<Outcome, Long> outcomes =
                SET.runs().stream().collect(Collectors.groupingBy(RunRecord::outcome, Collectors.counting()));
        for (Outcome outcome : Outcome.values()) {
            assertTrue(outcomes.getOrDefault(outcome, 0L) >= 30, outcome + " " + outcomes.get(outcome));
        }
    }
}
