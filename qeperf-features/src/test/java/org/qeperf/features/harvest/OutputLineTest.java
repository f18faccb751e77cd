package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputLineTest {

    /** The line stands within a buffer that holds others. */
    private static OutputLine line(String text) {
        byte[] buffer = OutputLine.ascii("before" + text + "5after");
        OutputLine line = new OutputLine();
        line.set(buffer, 6, buffer.length - 6, 1);
        return line;
    }

    @Test
    void whiteSpaceAroundALineIsNoneOfIt() {
        OutputLine line = line(" \t a b\t\r");
        assertEquals("a b", line.text());
        assertEquals(3, line.length());
        assertEquals('a', line.at(0));
        assertEquals('b', line.at(2));
        assertEquals(0, line.at(3));
        assertEquals(0, line.at(-1));
        assertEquals(0, line(" \t\r").length());
    }

    @Test
    void findsTextWithinTheLineAlone() {
        OutputLine line = line("one two one");
        assertEquals(0, line.find("one"));
        assertEquals(8, line.find("one", 1));
        assertEquals(8, line.find("one", 8));
        assertEquals(-1, line.find("one", 9));
        assertEquals(-1, line.find("one5"));
        assertEquals(-1, line.find("e one"));
        assertTrue(line.contains("two"));
        assertTrue(line("two").contains("two"));
        assertFalse(line.contains("tow"));
        assertTrue(line.startsWith(OutputLine.ascii("one two one")));
        assertFalse(line.startsWith(OutputLine.ascii("one two one5")));
        assertFalse(line.startsWith(OutputLine.ascii("one tea")));
    }

    @ParameterizedTest
    @CsvSource({
        "'12 x', 0, 12",
        "'12 345', 2, 345",
        "'12 345', 1, 2",
        "'a12', 0, -1",
        "'12', 2, -1",
        "'-3', 0, -1",
        "'123456789012345678', 0, 123456789012345678",
        "'1234567890123456789', 0, -1"
    })
    void readsWholeNumbersOfUpTo18Digits(String text, int from, long value) {
        assertEquals(value, line(text).whole(from));
    }

    @ParameterizedTest
    @CsvSource({
        "'3.25 x', 0, 3.25",
        "'x  0.5', 1, 0.5",
        "'.5', 0, 0.5",
        "'5.', 0, 5",
        "'1.2.3', 0, 1.2",
        "'17', 0, 17",
        "'.', 0, NaN",
        "'x1', 0, NaN",
        "'7', 1, NaN",
        "'1234567890.12345678', 0, 1234567890.12345678",
        "'1234567890.123456789', 0, NaN"
    })
    void readsNumbersWithoutExponents(String text, int from, double value) {
        assertEquals(value, line(text).real(from));
    }

    @Test
    void readsNumbersBehindAText() {
        OutputLine line = line("n = 12 x = 2.5");
        assertEquals(12, line.wholeAfter("n ="));
        assertEquals(2.5, line.realAfter("x ="));
        assertEquals(-1, line.wholeAfter("y ="));
        assertEquals(Double.NaN, line.realAfter("y ="));
        assertEquals(3, line("=3").wholeAfter("="));
        assertEquals(0.5, line("=0.5").realAfter("="));
    }

    @Test
    void goesPastDigitsAndBlanks() {
        OutputLine line = line("a  12  b");
        assertEquals(3, line.skipBlanks(1));
        assertEquals(0, line.skipBlanks(0));
        assertEquals(5, line.skipDigits(1));
        assertEquals(5, line.skipDigits(5));
        assertEquals(8, line.skipBlanks(8));
    }

    @Test
    void takesWordsAndPieces() {
        OutputLine line = line("a bc  def");
        assertEquals("bc", line.word(1));
        assertEquals("def", line.word(4));
        assertEquals("", line.word(9));
        assertEquals("bc ", line.text(2, 5));
        assertEquals("def", line.text(6, 99));
        assertEquals("", line.text(3, 3));
        assertEquals("", line.text(20, 30));
        assertEquals("a?b", line("a\u0007b").text());
    }
}
