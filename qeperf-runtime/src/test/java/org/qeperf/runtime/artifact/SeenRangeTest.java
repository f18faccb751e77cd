package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.predict.Extrapolation;

class SeenRangeTest {

    // n_el and n_k are logarithmic, shift is not.
    private static final SeenRange RANGE =
            new SeenRange(ExampleModels.SCHEMA, new double[] {9, -4, 1}, new double[] {99, 6, 1});

    @Test
    void distancesAreMeasuredInLengthsOfTheRangeOnTheScaleOfTheColumn() {
        assertEquals(
                List.of(new Extrapolation("n_el", 999, 9, 99, 1), new Extrapolation("shift", -9, -4, 6, 0.5)),
                RANGE.outside(new double[] {999, -9, 1}).stream()
                        .map(e -> new Extrapolation(
                                e.feature(), e.value(), e.lowestSeen(), e.highestSeen(), rounded(e.distance())))
                        .toList());
        assertEquals(0.5, distance(Math.sqrt(10) - 1, 0, 1), 1e-12);
    }

    @Test
    void belowZeroALogarithmIsOdd() {
        SeenRange range = new SeenRange(ExampleModels.SCHEMA, new double[] {9, -4, -1}, new double[] {99, 6, 1});
        assertEquals(
                (Math.log(3) - Math.log(2)) / (2 * Math.log(2)),
                SeenRange.distance(range.outside(new double[] {50, 0, -2})),
                1e-12);
    }

    @Test
    void whatNeverChangedIsOutsideWithoutADistance() {
        assertEquals(1, RANGE.outside(new double[] {50, 0, 7}).size());
        assertEquals(0, distance(50, 0, 7));
    }

    @Test
    void theDistanceOfARowIsThatOfACornerOfTheRange() {
        assertEquals(0, distance(50, 0, 1));
        assertEquals(5, distance(99_999, 46, 1), 1e-12);
    }

    @Test
    void theEndsAreCopied() {
        double[] lowest = {9, -4, 1};
        double[] highest = {99, 6, 1};
        SeenRange range = new SeenRange(ExampleModels.SCHEMA, lowest, highest);
        lowest[0] = 1000;
        highest[0] = 1000;
        range.lowest()[1] = 1000;
        range.highest()[1] = 1000;
        assertArrayEquals(new double[] {9, -4, 1}, range.lowest());
        assertArrayEquals(new double[] {99, 6, 1}, range.highest());
        assertEquals(List.of(), range.outside(new double[] {9, 6, 1}));
    }

    @Test
    void anEndIsWiderByABillionthOfTheLargerEnd() {
        SeenRange range = new SeenRange(ExampleModels.SCHEMA, new double[] {1, -4, 1}, new double[] {8, 1, 1});
        assertEquals(List.of(), range.outside(new double[] {8 + 7e-9, -4 - 3e-9, 1}));
        assertEquals(List.of(), range.outside(new double[] {1 - 7e-9, 1 + 3e-9, 1}));
        assertEquals(2, range.outside(new double[] {8 + 9e-9, -4 - 5e-9, 1}).size());
        assertEquals(2, range.outside(new double[] {1 - 9e-9, 1 + 5e-9, 1}).size());
    }

    private static double rounded(double distance) {
        return Math.round(distance * 1e12) / 1e12;
    }

    private static double distance(double... row) {
        return SeenRange.distance(RANGE.outside(row));
    }
}
