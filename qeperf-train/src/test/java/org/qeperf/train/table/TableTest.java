package org.qeperf.train.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;

class TableTest {

    private static final String NUMBER_OR_WORD = "; expected a finite number or a word in every row";

    @Test
    void readsNumbersAndWords(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "a, code ,t\n1,smile,2.5e3\n -2 ,\"x, y\",+.5\n3,smile,-0\n");
        Table table = Table.read(file);
        assertEquals(List.of("a", "code", "t"), table.columns());
        assertEquals(3, table.rows());
        assertFalse(table.isWords("a"));
        assertTrue(table.isWords("code"));
        assertArrayEquals(new double[] {1, -2, 3}, table.numbers("a"));
        assertArrayEquals(new String[] {"1", "-2", "3"}, table.words("a"));
        assertArrayEquals(new String[] {"smile", "x, y", "smile"}, table.words("code"));
        assertArrayEquals(new double[] {2500, 0.5, -0.0}, table.numbers("t"));
        assertEquals(file.toString(), table.name());
        assertEquals("b62d6597ee67f224ab16c6993abc524637a66f32542d80268c0fcba2814df4a1", table.sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,x\n2,y\n",
                "a,b\r\n1,x\r\n2,y\r\n",
                "a,b\r1,x\r2,y",
                "\ufeffa,b\n1,x\n\n2,y\n\n",
                "\"a\",\"b\"\n\"1\",\"x\"\n\" 2\", y ",
            })
    void readsWhatOtherProgramsWrite(String text) {
        Table table = read(text);
        assertEquals(List.of("a", "b"), table.columns());
        assertArrayEquals(new double[] {1, 2}, table.numbers("a"));
        assertArrayEquals(new String[] {"x", "y"}, table.words("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x10", "1f", "1_000", "1e", "--1", "1.2.3", "e", "12O", "1 2", "\u0661"})
    void takesNothingButDecimalNumbersForNumbers(String cell) {
        assertTrue(read("a,b\n1,1\n1," + cell + "\n").isWords("b"));
    }

    @Test
    void keepsEveryRowOfLargeTables() {
        int rows = 5_000;
        String text = "a,b\n"
                + IntStream.range(0, rows).mapToObj(i -> i / 8.0 + ",w" + i % 7).collect(Collectors.joining("\n"));
        Table table = read(text);
        assertArrayEquals(IntStream.range(0, rows).mapToDouble(i -> i / 8.0).toArray(), table.numbers("a"));
        assertArrayEquals(IntStream.range(0, rows).mapToObj(i -> "w" + i % 7).toArray(), table.words("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1:1: the table has no row; expected a header and at least one row",
                "'a,b\n'|1:1: the table has no row; expected a header and at least one row",
                "'a,b\n1,2\n3,\n'|3:3: column 'b' has ''",
                "'a,b\n1,2\n3,  \n'|3:3: column 'b' has ''",
                "'a,b\r\n1,2\r\n\r\nNaN,4\r\n'|4:1: column 'a' has 'NaN'",
                "'a,b\n1,-Inf'|2:3: column 'b' has '-Inf'",
                "'a,b\n1,+infinity'|2:3: column 'b' has '+infinity'",
                "'a,b\nx,1e999'|2:3: column 'b' has '1e999'",
                "'a,b\n1,2\n3'|3:1: the row has 1 cells; expected 2 as in the header",
                "'a,b\n1,2,\n'|2:5: the row has 3 cells; expected 2 as in the header",
                "'a, b , b\n1,2,3\n'|1:7: a second column 'b'; expected each name once",
                "'a;b\n1;2\n'|1:1: the header is one cell, 'a;b'; expected commas between cells",
                "'a\tb\n1\t2\n'|1:1: the header is one cell, 'a\\u0009b'; expected commas between cells",
            })
    void refusesWithPlace(String text, String message) {
        InputException e = assertThrows(InputException.class, () -> read(text));
        String whole = message.contains("; expected") ? message : message + NUMBER_OR_WORD;
        assertEquals("t.csv:" + whole, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a,,c\n1,2,3'|1:3: the name of column 2 is ''",
                "'a,\"b,c\"\n1,2'|1:3: the name of column 2 is 'b,c'",
                "'a,\"b\nc\"\n1,2'|1:3: the name of column 2 is 'b\\u000ac'",
            })
    void refusesNamesThatCannotBeUsed(String text, String message) {
        InputException e = assertThrows(InputException.class, () -> read(text));
        assertEquals(
                "t.csv:" + message + "; expected 1 to 200 characters without commas, quotes and control characters",
                e.getMessage());
    }

    @Test
    void findsPlacesBehindQuotedCells() {
        Table table = read("a,b,c\r\n\"x \"\"1\"\", \r\n2\",\"\",3\n".replace("\"\",3", "u\"v\"\"w,3")
                + "\"\"\"\",\"p\rq\",4\n5,6,7\n");
        assertEquals("t.csv:2:1", table.place(0, "a").toString());
        assertEquals("t.csv:3:4", table.place(0, "b").toString());
        assertEquals("t.csv:3:11", table.place(0, "c").toString());
        assertEquals("t.csv:4:6", table.place(1, "b").toString());
        assertEquals("t.csv:5:4", table.place(1, "c").toString());
        assertEquals("t.csv:6:3", table.place(2, "b").toString());
    }

    @Test
    void refusesUnclosedQuotes() {
        InputException e = assertThrows(InputException.class, () -> read("a,b\n\"1\n\",2\n3,\"4\n"));
        assertEquals(
                "t.csv:4:1: not a table: Unclosed quoted field at end of input (record starting at line 4); expected comma-separated values with a header",
                e.getMessage());
    }

    @Test
    void refusesOtherEncodings() {
        InputException latin = assertThrows(
                InputException.class,
                () -> TableReader.read("t.csv", "a,b\n1,2\n3,\u00e4\n".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("t.csv:3:3: the byte 0xe4 is not UTF-8; expected a table saved as UTF-8", latin.getMessage());
        InputException wide = assertThrows(
                InputException.class, () -> TableReader.read("t.csv", new byte[] {(byte) 0xff, (byte) 0xfe, 97, 0}));
        assertEquals("t.csv:1:1: the byte 0xff is not UTF-8; expected a table saved as UTF-8", wide.getMessage());
        assertEquals(List.of("a\ufffd", "\u00e4"), read("a\ufffd,\u00e4\n1,2").columns());
    }

    @Test
    void hasLimits() {
        String header = IntStream.range(0, 2001).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        InputException columns = assertThrows(InputException.class, () -> read(header + "\n"));
        assertEquals("t.csv:1:10891: the header has 2001 cells; expected at most 2000", columns.getMessage());
        String few = IntStream.range(0, 2000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = "\n" + "1,".repeat(1999) + "1";
        assertEquals(2500, read(few + row.repeat(2500)).rows());
        InputException cells = assertThrows(InputException.class, () -> read(few + row.repeat(2501)));
        assertEquals("t.csv:2502:1: the table goes on; expected at most 5000000 cells", cells.getMessage());
    }

    @Test
    void givesNothingButInputExceptionsWhateverTheBytes() {
        Random random = new Random(1);
        String letters = "ab1,\n\r\" -.e;\u00e4\ufeffN";
        int tables = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("a,b\n1,2\n");
            for (int edit = 1 + random.nextInt(6); edit > 0; edit--) {
                text.insert(random.nextInt(text.length() + 1), letters.charAt(random.nextInt(letters.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] += (byte) (random.nextInt(40) == 0 ? 1 : 0);
            try {
                Table table = TableReader.read("t", bytes);
                table.columns().forEach(column -> table.place(table.rows() - 1, column));
                tables++;
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith("t:"), e::getMessage);
            }
        }
        assertTrue(tables > 1000 && tables < 19_000, "tables " + tables);
    }

    @Test
    void isMadeOfArraysToo() {
        double[] numbers = {1, 2};
        Table table =
                Table.named("made").numbers("x", numbers).words("w", " a", "b ").build();
        numbers[0] = 7;
        table.numbers("x")[1] = 8;
        assertArrayEquals(new double[] {1, 2}, table.numbers("x"));
        assertArrayEquals(new String[] {"a", "b"}, table.words("w"));
        assertEquals("made:3:2", table.place(1, "w").toString());
        assertEquals(
                table.sha256(),
                Table.named("other")
                        .numbers("x", 1, 2)
                        .words("w", "a", "b")
                        .build()
                        .sha256());
        assertNotEquals(
                table.sha256(),
                Table.named("made")
                        .numbers("x", 1, 2)
                        .words("w", "a", "c")
                        .build()
                        .sha256());
    }

    @Test
    void refusesArraysThatMakeNoTable() {
        refuse("column 'x' has NaN", () -> Table.named("t").numbers("x", 1, Double.NaN));
        refuse("column 'x' has a blank word", () -> Table.named("t").words("x", "a", " "));
        refuse("column 'x' stands twice", () -> Table.named("t").numbers("x", 1).numbers("x", 2));
        refuse("the columns have [] rows", () -> Table.named("t").build());
        refuse("the columns have [0] rows", () -> Table.named("t").numbers("x").build());
        refuse(
                "the columns have [1, 2] rows",
                () -> Table.named("t").numbers("x", 1).words("y", "a", "b").build());
        refuse(
                "a column or level has a name that is blank, longer than 200 characters, or has a comma, a quote, a"
                        + " control character or blanks around it",
                () -> Table.named("t").numbers(" x", 1));
    }

    private static void refuse(String message, org.junit.jupiter.api.function.Executable making) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, making).getMessage());
    }

    @Test
    void namesTheNearestColumn() {
        Table table = read("cores,time\n1,2\n");
        TrainingException e = assertThrows(TrainingException.class, () -> table.numbers("core"));
        assertEquals("t.csv has no column 'core', the nearest is 'cores'", e.getMessage());
    }

    @Test
    void showsTheFirstCellThatIsNoNumber() {
        Table table = read("a,b\n1,2\n3,4x\n5,y\n");
        TrainingException e = assertThrows(TrainingException.class, () -> table.numbers("b"));
        assertEquals("t.csv:3:3: column 'b' has '4x'; expected a number in every row", e.getMessage());
    }

    @Test
    void tellsOfWordsAmongNumbers() {
        Table table = read("a,b,w\n1,2,x\n3,4O,y\n5,6,z\n");
        assertEquals(
                List.of("t.csv:3:3: column 'b' is taken as words because of '4O'; 2 of its 3 cells are numbers"),
                table.notes());
        ColumnPlan words = new ColumnPlan(Map.of(), Map.of(), List.of(), List.of("b"), List.of("w"));
        assertEquals(List.of(), table.select(words, "a").kept().notes());
    }

    static Table read(String text) {
        return TableReader.read("t.csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
