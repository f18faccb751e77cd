package org.qeperf.api.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.TrainingException;

class TrainingSetTest {

    @Test
    void theArraysAreShared() {
        double[] rows = {1, 2, 3, 4, 5, 6};
        double[] targets = {7, 8};
        TrainingSet set = new TrainingSet(3, rows, targets);
        assertEquals(2, set.size());
        assertEquals(3, set.columns());
        assertSame(rows, set.rows());
        assertSame(targets, set.targets());
    }

    @ParameterizedTest
    @CsvSource({"3, 5, 2", "0, 0, 2", "2, 2, 0"})
    void lengthsThatDoNotFitAreRefused(int columns, int numbers, int rows) {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> new TrainingSet(columns, new double[numbers], new double[rows]));
        assertEquals(numbers + " numbers are not " + rows + " rows of " + columns, e.getMessage());
    }

    @Test
    void nothingToLearnFromIsRefused() {
        Exception e = assertThrows(TrainingException.class, () -> new TrainingSet(3, new double[0], new double[0]));
        assertEquals("there is no row to learn from", e.getMessage());
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        double[] good = {1};
        Exception feature =
                assertThrows(TrainingException.class, () -> new TrainingSet(1, new double[] {Double.NaN}, good));
        assertEquals("a feature is NaN; expected finite numbers only", feature.getMessage());
        Exception target = assertThrows(
                TrainingException.class, () -> new TrainingSet(1, good, new double[] {Double.POSITIVE_INFINITY}));
        assertEquals("a target is Infinity; expected finite numbers only", target.getMessage());
    }

    @Test
    void insightsAreFoundByNameAndCopied() {
        double[] importance = {0.25, 0.75};
        TrainedRegressor trained =
                new TrainedRegressor(new Plugins.Constant(), List.of(new Insight(Insight.IMPORTANCE, importance)));
        importance[0] = 9;
        trained.insight(Insight.IMPORTANCE).orElseThrow().values()[1] = 9;
        assertArrayEquals(
                new double[] {0.25, 0.75},
                trained.insight(Insight.IMPORTANCE).orElseThrow().values());
        assertTrue(trained.insight("coefficients").isEmpty());
    }
}
