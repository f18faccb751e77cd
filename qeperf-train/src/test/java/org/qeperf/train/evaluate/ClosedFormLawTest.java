package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.train.ExampleRuns;

class ClosedFormLawTest {

    /** 20 x 24 x 30 points, 7 k-points, 10 bands: 100,800 x 9.257943538808317e-8 x 16.80193 over 4 ranks. */
    @Test
    void givesAHandComputedValue() {
        assertEquals(0.03919887099090954, seconds(1, 4), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "4, 1"})
    void countsSpinDirectionsButNotSpinors(int spin, int factor) {
        assertEquals(factor * 0.03919887099090954, seconds(spin, 4), 1e-15);
    }

    @Test
    void halvesWithTwiceTheRanks() {
        assertEquals(seconds(1, 4) / 2, seconds(1, 8), 1e-15);
    }

    private static double seconds(int spin, int ranks) {
        List<Count> counts = new ArrayList<>();
        counts.add(new Count.Grid("fft_dense", 20, 24, 30));
        counts.add(new Count.Whole("n_spin", spin));
        counts.add(new Count.Whole("n_k", 7));
        counts.add(new Count.Whole("n_ks", 10));
        Layout layout = new Layout(1, ranks, 1, 1);
        return ClosedFormLaw.seconds(ExampleRuns.run("a", "Si", new Counts(counts), layout, Outcome.CONVERGED, 1));
    }
}
