package org.qeperf.api.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.train.Dimension.Reals;
import org.qeperf.api.train.Dimension.Wholes;
import org.qeperf.api.train.Dimension.Words;

class DimensionTest {

    private static final Dimension LINEAR = new Reals(-1, 3, false);
    private static final Dimension LOGARITHMIC = new Reals(0.01, 100, true);
    private static final Dimension DICE = new Wholes(1, 6, false);
    private static final Dimension TREES = new Wholes(1, 1023, true);
    private static final Dimension KERNELS = new Words(List.of("gauss", "laplace", "linear", "cubic"));

    @ParameterizedTest
    @CsvSource({"-7, -1, 0.01", "0, -1, 0.01", "0.25, 0, 0.1", "0.5, 1, 1", "0.75, 2, 10", "1, 3, 100", "7, 3, 100"})
    void realNumbersLieByDifferenceOrByFactor(double position, double linear, double logarithmic) {
        assertEquals(linear, Double.parseDouble(LINEAR.at(position)));
        assertEquals(logarithmic, Double.parseDouble(LOGARITHMIC.at(position)), 1e-14 * logarithmic);
        double inside = Math.max(0, Math.min(1, position));
        assertEquals(inside, LINEAR.position(LINEAR.at(position)), 1e-15);
        assertEquals(inside, LOGARITHMIC.position(LOGARITHMIC.at(position)), 1e-15);
    }

    @Test
    void everyWholeNumberHasAsManyPositions() {
        int[] seen = new int[7];
        for (int i = 0; i < 600; i++) {
            seen[Integer.parseInt(DICE.at((i + 0.5) / 600))]++;
        }
        for (int number = 1; number <= 6; number++) {
            assertEquals(100, seen[number], "of " + number);
            assertEquals((number - 0.5) / 6, DICE.position("" + number), 1e-15);
        }
    }

    @Test
    void everyPowerOfTwoHasAsManyPositionsUnderALogarithm() {
        int[] seen = new int[10];
        for (int i = 0; i < 1000; i++) {
            int trees = Integer.parseInt(TREES.at((i + 0.5) / 1000));
            seen[Integer.numberOfTrailingZeros(Integer.highestOneBit(trees))]++;
        }
        for (int power = 0; power < 10; power++) {
            assertEquals(100, seen[power], "from " + (1 << power));
        }
    }

    @Test
    void aWholeNumberIsFoundAgainAtItsPosition() {
        for (int number = 1; number <= 1023; number++) {
            assertEquals("" + number, TREES.at(TREES.position("" + number)));
        }
        assertEquals("1", TREES.at(0));
        assertEquals("1023", TREES.at(1));
    }

    @Test
    void wordsShareThePositionsInTheirOrder() {
        assertEquals(
                List.of("gauss", "gauss", "laplace", "linear", "cubic", "cubic"),
                IntStream.range(-1, 5).mapToObj(i -> KERNELS.at(i / 4.0)).toList());
        assertEquals(0.375, KERNELS.position("laplace"));
    }

    @Test
    void aGridHasDifferentValuesFromEndToEnd() {
        assertEquals(List.of("-1.0", "1.0", "3.0"), LINEAR.grid(3));
        assertEquals(List.of("1.0"), LINEAR.grid(1));
        assertEquals(List.of("1", "2", "3", "4", "5", "6"), DICE.grid(50));
        assertEquals(List.of("gauss", "laplace", "linear", "cubic"), KERNELS.grid(1));
    }

    @Test
    void valuesOfNoneAreRefused() {
        refused("3.5 is not between -1.0 and 3.0", () -> LINEAR.position("3.5"));
        refused("-1.5 is not between -1.0 and 3.0", () -> LINEAR.position("-1.5"));
        refused("NaN is not between -1.0 and 3.0", () -> LINEAR.position("NaN"));
        refused("0 is not between 1 and 6", () -> DICE.position("0"));
        refused("7 is not between 1 and 6", () -> DICE.position("7"));
        refused("'cosine' is none of [gauss, laplace, linear, cubic]", () -> KERNELS.position("cosine"));
    }

    @Test
    void emptyRangesAreRefused() {
        refused("no range from 1.0 to 1.0", () -> new Reals(1, 1, false));
        refused("no range from 0.0 to 1.0", () -> new Reals(0, 1, true));
        refused("no range from 0.0 to NaN", () -> new Reals(0, Double.NaN, false));
        refused("no range from 0.0 to Infinity", () -> new Reals(0, 1 / 0.0, false));
        refused("no range from -Infinity to 0.0", () -> new Reals(-1 / 0.0, 0, false));
        refused("no range from 6.0 to 1.0", () -> new Wholes(6, 1, false));
        refused("expected at least one word, each once, not []", () -> new Words(List.of()));
        refused("expected at least one word, each once, not [a, a]", () -> new Words(List.of("a", "a")));
    }

    private static void refused(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
