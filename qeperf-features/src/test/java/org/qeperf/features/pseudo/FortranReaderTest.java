package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.qeperf.api.InputException;

class FortranReaderTest {

    private static FortranReader reader(String content) {
        return new FortranReader(new PotentialText("x.RRKJ3", content.getBytes(StandardCharsets.ISO_8859_1)), 0);
    }

    private static void assertRefused(String message, Executable reading) {
        assertEquals(
                "x.RRKJ3:" + message,
                assertThrows(InputException.class, reading).getMessage());
    }

    @Test
    void itemsStandBetweenBlanksAndCommas() {
        FortranReader reader = reader("a, 'b c' \"d\"\n\t2.5d0,7 .true.");
        assertEquals("a", reader.word("a word"));
        assertEquals("b c", reader.word("a word"));
        assertEquals("d", reader.word("a word"));
        assertEquals(2.5, reader.real("a number"));
        assertEquals(7, reader.whole("a number", 0, 7));
        assertEquals(true, reader.logical("a flag"));
        assertRefused(
                "2:16: the file ends too early for a word; expected a complete file", () -> reader.word("a word"));
    }

    @Test
    void aRepeatCountStandsBeforeAnAsterisk() {
        FortranReader reader = reader("2*1.5 3*7 1*'a' x*y *");
        assertEquals(1.5, reader.real("a number"));
        assertEquals(1.5, reader.quick("a number"));
        assertEquals(7, reader.quick("a number"));
        reader.skipItems(2, "a number");
        assertEquals("'a'", reader.word("a word"));
        assertEquals("x*y", reader.word("a word"));
        assertEquals("*", reader.word("a word"));
    }

    @Test
    void theRestOfALineTakesItsRepetitionsAlong() {
        FortranReader reader = reader("9*1.5\n2.5");
        assertEquals(1.5, reader.real("a number"));
        assertEquals(2.5, reader.nextLine().real("a number"));
    }

    @Test
    void itemsAreSkippedWithTheirRepetitions() {
        FortranReader reader = reader("1 5*2 3 4");
        reader.skipItems(4, "numbers");
        assertEquals(2, reader.real("a number"));
        reader.skipItems(2, "numbers");
        assertEquals(4, reader.real("a number"));
        assertRefused(
                "1:10: the file ends too early for numbers; expected a complete file",
                () -> reader.skipItems(1, "numbers"));
        reader.skipItems(0, "numbers");
    }

    @Test
    void aWordIsOfAtMost1000Characters() {
        assertEquals("x".repeat(1000), reader("x".repeat(1000) + " y").word("a word"));
        assertRefused(
                "1:2: a word has more than 1000 characters; expected a shorter word",
                () -> reader(" " + "x".repeat(1001)).word("a word"));
        assertRefused(
                "1:2: a quote is not closed within 1000 characters; expected a second one",
                () -> reader(" '" + "x".repeat(1001) + "'").word("a word"));
        assertEquals("x".repeat(998), reader("'" + "x".repeat(998) + "'").word("a word"));
    }

    @Test
    void noNumberHasItsPlace() {
        assertRefused(
                "1:3: the mesh is 'x'; expected a number", () -> reader("  x").quick("the mesh"));
        assertRefused(
                "1:3: the mesh is 'x'; expected a number", () -> reader("  x").real("the mesh"));
        assertRefused(
                "1:1: the mesh is '4'; expected a whole number from 1 to 3",
                () -> reader("4").whole("the mesh", 1, 3));
        assertRefused("1:1: the flag is '4'; expected T or F", () -> reader("4").logical("the flag"));
    }

    @Test
    void linesAreSkippedWhereTheyAre() {
        FortranReader reader = reader("a\nb\nc\nd");
        reader.skipLines(2, "lines");
        assertEquals(4, reader.position());
        reader.skipRecords(0, 4, "records");
        assertEquals("d", reader.word("a word"));
        assertRefused(
                "4:2: the file ends too early for lines; expected a complete file", () -> reader.skipLines(1, "lines"));
        FortranReader records = reader("a\nb\nc\nd");
        records.skipRecords(5, 4, "records");
        assertEquals("c", records.word("a word"));
    }

    @Test
    void aLineIsReadByColumns() {
        FortranReader.Line line = reader("   12 3  450 T  -1.5\r\nnext").line("a record");
        assertEquals("   12", line.string(0, 5));
        assertEquals("-1.5", line.string(16, 10));
        assertEquals("", line.string(40, 5));
        // Blanks within a number do not count, and a number left out is 0.
        assertEquals(123, line.whole(0, 7, "n", 0, 200));
        assertEquals(0, line.whole(0, 3, "n", 0, 200));
        assertEquals(4.5, line.real(9, 3, 2, "x"));
        assertEquals(-1.5, line.real(16, 8, 2, "x"));
        assertEquals(0, line.real(50, 8, 2, "x"));
        assertEquals(true, line.logical(12, 2, "f"));
        assertRefused("1:4: n is '12'; expected a whole number from 0 to 11", () -> line.whole(3, 2, "n", 0, 11));
        assertEquals(
                "x.RRKJ3:1:6: odd; expected even", line.error(5, "odd", "even").getMessage());
        FortranReader short_ = reader("");
        assertRefused(
                "1:1: the file ends too early for a record; expected a complete file", () -> short_.line("a record"));
    }

    @Test
    void columnsHoldFourNumbersOf19Characters() {
        String text = "  0.1000000000E+01                     0.3000000000E+01  0.4000000000E+01\n"
                + "  0.5000000000E+01\n  0.6000000000E+01  0.7000000000E+01\n";
        FortranReader.Columns columns = reader(text).columns();
        double[] numbers = new double[10];
        for (int i = 0; i < 10; i++) {
            numbers[i] = columns.next("numbers");
        }
        assertEquals("[1.0, 0.0, 3.0, 4.0, 5.0, 0.0, 0.0, 0.0, 6.0, 7.0]", java.util.Arrays.toString(numbers));
        for (int skipped = 0; skipped < 10; skipped++) {
            FortranReader.Columns others = reader(text).columns();
            others.skip(skipped, "numbers");
            assertEquals(numbers[skipped], others.next("numbers"), skipped + " skipped");
        }
        FortranReader.Columns begun = reader(text).columns();
        begun.next("numbers");
        begun.skip(7, "numbers");
        assertEquals(6, begun.next("numbers"));
        assertRefused(
                "1:3: numbers is 'x'; expected a number",
                () -> reader("  x").columns().next("numbers"));
        assertRefused(
                "2:1: the file ends too early for numbers; expected a complete file",
                () -> reader("  1\n").columns().skip(5, "numbers"));
    }
}
