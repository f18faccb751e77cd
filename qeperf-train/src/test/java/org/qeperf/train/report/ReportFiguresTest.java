package org.qeperf.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.train.figures.Bar;
import org.qeperf.train.figures.Tone;

class ReportFiguresTest {

    private static Bar bar(double error, double onTheTest) {
        return new Bar("technique", error, onTheTest, "", Tone.MAIN);
    }

    @Test
    void theLeaderboardHasRoomForErrorsOnTheTest() {
        assertEquals(
                0.4,
                ReportFigures.leaderboardAxis(List.of(bar(0.02, 0.33), bar(0.11, 0.09), bar(0.22, Double.NaN)))
                        .high(),
                1e-9);
    }

    @Test
    void whatIsMuchLongerThanTheOthersIsCut() {
        assertEquals(
                0.3,
                ReportFigures.leaderboardAxis(List.of(bar(0.1, 9), bar(0.1, 0.1), bar(0.2, Double.NaN)))
                        .high(),
                1e-9);
        assertEquals(
                0.3,
                ReportFigures.leaderboardAxis(List.of(bar(0.1, 0.1), bar(0.1, 0.1), bar(9, Double.NaN)))
                        .high(),
                1e-9);
    }
}
