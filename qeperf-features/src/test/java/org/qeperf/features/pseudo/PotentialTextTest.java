package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;

class PotentialTextTest {

    private static PotentialText text(String content) {
        return new PotentialText("Si.UPF", content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aCharacterIsFoundWhereverItStands() {
        for (int place = 0; place < 100; place++) {
            PotentialText text = text("x".repeat(place) + "<" + "x".repeat(100 - place));
            assertEquals(place, text.find('<', 0));
            assertEquals(place, text.find('<', place));
            assertEquals(-1, text.find('<', place + 1));
            assertEquals(place, text.find('<', 0, place + 1));
            assertEquals(-1, text.find('<', 0, place));
        }
        // Neighbours in the alphabet of the character, and the first of two.
        assertEquals(40, text(";".repeat(20) + "=".repeat(20) + "<<").find('<', 0));
        assertEquals(-1, text("\u00bc".repeat(64)).find('<', 0));
    }

    @Test
    void bytesAreCharactersOfTheirNumber() {
        PotentialText text = text("A\u00e9");
        assertEquals(2, text.size());
        assertEquals(65, text.at(0));
        assertEquals(0xe9, text.at(1));
        assertEquals(-1, text.at(2));
        assertEquals("A\u00e9", text.text(0, 2));
    }

    @Test
    void aBracketIsFoundWithTheCharacterBehindIt() {
        PotentialText text = text("<a <<b <");
        assertEquals(0, text.findBracket('a', 0, 8));
        assertEquals(4, text.findBracket('b', 0, 8));
        assertEquals(4, text.findBracket('b', 0, 6));
        assertEquals(-1, text.findBracket('b', 0, 5));
        assertEquals(-1, text.findBracket('a', 1, 8));
        assertEquals(-1, text.findBracket('x', 0, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "'<PP_X>', 0",
        "'<PP_X/>', 0",
        "'<PP_X a>', 0",
        "'<PP_X\n>', 0",
        "'<PP_X', 0",
        "'<PP_XY>', -1",
        "'<PP_', -1",
        "'<PP_XY><PP_X>', 7",
        "'PP_X>', -1"
    })
    void aTagHasAWholeName(String content, int place) {
        assertEquals(place, text(content).tag("<PP_X", 0));
        assertEquals(place >= 0, text(content).isTag("<PP_X", Math.max(place, 0)));
    }

    @Test
    void aTagEndsBeforeAPlace() {
        PotentialText text = text("<PP_A> <PP_B>");
        assertEquals(7, text.tag("<PP_B", 0, 13));
        assertEquals(7, text.tag("<PP_B", 7));
        assertEquals(-1, text.tag("<PP_B", 8));
        assertEquals(-1, text.tag("<PP_B", 0, 8));
    }

    @Test
    void aWordStandsAtAPlace() {
        PotentialText text = text("abc");
        assertTrue(text.startsWith("abc", 0));
        assertTrue(text.startsWith("c", 2));
        assertFalse(text.startsWith("cd", 2));
        assertFalse(text.startsWith("abd", 0));
        assertFalse(text.startsWith("a", -1));
    }

    @Test
    void aLineBeginsAfterBlanks() {
        PotentialText text = text("a b\n \t c\nd");
        assertTrue(text.startsLine(0));
        assertFalse(text.startsLine(2));
        assertTrue(text.startsLine(7));
        assertTrue(text.startsLine(9));
        assertEquals(3, text.lineEnd(0));
        assertEquals(3, text.lineEnd(3));
        assertEquals(10, text.lineEnd(9));
    }

    @Test
    void blanksAndWordsEnd() {
        PotentialText text = text(" \t\r\n1.0,2 \u00e9");
        assertEquals(4, text.pastBlanks(0));
        assertEquals(4, text.pastBlanks(4));
        assertEquals(11, text.pastBlanks(11));
        assertEquals(2, text(" \n").pastBlanks(0));
        assertEquals(7, text.itemEnd(4, 100));
        assertEquals(9, text.itemEnd(8, 100));
        assertEquals(11, text.itemEnd(10, 100));
        assertEquals(6, text.itemEnd(4, 5));
        // Characters below the comma end no word.
        assertEquals(4, text("+1*!").itemEnd(0, 100));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "2, 1, 3", "3, 2, 1", "4, 3, 1", "6, 3, 3", "7, 3, 4"})
    void anErrorHasItsPlace(int place, int line, int column) {
        InputException e = text("ab\n\ncde").error(place, "wrong", "right");
        assertEquals("Si.UPF:" + line + ":" + column + ": wrong; expected right", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-5, -5", "7, 7", "+3, 3", "0, 0", "0000000007, 7", "-0, 0"})
    void wholeNumbersHaveBounds(String value, int number) {
        assertEquals(number, text("").whole(0, "l", value, -5, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-6", "8", "", "-", "+", "1.0", "1 2", "x", "2:", "/2", "000000000007", "99999999999"})
    void otherWordsAreNoWholeNumbers(String value) {
        assertEquals(
                "Si.UPF:1:1: l is '" + value + "'; expected a whole number from -5 to 7",
                assertThrows(InputException.class, () -> text("").whole(0, "l", value, -5, 7))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "T, true",
        "t, true",
        ".true., true",
        ".T., true",
        "F, false",
        "f, false",
        ".false., false",
        "False, false"
    })
    void logicalsBeginWithTheirLetter(String value, boolean truth) {
        assertEquals(truth, text("").logical(0, "is_paw", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1", "no", "..T"})
    void otherWordsAreNoLogicals(String value) {
        assertEquals(
                "Si.UPF:1:1: is_paw is '" + value + "'; expected T or F",
                assertThrows(InputException.class, () -> text("").logical(0, "is_paw", value))
                        .getMessage());
    }
}
