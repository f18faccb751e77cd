package org.qeperf.runtime.artifact;

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

    private static double rounded(double distance) {
        return Math.round(distance * 1e12) / 1e12;
    }

    private static double distance(double... row) {
        return SeenRange.distance(RANGE.outside(row));
    }
}
