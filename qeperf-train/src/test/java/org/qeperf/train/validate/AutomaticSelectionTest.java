package org.qeperf.train.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.TrainingException;
import org.qeperf.train.table.Table;

class AutomaticSelectionTest {

    private static final Validation AUTOMATIC = new Validation.Automatic();

    @Test
    void leavesOtherPlansAlone() {
        Validation asked = new Validation.HoldOut(0.3);
        assertSame(asked, asked.forSelection(new Validation.Groups("g", 3), RowValues.count(20)));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "9, 9", "10, 5", "3000, 5"})
    void dividesByChance(int rows, int folds) {
        Validation expected = new Validation.KFold(folds);
        for (Validation test : List.of(
                new Validation.None(),
                new Validation.HoldOut(0.2),
                new Validation.KFold(3),
                new Validation.Interpolation(Map.of(), Map.of("x", 2)),
                new Validation.Rows(List.of(1)),
                AUTOMATIC)) {
            assertEquals(expected, AUTOMATIC.forSelection(test, RowValues.count(rows)));
        }
    }

    @Test
    void holdsGroupsOutWhereTheTestDoes() {
        assertEquals(new Validation.Groups("g", 5), groups(7, 30));
        assertEquals(new Validation.Groups("g", 3), groups(3, 30));
        assertEquals(new Validation.KFold(5), groups(1, 30));
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> AUTOMATIC.forSelection(new Validation.Groups("g", 2), RowValues.count(3)));
        assertEquals(
                "rows cannot be divided by column 'g', which is not there; there is none to divide by", e.getMessage());
    }

    private static Validation groups(int groups, int rows) {
        String[] labels =
                IntStream.range(0, rows).mapToObj(row -> "g" + row % groups).toArray(String[]::new);
        return AUTOMATIC.forSelection(
                new Validation.Groups("g", 0), new RowValues(rows, Map.of(), Map.of("g", labels)));
    }

    @Test
    void extrapolatesWhereTheTestDoes() {
        double[] hundred = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
        assertEquals(extrapolations("x", 85, 70, 55), select(Map.of("x", hundred)));
    }

    @Test
    void leavesThreeValuesToLearnFrom() {
        assertEquals(below(extrapolations("x", 3), "x", 2), select(Map.of("x", repeated(25, 1, 2, 3, 4))));
        assertEquals(below(extrapolations("x", 4, 3), "x", 2), select(Map.of("x", repeated(20, 1, 2, 3, 4, 5))));
        assertEquals(new Validation.KFold(5), select(Map.of("x", repeated(25, 1, 2, 3))));
    }

    @Test
    void leavesFortyPercentToLearnFrom() {
        double[] most = new double[20];
        Arrays.fill(most, 9);
        most[0] = 1;
        most[1] = 2;
        most[2] = 3;
        assertEquals(new Validation.KFold(5), select(Map.of("x", most)));
    }

    @Test
    void sharesTheRowsAmongColumns() {
        Random random = new Random(8);
        int rows = 2000;
        Map<String, double[]> numbers = new HashMap<>();
        numbers.put("x", random.doubles(rows).toArray());
        numbers.put("z", random.doubles(rows).toArray());
        numbers.put("two", repeated(rows / 2, 1, 2));
        Validation.Extrapolations both = (Validation.Extrapolations) select(numbers);
        double[] shares = {0.15, 0.30, 0.45};
        for (int i = 0; i < 3; i++) {
            Validation.Extrapolation fold = both.folds().get(i);
            assertEquals(
                    List.of("x", "z"), fold.above().keySet().stream().sorted().toList());
            boolean[] held = Divider.beyond(fold, new RowValues(rows, numbers, Map.of()));
            double share = Divider.indices(held, true).length / (double) rows;
            assertTrue(share > 0.6 * shares[i] && share < shares[i], "share " + share);
        }
    }

    @Test
    void alwaysGivesSomethingThatCanBeDivided() {
        Random random = new Random(9);
        int extrapolating = 0;
        for (int i = 0; i < 1000; i++) {
            int count = 2 + random.nextInt(40);
            int different = 1 + random.nextInt(12);
            Map<String, double[]> numbers = Map.of(
                    "x", random.ints(count, 0, different).asDoubleStream().toArray(),
                    "z",
                            random.ints(count, 0, 1 + random.nextInt(12))
                                    .asDoubleStream()
                                    .toArray());
            RowValues rows = new RowValues(count, numbers, Map.of());
            Map<String, Double> above = random.nextBoolean() ? Map.of("x", 1e9) : Map.of("x", 1e9, "z", 1e9);
            Validation made = AUTOMATIC.forSelection(new Validation.Extrapolation(above), rows);
            for (Fold fold : Divider.divide(made, rows, i)) {
                assertTrue(fold.training().length > 0 && fold.heldOut().length > 0);
            }
            if (made instanceof Validation.Extrapolations several) {
                extrapolating++;
                assertTrue(several.folds().size() <= 3);
                several.folds().forEach(fold -> requireThreeValues(fold, rows));
            }
        }
        assertTrue(extrapolating > 300 && extrapolating < 1000, "extrapolating " + extrapolating);
    }

    private static void requireThreeValues(Validation.Extrapolation extrapolation, RowValues rows) {
        Fold fold = Divider.divide(extrapolation, rows, 1).get(0);
        for (String column : extrapolation.above().keySet()) {
            assertTrue(Arrays.stream(fold.training())
                            .mapToDouble(row -> rows.numbers().get(column)[row])
                            .distinct()
                            .count()
                    >= 3);
        }
        assertTrue(fold.training().length >= 0.4 * rows.count());
    }

    @Test
    void refusesNoExtrapolation() {
        assertEquals(
                "no extrapolation",
                assertThrows(IllegalArgumentException.class, () -> new Validation.Extrapolations(List.of()))
                        .getMessage());
    }

    /** The table that aMLLibrary ships, in the folder that the system property {@code qeperf.amllibrary} names. */
    @Test
    void extrapolatesInThreadsAsTheTestDoes() {
        Path file = Path.of(System.getProperty("qeperf.amllibrary", "../../shared/data/amllibrary"))
                .resolve("stereomatch_itr_100.csv");
        assumeTrue(Files.exists(file), () -> "no reference tables: " + file + " is missing");
        RowValues rows = RowValues.of(Table.read(file));
        Validation test = new Validation.Extrapolation(Map.of("nThreads", 4.0));
        Fold fold = Divider.divide(test, rows, 0).get(0);
        assertEquals(1508, fold.heldOut().length);
        assertEquals(
                below(extrapolations("nThreads", 3), "nThreads", 2),
                AUTOMATIC.forSelection(test, rows.subset(fold.training())));
    }

    /** With a fold that extrapolates downwards. */
    private static Validation below(Validation upwards, String column, double bound) {
        List<Validation.Extrapolation> folds = new ArrayList<>(((Validation.Extrapolations) upwards).folds());
        folds.add(new Validation.Extrapolation(Map.of(), Map.of(column, bound)));
        return new Validation.Extrapolations(folds);
    }

    private static Validation select(Map<String, double[]> numbers) {
        int rows = numbers.values().iterator().next().length;
        Map<String, Double> above = new HashMap<>();
        numbers.keySet().forEach(column -> above.put(column, 1e9));
        return AUTOMATIC.forSelection(new Validation.Extrapolation(above), new RowValues(rows, numbers, Map.of()));
    }

    private static Validation extrapolations(String column, double... above) {
        return new Validation.Extrapolations(Arrays.stream(above)
                .mapToObj(bound -> new Validation.Extrapolation(Map.of(column, bound)))
                .toList());
    }

    private static double[] repeated(int times, double... values) {
        return IntStream.range(0, times * values.length)
                .mapToDouble(i -> values[i % values.length])
                .toArray();
    }
}
