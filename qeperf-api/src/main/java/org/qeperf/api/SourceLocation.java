package org.qeperf.api;

/**
 * A place in a text, printed as {@code source:line:column}.
 *
 * @param source the name of the text, as {@link InputException#printable} shows what the user gave
 * @param line line number, from 1
 * @param column column number in characters, from 1
 */
public record SourceLocation(String source, int line, int column) {

    /** Checks the numbers and makes the source name safe to print on one line. */
    public SourceLocation {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line and column count from 1, got " + line + ":" + column);
        }
        source = InputException.printable(source);
    }

    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
