package org.qeperf.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputExceptionTest {

    @Test
    void theMessageNamesPlaceProblemAndExpectation() {
        SourceLocation place = new SourceLocation("pw.in", 7, 9);
        InputException e = new InputException(place, "two", "invalid whole number 'two' for nat", "a whole number");
        assertEquals("pw.in:7:9: invalid whole number 'two' for nat; expected a whole number", e.getMessage());
        assertEquals(place, e.location());
        assertEquals("two", e.token());
        assertEquals("a whole number", e.expected());
    }

    @Test
    void quotedTextStaysOnOneLineAndKeepsItsLetters() {
        assertEquals("'a\\u000ab\\u2028\\u0007é'", InputException.quote("a\nb\u2028\u0007é"));
    }

    @Test
    void quotedTextEndsAfter40Characters() {
        assertEquals("'" + "x".repeat(40) + "'", InputException.quote("x".repeat(40)));
        assertEquals("'" + "x".repeat(40) + "...'", InputException.quote("x".repeat(41)));
    }

    @Test
    void halfOfACharacterIsEscaped() {
        assertEquals("'" + "x".repeat(39) + "\\ud83d...'", InputException.quote("x".repeat(39) + "😀"));
    }

    @Test
    void aSourceNameCannotBreakTheLine() {
        assertEquals("a?b:1:2", new SourceLocation("a\nb", 1, 2).toString());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x1b, 0x7f, 0x85, 0x9b, 0x200e, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0x61c, 0xfeff, 0xd800
            })
    void whatATerminalTakesForACommandIsNeitherPrintedNorQuoted(int c) {
        String name = "a" + Character.toString(c) + "b";
        assertEquals("a?b:1:2", new SourceLocation(name, 1, 2).toString());
        assertEquals(String.format("'a\\u%04xb'", c), InputException.quote(name));
    }

    @Test
    void printableTextKeepsItsLettersAndPictures() {
        assertEquals("Käse 晶体 😀\u00a0?", InputException.printable("Käse 晶体 😀\u00a0\t"));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 5"})
    void placesCountFromOne(int line, int column) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new SourceLocation("pw.in", line, column));
        assertEquals("line and column count from 1, got " + line + ":" + column, e.getMessage());
    }

    @Test
    void aDiagnosticReadsLikeAnErrorWithTheWordWarning() {
        assertEquals(
                "pw.in:3:1: warning: line ignored",
                new Diagnostic(new SourceLocation("pw.in", 3, 1), "line ignored").toString());
    }
}
