package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.predict.Target;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.evaluate.PairedComparison.SystemErrors;
import org.qeperf.train.registry.ExampleRegistry;

class PairedComparisonTest {

    private static PortableModel model(byte[] content) {
        return ArtifactReader.read("model", new ByteArrayInputStream(content), ExampleRuns.EXTRACTOR.schemas());
    }

    private static PortableModel constant(String name, double seconds) {
        return model(ExampleRegistry.bytes(name, seconds));
    }

    /** Runs of 1, 2 and 4 seconds per iteration of one system and of 2 of another, and one too short. */
    private static RunSet runs() {
        List<RunRecord> runs = new ArrayList<>();
        double[] seconds = {1, 2, 4, 2, 0.01};
        for (int i = 0; i < seconds.length; i++) {
            runs.add(ExampleRuns.run(
                    "r" + i,
                    i < 3 ? "Si8" : "MgO",
                    ExampleRuns.counts(8, 20, 1),
                    new Layout(1, 2, 1, 1),
                    Outcome.CONVERGED,
                    seconds[i]));
        }
        return new RunSet("runs.jsonl", "00", runs);
    }

    private static PairedComparison compare(PortableModel first, PortableModel second) {
        return PairedComparison.of(runs(), Cleaning.find(Cleaning.DEFAULT), ExampleRuns.EXTRACTOR, first, second);
    }

    @Test
    void bothAreAskedAboutTheSameRuns() {
        PairedComparison comparison = compare(constant("two@1", 2), constant("one@1", 1));
        assertEquals(4, comparison.runs());
        assertEquals(Math.sqrt(2), comparison.first().errors().medianFactor(), 1e-12);
        assertEquals(2, comparison.second().errors().medianFactor(), 1e-12);
        assertEquals(0.375, comparison.first().errors().mape(), 1e-12);
        assertEquals(0.5, comparison.first().within25());
        assertEquals(0.25, comparison.second().within25());
        assertEquals(0.5, comparison.first().coverage());
        assertEquals(0.25, comparison.second().coverage());
        assertEquals(
                List.of(new SystemErrors("MgO", 1, 1, 2), new SystemErrors("Si8", 3, 2, 2)),
                comparison.systems().stream()
                        .map(s -> new SystemErrors(s.system(), s.runs(), rounded(s.first()), rounded(s.second())))
                        .toList());
        assertEquals(Map.of("shorter than 0.2 s", 1), comparison.dropped());
        assertEquals(2, comparison.overSystems().pairs());
        assertEquals(4, comparison.overRuns().pairs());
    }

    private static double rounded(double factor) {
        return Math.round(1e9 * factor) / 1e9;
    }

    @Test
    void aModelIsAsGoodAsItself() {
        PairedComparison comparison = compare(constant("one@1", 1), constant("one@2", 1));
        assertEquals(new SignedRank(0, 0, 1), comparison.overRuns());
        assertEquals(comparison.first().errors(), comparison.second().errors());
    }

    @Test
    void twoQuantitiesAreNotCompared() {
        PortableModel steps = model(ExampleRegistry.bytes("steps@1", Target.IONIC_STEPS, 3));
        assertEquals(
                "model one@1 predicts seconds_per_scf_iteration and model steps@1 predicts ionic_steps; expected two of one"
                        + " target",
                assertThrows(TrainingException.class, () -> compare(constant("one@1", 1), steps))
                        .getMessage());
    }
}
