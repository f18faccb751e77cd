package org.qeperf.train.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;

class SelectionTest {

    private static final Table TABLE = TableTest.read("n,cores,code,time\n1,4,x,10\n2,8,y,20\n3,16,x,30\n");

    @Test
    void keepsAllByDefaultWithTheTargetLast() {
        Selection selection = TABLE.select(ColumnPlan.ALL, "cores");
        assertEquals(List.of("n", "cores", "code", "time"), selection.all().columns());
        assertEquals(List.of("n", "code", "time", "cores"), selection.kept().columns());
        assertEquals(TABLE.sha256(), selection.kept().sha256());
    }

    @Test
    void goesByNewNamesAfterRenaming() {
        ColumnPlan plan = new ColumnPlan(
                Map.of("time", "y", "n", "cores", "cores", "n"),
                Map.of("n", 8.0),
                List.of("code", "cores", "y"),
                List.of("y"),
                List.of("cores"));
        Selection selection = TABLE.select(plan, "y");
        assertEquals(List.of("cores", "n", "code", "y"), selection.all().columns());
        assertEquals(List.of("code", "cores", "y"), selection.kept().columns());
        assertArrayEquals(new String[] {"1", "2"}, selection.kept().words("cores"));
        assertArrayEquals(new double[] {10, 20}, selection.kept().numbers("y"));
        assertArrayEquals(new double[] {4, 8}, selection.all().numbers("n"));
    }

    @Test
    void keepsPlacesInTheFile() {
        Table table = TableTest.read("a,t\n9,1\n1,2\n9,3\n2,4\n");
        Table kept = table.select(
                        new ColumnPlan(Map.of("a", "b"), Map.of("b", 8.0), List.of(), List.of(), List.of()), "t")
                .kept();
        assertEquals(2, kept.rows());
        assertEquals("t.csv:5:3", kept.place(1, "t").toString());
        assertEquals("t.csv:3:1", kept.place(0, "b").toString());
    }

    @Test
    void keepsRowsAtTheBound() {
        ColumnPlan plan = new ColumnPlan(Map.of(), Map.of("n", 2.0, "cores", 4.0), List.of(), List.of(), List.of());
        assertArrayEquals(new double[] {10}, TABLE.select(plan, "time").all().numbers("time"));
    }

    @Test
    void leavesManyWordsAloneWhereNoFeatureIsMadeOfThem() {
        Table table = manyWords(201);
        ColumnPlan plan = new ColumnPlan(Map.of(), Map.of(), List.of(), List.of("w"), List.of());
        assertEquals(List.of("x", "t"), table.select(plan, "t").kept().columns());
        assertEquals(List.of("x", "w", "t"), table.select(plan, "t").all().columns());
        assertEquals(
                3, manyWords(200).select(ColumnPlan.ALL, "t").kept().columns().size());
    }

    @Test
    void refusesTooManyWords() {
        Table table = manyWords(201);
        refuse(
                table,
                ColumnPlan.ALL,
                "t",
                "many:3:2: column 'w' has 'w1' and 200 other words; expected at most 200 words, or numbers only; correct the"
                        + " cells or leave the column out");
    }

    private static Table manyWords(int count) {
        double[] numbers = IntStream.range(0, count).mapToDouble(i -> i).toArray();
        String[] words =
                IntStream.range(0, count).mapToObj(i -> (i == 0 ? "" : "w") + i).toArray(String[]::new);
        return Table.named("many")
                .numbers("x", numbers)
                .words("w", words)
                .numbers("t", numbers)
                .build();
    }

    @Test
    void refusesWhatDoesNotFit() {
        String nearest = "t.csv has no column 'tine', the nearest is 'time'";
        refuse(TABLE, ColumnPlan.ALL, "tine", nearest);
        refuse(TABLE, plan(Map.of("tine", "y"), Map.of(), List.of(), List.of(), List.of()), "time", nearest);
        refuse(TABLE, plan(Map.of(), Map.of("tine", 1.0), List.of(), List.of(), List.of()), "time", nearest);
        refuse(TABLE, plan(Map.of(), Map.of(), List.of("tine"), List.of(), List.of()), "time", nearest);
        refuse(TABLE, plan(Map.of(), Map.of(), List.of(), List.of("tine"), List.of()), "time", nearest);
        refuse(TABLE, plan(Map.of(), Map.of(), List.of(), List.of(), List.of("tine")), "time", nearest);
        refuse(TABLE, ColumnPlan.ALL, "code", "t.csv:2:5: column 'code' has 'x'; expected a number in every row");
        refuse(
                TABLE,
                plan(Map.of(), Map.of("code", 1.0), List.of(), List.of(), List.of()),
                "time",
                "t.csv:2:5: column 'code' has 'x'; expected a number in every row");
        refuse(
                TABLE,
                plan(Map.of(), Map.of(), List.of(), List.of(), List.of("time")),
                "time",
                "t.csv: column 'time' is taken as words; expected a column of numbers");
        refuse(
                TABLE,
                plan(Map.of("n", "cores"), Map.of(), List.of(), List.of(), List.of()),
                "time",
                "t.csv: two columns would be called 'cores'; rename both");
        refuse(
                TABLE,
                plan(Map.of("n", "a,b"), Map.of(), List.of(), List.of(), List.of()),
                "time",
                "column 'n' cannot be called 'a,b'; expected 1 to 200 characters without commas, quotes and control"
                        + " characters");
        refuse(
                TABLE,
                plan(Map.of(), Map.of("n", 0.5), List.of(), List.of(), List.of()),
                "time",
                "t.csv: no row is left, each of the 3 is above one of the bounds {n=0.5}");
        refuse(
                TABLE,
                plan(Map.of(), Map.of(), List.of("n", "time"), List.of("n"), List.of()),
                "time",
                "t.csv: no column is left beside the target 'time'");
    }

    private static ColumnPlan plan(
            Map<String, String> rename,
            Map<String, Double> skipRows,
            List<String> use,
            List<String> skip,
            List<String> words) {
        return new ColumnPlan(rename, skipRows, use, skip, words);
    }

    private static void refuse(Table table, ColumnPlan plan, String target, String message) {
        assertEquals(
                message,
                assertThrows(TrainingException.class, () -> table.select(plan, target))
                        .getMessage());
    }
}
