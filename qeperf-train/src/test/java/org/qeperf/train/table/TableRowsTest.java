package org.qeperf.train.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.qeperf.api.InputException;
import org.qeperf.runtime.table.TableFeatures;

class TableRowsTest {

    private static final Table TRAINING = TableTest.read("x,code,n,y\n1,b,8,5\n2,a,16,6\n4,b,8,7\n");

    private static final TableFeatures FEATURES = Features.of(
            TRAINING.select(new ColumnPlan(Map.of(), Map.of(), List.of(), List.of(), List.of("n")), "y")
                    .kept(),
            "y",
            new FeaturePlan("f", List.of(), List.of("x"), false, OptionalInt.of(1), false, List.of(), false));

    @Test
    void findsColumnsByName() {
        TableRows rows = TableRows.of(TableTest.read("more,y,n,code,x\nw,1,16.0,a,2\nw,2,8,b,1\n"), FEATURES);
        assertEquals(2, rows.count());
        assertArrayEquals(new double[] {2, 1, 0, 0, 1, Math.log(2), 1, 0, 1, 1, 0, 0}, rows.matrix(), 1e-15);
        assertArrayEquals(new double[] {1, 2}, rows.targets().orElseThrow());
    }

    @Test
    void needsNoTarget() {
        assertTrue(TableRows.of(TableTest.read("n,code,x\n8,a,2\n"), FEATURES)
                .targets()
                .isEmpty());
    }

    @Test
    void makesTheRowsOfTrainingAgain() {
        assertArrayEquals(
                Features.matrix(TRAINING, FEATURES),
                TableRows.of(TRAINING, FEATURES).matrix());
    }

    @Test
    void takesWordsForTheNumbersTheyAre() {
        Table mixed = TableTest.read("n,code,x\n8.0,a,2\n1.6e1,a,2\n");
        assertArrayEquals(
                new double[] {1, 0, 0, 1}, pick(TableRows.of(mixed, FEATURES).matrix(), 3, 4));
        Table twice = Table.named("t").words("n", "1", "1.0").numbers("y", 1, 2).build();
        TableFeatures both = Features.of(twice, "y", FeaturePlan.PLAIN);
        assertArrayEquals(new double[] {1, 0, 0, 1}, TableRows.of(twice, both).matrix());
        InputException e = assertThrows(
                InputException.class,
                () -> TableRows.of(Table.named("u").numbers("n", 1).build(), both));
        assertEquals(
                "u:2:1: column 'n' has '1', which the model has not seen; expected one of its 2 words, the nearest is '1'",
                e.getMessage());
    }

    private static double[] pick(double[] matrix, int first, int second) {
        return new double[] {matrix[first], matrix[second], matrix[6 + first], matrix[6 + second]};
    }

    @Test
    void refusesWithPlace() {
        refuse(
                "n,code,xx\n8,a,2\n",
                "t.csv:1:1: there is no column 'x', the nearest is 'n'; expected every column that the model reads");
        refuse(
                "n,code,x\n8,a,2\n8,ab,3\n",
                "t.csv:3:3: column 'code' has 'ab', which the model has not seen; expected one of its 2 words, the nearest is"
                        + " 'a'");
        refuse(
                "n,code,x\n8,a,2\n12,a,3\n",
                "t.csv:3:1: column 'n' has '12', which the model has not seen; expected one of its 2 words, the nearest is"
                        + " '16'");
        refuse("n,code,x\n8,a,2\n8,a,three\n", "t.csv:3:5: column 'x' has 'three'; expected a number in every row");
        refuse(
                "n,code,x\n8,a,2\n8,a,-3\n",
                "t.csv:3:5: column 'x' has -3, whose logarithm is not a finite number; expected a number with a finite"
                        + " logarithm");
        refuse("n,code,x,y\n8,a,2,many\n", "t.csv:2:7: column 'y' has 'many'; expected a number in every row");
    }

    @Test
    void refusesProductsThatAreTooLarge() {
        Table small = TableTest.read("a,b,y\n1,1,1\n2,1,2\n");
        TableFeatures products = Features.of(
                small,
                "y",
                new FeaturePlan("f", List.of(), List.of(), false, OptionalInt.of(2), true, List.of(), false));
        InputException e = assertThrows(
                InputException.class, () -> TableRows.of(TableTest.read("a,b\n1,1\n1e200,1e200\n"), products));
        assertEquals("t.csv:3:1: feature 'a__b' is too large a number; expected smaller numbers", e.getMessage());
    }

    private static void refuse(String text, String message) {
        InputException e = assertThrows(InputException.class, () -> TableRows.of(TableTest.read(text), FEATURES));
        assertEquals(message, e.getMessage());
    }
}
