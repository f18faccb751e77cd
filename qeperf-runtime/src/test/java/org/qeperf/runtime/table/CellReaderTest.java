package org.qeperf.runtime.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellReaderTest {

    private static final TableFeatures FEATURES = new TableFeatures(
            "time",
            List.of(
                    TableColumn.numbers("a"),
                    TableColumn.numbers("b"),
                    new TableColumn("w", List.of("one", "two", "3"))),
            List.of(
                    Term.column("a"),
                    new Term("a/b", List.of(new Factor.Power("a", 1), new Factor.Power("b", -1))),
                    new Term("log b two", List.of(new Factor.Log("b"), new Factor.Is("w", "two"))),
                    new Term("root a", List.of(new Factor.Power("a", 0.5)))));

    private static final CellReader READER = new CellReader(FEATURES);

    private static CellException refused(Map<String, String> cells) {
        return assertThrows(CellException.class, () -> READER.features(7, cells));
    }

    private static void refused(String message, Map<String, String> cells) {
        assertEquals("row 7, column " + message, refused(cells).getMessage());
    }

    private static Map<String, String> row(String a, String b, String w) {
        return Map.of("a", a, "b", b, "w", w);
    }

    @Test
    void featuresAreMadeOfCells() {
        assertArrayEquals(
                new double[] {6, 1.5, Math.log(4), Math.sqrt(6)}, READER.features(1, row(" 6", "4.0", "two ")), 1e-15);
        assertArrayEquals(new double[] {1, 1e-3, 0, 1}, READER.features(1, row("+1.e0", "1E3", "3")), 1e-15);
        Map<String, String> more = new HashMap<>(row("4", ".5", "one"));
        more.put("unread", "x");
        assertArrayEquals(new double[] {4, 8, -0.0, 2}, READER.features(1, more), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "1,5", "NaN", "Infinity", "1f", "0x1p3", "1e999", "e", ".", "1 2", "--1", "1_0"})
    void aCellThatIsNoNumberIsRefused(String cell) {
        refused("'b': '" + cell + "' is no finite number; expected a number", row("1", cell, "one"));
    }

    @Test
    void aWordThatWasNotSeenIsRefused() {
        refused("'w': 'Two' is none of the words seen in training; expected one of one, two, 3", row("1", "1", "Two"));
        refused("'w': '' is none of the words seen in training; expected one of one, two, 3", row("1", "1", " "));
        TableColumn many = new TableColumn(
                "w", IntStream.range(0, 25).mapToObj(i -> "l" + i).toList());
        CellReader reader = new CellReader(new TableFeatures(
                "t", List.of(many), List.of(new Term("f", List.of(new Factor.Is("w", "l24"))))));
        assertEquals(
                "row 1, column 'w': 'x\\u0007' is none of the words seen in training; expected one of l0, l1, l2, l3, l4,"
                        + " l5, l6, l7, l8, l9, l10, l11, l12, l13, l14, l15, l16, l17, l18, l19, ... (25 in all)",
                assertThrows(CellException.class, () -> reader.cell(1, 0, "x\u0007"))
                        .getMessage());
    }

    @Test
    void aColumnThatIsNotThereIsRefused() {
        refused("'w': there is no such column; expected one of one, two, 3", Map.of("a", "1", "b", "1"));
        refused("'a': there is no such column; expected a number", Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, one, b, a/b, 0.0, NaN",
        "1, 0, one, b, a/b, 0.0, Infinity",
        "1, -2, two, b, log b two, -2.0, NaN",
        "-4, 2, one, a, root a, -4.0, NaN",
        "1e200, 1e-200, one, a, a/b, 1.0E200, Infinity",
    })
    void aFeatureThatIsNotFiniteIsRefused(
            String a, String b, String w, String column, String feature, String cell, String value) {
        refused(
                "'" + column + "': feature '" + feature + "' of " + cell + " is " + value
                        + "; expected a cell that makes it a finite number",
                row(a, b, w));
    }

    @Test
    void theLogarithmOfZeroIsNoZeroWhateverItIsMultipliedBy() {
        refused(
                "'b': feature 'log' of 0.0 is NaN; expected a cell that makes it a finite number",
                new CellReader(new TableFeatures(
                        "t",
                        FEATURES.columns(),
                        List.of(new Term("log", List.of(new Factor.Is("w", "two"), new Factor.Log("b")))))),
                row("1", "0", "one"));
    }

    private static void refused(String message, CellReader reader, Map<String, String> cells) {
        assertEquals(
                "row 7, column " + message,
                assertThrows(CellException.class, () -> reader.features(7, cells))
                        .getMessage());
    }

    @Test
    void thePartsOfAnErrorCanBeAskedFor() {
        CellException e = refused(row("1", "1", "fft"));
        assertEquals(7, e.row());
        assertEquals("w", e.column());
        assertEquals("fft", e.found());
        assertEquals("'fft' is none of the words seen in training", e.problem());
        assertEquals("one of one, two, 3", e.expected());
        assertEquals("0.0", refused(row("1", "0", "one")).found());
    }
}
