package org.qeperf.train.amllibrary;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.SourceLocation;

/** The text of a value, which may go on over several lines; knows where each character stands. */
final class ValueText {

    /** One line: where it starts, counted from 1, and its text without blanks around it. */
    private record Piece(int line, int column, String text) {}

    private final String source;
    private final List<Piece> pieces = new ArrayList<>();

    ValueText(String source, int line, int column, String text) {
        this.source = source;
        add(line, column, text);
    }

    void add(int line, int column, String text) {
        pieces.add(new Piece(line, column, text));
    }

    /** All lines, without blank ones at the end. */
    String text() {
        return String.join("\n", pieces.stream().map(Piece::text).toList()).stripTrailing();
    }

    /** Where the character with this index of {@link #text} stands. */
    SourceLocation at(int index) {
        int rest = index;
        for (Piece piece : pieces) {
            if (rest <= piece.text().length()) {
                return new SourceLocation(source, piece.line(), piece.column() + rest);
            }
            rest -= piece.text().length() + 1;
        }
        Piece last = pieces.get(pieces.size() - 1);
        return new SourceLocation(
                source, last.line(), last.column() + last.text().length());
    }
}
