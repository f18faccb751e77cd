package org.qeperf.bench.answer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RankingTest {

    private static final boolean[] HAPPENED = {true, false, true, false, false};

    @Test
    void areaIsTheShareOfPairsInOrder() {
        // Of six pairs 0.9 is above all three, 0.5 above one and equal to one.
        Ranking ranking = new Ranking(new double[] {0.9, 0.6, 0.5, 0.5, 0.1}, HAPPENED);
        assertEquals(4.5 / 6, ranking.areaUnderCurve(), 1e-12);
        assertEquals(2, ranking.positives());
    }

    @Test
    void areaOfPerfectAndOfReversedScores() {
        assertEquals(1, new Ranking(new double[] {3, 1, 3, 1, 2}, HAPPENED).areaUnderCurve());
        assertEquals(0, new Ranking(new double[] {1, 2, 0, 3, 2}, HAPPENED).areaUnderCurve());
        assertEquals(0.5, new Ranking(new double[5], HAPPENED).areaUnderCurve());
    }

    @Test
    void thereIsNoAreaWhereAllHappened() {
        assertEquals(Double.NaN, new Ranking(new double[] {1, 2}, new boolean[] {true, true}).areaUnderCurve());
    }

    @Test
    void alarmIsRaisedAboveTheThreshold() {
        Ranking ranking = new Ranking(new double[] {0.9, 0.6, 0.5, 0.5, 0.1}, HAPPENED);
        Ranking.Alarm alarm = ranking.above(0.5);
        assertEquals(0.5, alarm.found());
        assertEquals(1.0 / 3, alarm.falseAlarms(), 1e-12);
    }

    @Test
    void bestThresholdLiesBetweenScores() {
        Ranking.Alarm best = new Ranking(new double[] {3, 1, 4, 1, 2}, HAPPENED).best();
        assertEquals(new Ranking.Alarm(2.5, 1, 0), best);
    }

    @Test
    void someOfTheCases() {
        Ranking some = new Ranking(new double[] {3, 1, 4, 1, 2}, HAPPENED).of(new int[] {2, 4});
        assertArrayEquals(new double[] {4, 2}, some.scores());
        assertArrayEquals(new boolean[] {true, false}, some.happened());
    }

    @Test
    void asManyScoresAsCases() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Ranking(new double[1], HAPPENED));
        assertEquals("1 scores of 5 cases", e.getMessage());
    }
}
