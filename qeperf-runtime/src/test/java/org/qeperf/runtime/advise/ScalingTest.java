package org.qeperf.runtime.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Layout;

class ScalingTest {

    private static Scaling scaling(double... coresAndSeconds) {
        List<Scaling.Point> points = new ArrayList<>();
        RatedLayout some = new RatedLayout(Layout.serial(), 1, 1, 1, 1, 1, 1, 0, List.of());
        for (int i = 0; i < coresAndSeconds.length; i += 2) {
            points.add(new Scaling.Point((int) coresAndSeconds[i], coresAndSeconds[i + 1], 1, some));
        }
        return Scaling.of(points);
    }

    /** Speedups of 1, 2, 3, 3.5 and 3.6 lie 0, 0.27, 0.55, 0.52 and 0 above the diagonal. */
    @Test
    void theKneeLiesHighestAboveTheDiagonal() {
        assertEquals(
                3,
                scaling(1, 1, 2, 1.0 / 2, 3, 1.0 / 3, 5, 1 / 3.5, 10, 1 / 3.6)
                        .knee()
                        .cores());
    }

    @Test
    void aRunThatScalesHasItsKneeAtTheEnd() {
        assertEquals(8, scaling(1, 8, 2, 4, 4, 2, 8, 1).knee().cores());
    }

    @Test
    void aRunThatGainsNothingHasItsKneeAtTheBeginning() {
        assertEquals(1, scaling(1, 1, 2, 2, 4, 4).knee().cores());
        assertEquals(4, scaling(4, 1).knee().cores());
    }

    @Test
    void whatGetsSlowerCountsAsTheShortestBefore() {
        assertEquals(2, scaling(1, 10, 2, 5, 4, 20, 8, 4.9).knee().cores());
    }
}
