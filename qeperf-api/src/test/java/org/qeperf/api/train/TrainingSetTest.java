package org.qeperf.api.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
    void columnsHaveNamesAndRowsCountAlikeUnlessTold() {
        double[] rows = {1, 2, 3, 4};
        double[] targets = {5, 6};
        TrainingSet plain = new TrainingSet(2, rows, targets);
        assertEquals(List.of("x0", "x1"), plain.names());
        assertEquals(Map.of(), plain.parts());
        assertArrayEquals(new double[] {1, 1}, plain.weights());
        double[] seconds = {0.5, Double.NaN};
        double[] weights = {3, 0.25};
        TrainingSet set = new TrainingSet(List.of("fft", "gemm"), rows, targets, Map.of("fft", seconds), weights);
        assertEquals(List.of("fft", "gemm"), set.names());
        assertSame(seconds, set.parts().get("fft"));
        assertSame(weights, set.weights());
    }

    @Test
    void columnsPartsAndWeightsThatDoNotFitAreRefused() {
        Map<String, double[]> none = Map.of();
        refused("a column stands twice in [a, a]", List.of("a", "a"), none, 1);
        refused("a part 'c' of 1 numbers for 1 rows of [a, b]", List.of("a", "b"), Map.of("c", new double[1]), 1);
        refused("a part 'b' of 2 numbers for 1 rows of [a, b]", List.of("a", "b"), Map.of("b", new double[2]), 1);
        String weights = "%d weights for 1 rows; expected a positive number for each";
        refused(String.format(weights, 2), List.of("a", "b"), none, 1, 1);
        refused(String.format(weights, 1), List.of("a", "b"), none, 0);
        refused(String.format(weights, 1), List.of("a", "b"), none, Double.NaN);
        refused(String.format(weights, 1), List.of("a", "b"), none, Double.POSITIVE_INFINITY);
        Map<String, double[]> endless = Map.of("a", new double[] {1 / 0.0});
        assertEquals(
                "what is known of part 'a' is Infinity; expected finite numbers, or NaN where it is not known",
                assertThrows(
                                TrainingException.class,
                                () -> new TrainingSet(List.of("a"), new double[1], new double[1], endless))
                        .getMessage());
    }

    private static void refused(String message, List<String> names, Map<String, double[]> parts, double... weights) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new TrainingSet(names, new double[2], new double[1], parts, weights))
                        .getMessage());
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
