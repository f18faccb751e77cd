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
        while (line < firstLine && at < text.length()) {
            at += lineEnd(text, at);
            line += isLineEnd(text, at - 1) ? 1 : 0;
        }
        int start = at;
        boolean quoted = false;
        for (int left = cell; left > 0 && at < text.length(); ) {
            char c = text.charAt(at);
            int step = lineEnd(text, at);
            at += step;
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                left--;
            } else if (isLineEnd(text, at - 1)) {
                line++;
                start = at;
            }
        }
        return new SourceLocation(name, line, at - start + 1);
    }

    /** How many characters to go on: two at a carriage return with a line feed. */
    private static int lineEnd(String text, int at) {
        return text.startsWith("\r\n", at) ? 2 : 1;
    }

    private static boolean isLineEnd(String text, int at) {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }
}
