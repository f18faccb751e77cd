package org.qeperf.train.table;

import org.qeperf.api.SourceLocation;

/** Finds cells in the text of a table again, since most tables have no cell that must be named. Immutable. */
final class CellPlaces implements Places {

    private final String name;
    private final String text;
    private final int[] lines;

    /**
     * Remembers a text.
     *
     * @param name name of the text in messages
     * @param text comma-separated values
     * @param lines line of the first character of each row, from 1
     */
    CellPlaces(String name, String text, int[] lines) {
        this.name = name;
        this.text = text;
        this.lines = lines;
    }

    @Override
    public SourceLocation of(int row, int column) {
        return find(name, text, lines[row], column);
    }

    /** Walks to a cell of the row that starts in a line. */
    static SourceLocation find(String name, String text, int firstLine, int cell) {
        int line = 1;
        int at = 0;
        for (; line < firstLine && at < text.length(); at++) {
            line += endsLine(text, at) ? 1 : 0;
        }
        int lineStart = at;
        int cellStart = at;
        boolean quoted = false;
        for (int left = cell; left > 0 && at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted && text.startsWith("\"\"", at)) {
                at++;
            } else if (c == '"' && (quoted || at == cellStart)) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cellStart = at + 1;
                left--;
            } else if (endsLine(text, at)) {
                line++;
                lineStart = at + 1;
            }
        }
        return new SourceLocation(name, line, at - lineStart + 1);
    }

    /** Whether a line ends with a character: a line feed, or a carriage return without one. */
    static boolean endsLine(String text, int at) {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r' && !text.startsWith("\n", at + 1);
    }
}
