package org.qeperf.train.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.train.table.Table;

class DividerTest {

    private static final RowValues ROWS = new RowValues(
            8,
            Map.of("x", new double[] {1, 2, 3, 4, 4, 3, 2, 1}, "z", new double[] {0, 0, 0, 0, -0.0, 0, 5, 9}),
            Map.of("who", new String[] {"a", "b", "a", "b", "c", "c", "a", "a"}));

    @Test
    void holdsNothingOut() {
        List<Fold> folds = Divider.divide(new Validation.None(), RowValues.count(3), 1);
        assertEquals(1, folds.size());
        assertArrayEquals(new int[] {0, 1, 2}, folds.get(0).training());
        assertArrayEquals(new int[] {0, 1, 2}, folds.get(0).heldOut());
    }

    @ParameterizedTest
    @CsvSource({
        "0.2, 10, 2",
        "0.2, 3021, 604",
        "0.25, 10, 3",
        "0.24, 10, 2",
        "0.001, 10, 1",
        "0.999, 10, 9",
        "0.5, 2, 1"
    })
    void holdsAShareOut(double ratio, int rows, int held) {
        Set<String> different = new HashSet<>();
        for (int seed = 0; seed < 30; seed++) {
            List<Fold> folds = Divider.divide(new Validation.HoldOut(ratio), RowValues.count(rows), seed);
            assertEquals(1, folds.size());
            requireParts(folds.get(0), rows);
            assertEquals(held, folds.get(0).heldOut().length);
            different.add(Arrays.toString(folds.get(0).heldOut()));
        }
        assertTrue(different.size() > 1);
    }

