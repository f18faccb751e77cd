package org.qeperf.api;

/**
 * A place in a text, printed as {@code source:line:column}.
 *
 * @param source the name of the text, as the user gave it; control characters are replaced by {@code ?}
 * @param line line number, from 1
 * @param column column number in characters, from 1
 */
public record SourceLocation(String source, int line, int column) {

    /** Checks the numbers and makes the source name safe to print on one line. */
    public SourceLocation {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line and column count from 1, got " + line + ":" + column);
        }
        source = printable(source);
    }

    private static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int j = i; j < clean.length(); j++) {
                    if (isControl(clean.charAt(j))) {
                        clean.setCharAt(j, '?');
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 127;
    }

    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
