package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.runtime.artifact.PredictionInterval;

class ErrorGroupsTest {

    private static PredictionInterval interval(double[] predictions, double[] errors) {
        double[] weights = new double[errors.length];
        Arrays.fill(weights, 1);
        return ErrorGroups.interval(predictions, errors, new double[errors.length], weights, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "59, 1", "119, 1", "120, 2", "179, 2", "180, 3", "600, 3"})
    void thereAreAsManyGroupsAsHaveEnoughErrors(int n, int groups) {
        double[] predictions = new Random(7).doubles(n, 0.1, 10).toArray();
        PredictionInterval interval = interval(predictions, new double[n]);
        assertEquals(groups, interval.errors().size());
        assertEquals(
                n, interval.errors().stream().mapToInt(errors -> errors.length).sum());
        interval.errors().forEach(errors -> assertEquals((double) n / groups, errors.length, 1));
    }

    @Test
    void errorsComeIntoTheGroupOfTheirPrediction() {
        int n = 180;
        double[] predictions = new double[n];
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            predictions[i] = (i * 7) % n;
            errors[i] = predictions[i] / 1000;
        }
        PredictionInterval interval = interval(predictions, errors);
        assertArrayEquals(new double[] {60, 120}, interval.bounds());
        for (int i = 0; i < 60; i++) {
            assertEquals(i / 1000.0, interval.errors().get(0)[i]);
            assertEquals((120 + i) / 1000.0, interval.errors().get(2)[i]);
        }
    }

    @Test
    void equalPredictionsStayTogetherAndSmallGroupsGoToTheirNeighbour() {
        int n = 200;
        double[] predictions = new double[n];
        for (int i = 0; i < n; i++) {
            predictions[i] = i < 150 ? 1 : 2 + i;
        }
        // Two thirds would end within the equal ones; behind them are 50, too few for a group.
        assertEquals(1, interval(predictions, new double[n]).errors().size());
    }

    @Test
    void errorsOfFarRowsCountAsWhatTheyWouldBeInside() {
        PredictionInterval interval = ErrorGroups.interval(
                new double[] {1, 2}, new double[] {0.3, 0.2}, new double[] {4, 0}, new double[] {1, 1}, 0.5);
        assertArrayEquals(new double[] {0.1, 0.2}, interval.errors().get(0), 1e-15);
        assertEquals(0.5, interval.slope());
    }

    /** Three of six: the rows' own, and two for the row to be predicted. */
    @Test
    void rowsCountWhatTheyWeigh() {
        PredictionInterval interval = ErrorGroups.interval(
                new double[] {1, 2}, new double[] {0.3, 0.2}, new double[2], new double[] {1, 3}, 0);
        assertEquals(0.2, Math.log(interval.factor(0.49)), 1e-12);
        assertEquals(0.3, Math.log(interval.factor(0.51)), 1e-12);
    }
}