    @Test
    void holdsEveryRowOutOnce() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            int rows = 2 + random.nextInt(60);
            int folds = 2 + random.nextInt(rows - 1);
            List<Fold> made = Divider.divide(new Validation.KFold(folds), RowValues.count(rows), random.nextLong());
            assertEquals(folds, made.size());
            requireEachOnce(made, rows);
            int[] sizes = made.stream()
                    .mapToInt(fold -> fold.heldOut().length)
                    .sorted()
                    .toArray();
            assertTrue(sizes[folds - 1] - sizes[0] <= 1, Arrays.toString(sizes));
        }
    }

    @Test
    void neverHasAGroupOnBothSides() {
        Random random = new Random(6);
        for (int i = 0; i < 300; i++) {
            int groups = 2 + random.nextInt(12);
            String[] labels = IntStream.range(0, groups + random.nextInt(60))
                    .mapToObj(row -> "g" + (row < groups ? row : random.nextInt(groups)))
                    .toArray(String[]::new);
            int folds = random.nextInt(3) == 0 ? 0 : 2 + random.nextInt(groups - 1);
            RowValues rows = new RowValues(labels.length, Map.of(), Map.of("g", labels));
            List<Fold> made = Divider.divide(new Validation.Groups("g", folds), rows, random.nextLong());
            assertEquals(folds == 0 ? groups : folds, made.size());
            requireEachOnce(made, labels.length);
            for (Fold fold : made) {
                Set<String> held = labels(labels, fold.heldOut());
                assertTrue(Collections.disjoint(held, labels(labels, fold.training())), held::toString);
                assertTrue(folds != 0 || held.size() == 1);
            }
            requireEven(made, labels);
        }
    }

    private static void requireEven(List<Fold> folds, String[] labels) {
        Map<String, Integer> sizes = new HashMap<>();
        Arrays.stream(labels).forEach(label -> sizes.merge(label, 1, Integer::sum));
        int[] rows =
                folds.stream().mapToInt(fold -> fold.heldOut().length).sorted().toArray();
        assertTrue(rows[rows.length - 1] - rows[0] <= Collections.max(sizes.values()), Arrays.toString(rows));
    }

    private static Set<String> labels(String[] labels, int[] rows) {
        Set<String> found = new HashSet<>();
        Arrays.stream(rows).forEach(row -> found.add(labels[row]));
        return found;
    }

    @Test
    void groupsByNumbersToo() {
        List<Fold> folds = Divider.divide(new Validation.Groups("z", 0), ROWS, 3);
        assertEquals(3, folds.size());
        assertTrue(folds.stream().anyMatch(fold -> Arrays.equals(fold.heldOut(), new int[] {0, 1, 2, 3, 4, 5})));
    }

    @Test
    void dependsOnNothingButRowsAndSeed() {
        for (Validation how :
                List.of(new Validation.HoldOut(0.5), new Validation.KFold(3), new Validation.Groups("who", 2))) {
            Set<String> different = new HashSet<>();
            for (int seed = 0; seed < 20; seed++) {
                String once = text(Divider.divide(how, ROWS, seed));
                assertEquals(once, text(Divider.divide(how, ROWS, seed)));
                different.add(once);
            }
            assertTrue(different.size() > 1, how::toString);
        }
    }

    private static String text(List<Fold> folds) {
        return folds.stream()
                .map(fold -> Arrays.toString(fold.heldOut()))
                .toList()
                .toString();
    }

    @Test
    void holdsOutWhatLiesAboveAnyBound() {
        assertHeld(new Validation.Extrapolation(Map.of("x", 3.0)), 3, 4);
        assertHeld(new Validation.Extrapolation(Map.of("x", 3.5, "z", 5.0)), 3, 4, 7);
        List<Fold> folds = Divider.divide(
                new Validation.Extrapolations(List.of(
                        new Validation.Extrapolation(Map.of("x", 3.0)),
                        new Validation.Extrapolation(Map.of("z", 0.0)))),
                ROWS,
                1);
        assertEquals("[[3, 4], [6, 7]]", text(folds));
        folds.forEach(fold -> requireParts(fold, 8));
    }

    @Test
    void holdsOutValuesBetweenOthers() {
        assertHeld(new Validation.Interpolation(Map.of("x", List.of(2.0, 3.0)), Map.of()), 1, 2, 5, 6);
        assertHeld(new Validation.Interpolation(Map.of("z", List.of(-0.0)), Map.of()), 0, 1, 2, 3, 4, 5);
        assertHeld(new Validation.Interpolation(Map.of(), Map.of("x", 2)), 1, 6);
        assertHeld(new Validation.Interpolation(Map.of(), Map.of("x", 3)), 2, 5);
        assertHeld(new Validation.Interpolation(Map.of("z", List.of(9.0)), Map.of("x", 2)), 1, 6, 7);
        double[] sixteen = IntStream.rangeClosed(1, 16).mapToDouble(i -> i).toArray();
        Fold fold = Divider.divide(
                        new Validation.Interpolation(Map.of(), Map.of("n", 3)),
                        new RowValues(16, Map.of("n", sixteen), Map.of()),
                        1)
                .get(0);
        assertArrayEquals(new int[] {2, 5, 8, 11, 14}, fold.heldOut());
    }

    @Test
    void holdsOutTheRowsGiven() {
        assertHeld(new Validation.Rows(List.of(7, 0, 3)), 0, 3, 7);
    }

    private static void assertHeld(Validation how, int... rows) {
        List<Fold> folds = Divider.divide(how, ROWS, 1);
        assertEquals(1, folds.size());
        assertArrayEquals(rows, folds.get(0).heldOut());
        requireParts(folds.get(0), ROWS.count());
    }

    @Test
    void takesFiveFoldsWhereNothingIsSaid() {
        assertEquals(
                text(Divider.divide(new Validation.KFold(5), RowValues.count(12), 9)),
                text(Divider.divide(new Validation.Automatic(), RowValues.count(12), 9)));
    }

    @Test
    void refusesWhatLeavesOneSideEmpty() {
        refuse(
                new Validation.Extrapolation(Map.of("x", 4.0)),
                ROWS,
                "no row is held out; none is above a bound of {x=4.0}");
        refuse(
                new Validation.Extrapolation(Map.of("x", 0.0)),
                ROWS,
                "each of the 8 rows is held out; expected some to learn from");
        refuse(
                new Validation.Interpolation(Map.of("x", List.of(1.0, 2.0, 3.0, 4.0)), Map.of()),
                ROWS,
                "each of the 8 rows is held out; expected some to learn from");
        refuse(
                new Validation.Interpolation(Map.of(), Map.of("x", 4)),
                ROWS,
                "no row is held out; expected values to hold out, or a step below the number of a column's different values");
        refuse(new Validation.Rows(List.of()), ROWS, "no row is held out; the list of rows is empty");
        refuse(
                new Validation.Rows(IntStream.range(0, 8).boxed().toList()),
                ROWS,
                "each of the 8 rows is held out; expected some to learn from");
        refuse(new Validation.HoldOut(0.5), RowValues.count(1), "one row cannot be divided; expected 2 or more");
        refuse(new Validation.KFold(2), RowValues.count(1), "one row cannot be divided; expected 2 or more");
        refuse(new Validation.Automatic(), RowValues.count(1), "one row cannot be divided; expected 2 or more");
        refuse(new Validation.None(), RowValues.count(0), "there is no row to divide");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 9})
    void refusesFoldsThatCannotBe(int folds) {
        refuse(new Validation.KFold(folds), ROWS, "8 rows cannot be divided into " + folds + " folds; expected 2 to 8");
        int shown = folds == 0 ? 1 : folds;
        RowValues one = new RowValues(2, Map.of(), Map.of("who", new String[] {"a", "a"}));
        refuse(
                new Validation.Groups("who", folds),
                one,
                "1 groups of column 'who' cannot be divided into " + shown
                        + " folds; expected at least 2 folds and as many groups");
    }

    @Test
    void refusesTooManyFolds() {
        refuse(
                new Validation.KFold(10_001),
                RowValues.count(10_001),
                "10001 rows in 10001 folds are too many to hold; expected folds times rows of at most 100000000");
        refuse(
                new Validation.Groups("x", 0),
                new RowValues(
                        20_000,
                        Map.of("x", IntStream.range(0, 20_000).asDoubleStream().toArray()),
                        Map.of()),
                "20000 rows in 20000 folds are too many to hold; expected folds times rows of at most 100000000");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 2, Double.NaN})
    void refusesSharesThatCannotBe(double ratio) {
        refuse(
                new Validation.HoldOut(ratio),
                ROWS,
                "a share of " + ratio + " rows cannot be held out; expected above 0 and below 1");
    }

    @Test
    void refusesWhatIsNotThere() {
        String nearest = "rows cannot be divided by column 'y', which is not there; the nearest is ";
        refuse(new Validation.Extrapolation(Map.of("xx", 1.0)), ROWS, nearest.replace("'y'", "'xx'") + "'x'");
        refuse(
                new Validation.Interpolation(Map.of("zz", List.of(1.0)), Map.of()),
                ROWS,
                nearest.replace("'y'", "'zz'") + "'z'");
        refuse(new Validation.Interpolation(Map.of(), Map.of("zz", 2)), ROWS, nearest.replace("'y'", "'zz'") + "'z'");
        refuse(new Validation.Groups("hwo", 2), ROWS, nearest.replace("'y'", "'hwo'") + "'who'");
        refuse(
                new Validation.Groups("y", 2),
                RowValues.count(3),
                "rows cannot be divided by column 'y', which is not there; there is none to divide by");
        refuse(
                new Validation.Extrapolation(Map.of("who", 1.0)),
                ROWS,
                "rows cannot be divided by the numbers of column 'who', which has words; expected a column of numbers");
        refuse(
                new Validation.Interpolation(Map.of("x", List.of(2.0, 3.4)), Map.of()),
                ROWS,
                "no row has 3.4 in column 'x', the nearest is 3.0");
        refuse(
                new Validation.Interpolation(Map.of(), Map.of("x", 1)),
                ROWS,
                "every 1. value of column 'x' cannot be held out; expected 2 or more");
        refuse(new Validation.Rows(List.of(1, 8)), ROWS, "row 8 cannot be held out; expected 0 to 7");
        refuse(new Validation.Rows(List.of(-1)), ROWS, "row -1 cannot be held out; expected 0 to 7");
        refuse(new Validation.Rows(List.of(1, 2, 1)), ROWS, "row 1 is to be held out twice");
    }

    private static void refuse(Validation how, RowValues rows, String message) {
        assertEquals(
                message,
                assertThrows(TrainingException.class, () -> Divider.divide(how, rows, 1))
                        .getMessage());
    }

    @Test
    void takesRowsOfTables() {
        Table table =
                Table.named("t").numbers("n", 1, 2, 3).words("w", "a", "b", "c").build();
        RowValues some = RowValues.of(table).subset(new int[] {2, 0});
        assertEquals(2, some.count());
        assertArrayEquals(new double[] {3, 1}, some.numbers().get("n"));
        assertArrayEquals(new String[] {"c", "a"}, some.labels().get("w"));
        assertFalse(some.numbers().containsKey("w"));
        assertEquals(
                "a column has not 3 rows",
                assertThrows(IllegalArgumentException.class, () -> new RowValues(3, some.numbers(), Map.of()))
                        .getMessage());
        assertEquals(
                "a column has not 3 rows",
                assertThrows(IllegalArgumentException.class, () -> new RowValues(3, Map.of(), some.labels()))
                        .getMessage());
    }

    private static void requireEachOnce(List<Fold> folds, int rows) {
        int[] held = folds.stream()
                .flatMapToInt(fold -> Arrays.stream(fold.heldOut()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, rows).toArray(), held);
        folds.forEach(fold -> requireParts(fold, rows));
    }

    /** Both sides have rows, in ascending order, and together they are all rows. */
    private static void requireParts(Fold fold, int rows) {
        assertTrue(fold.training().length > 0 && fold.heldOut().length > 0);
        requireAscending(fold.training());
        requireAscending(fold.heldOut());
        int[] all = IntStream.concat(Arrays.stream(fold.training()), Arrays.stream(fold.heldOut()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, rows).toArray(), all);
    }

    private static void requireAscending(int[] rows) {
        for (int i = 1; i < rows.length; i++) {
            assertTrue(rows[i - 1] < rows[i]);
        }
    }
}
