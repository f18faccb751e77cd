package org.qeperf.features.pseudo;

import org.qeperf.api.InputException;

/**
 * Reads as Fortran does: list-directed items, which blanks, commas and line ends separate, and formatted records of fixed
 * columns. Every item is named by the caller, for messages.
 */
final class FortranReader {

    private static final int MOST_REPEATS = 1 << 24;
    private static final int LONGEST_ITEM = 1000;

    private final PotentialText text;
    private int position;
    private int itemStart;
    private int itemEnd;
    private int repeats;

    FortranReader(PotentialText text, int position) {
        this.text = text;
        this.position = position;
    }

    int position() {
        return position;
    }

    /** Skips what is left of the line: the end of a Fortran READ. */
    FortranReader nextLine() {
        position = Math.min(text.lineEnd(position) + 1, text.size());
        repeats = 0;
        return this;
    }

    void skipLines(int count, String what) {
        for (int i = 0; i < count; i++) {
            requireMore(what);
            nextLine();
        }
    }

    private void requireMore(String what) {
        if (position >= text.size()) {
            throw text.error(text.size(), "the file ends too early for " + what, "a complete file");
        }
    }

    /** The next item as text, without quotes around it. */
    String word(String what) {
        next(what);
        return text.text(itemStart, itemEnd);
    }

    int whole(String what, int least, int most) {
        String word = word(what);
        return text.whole(itemStart, what, word, least, most);
    }

    double real(String what) {
        String word = word(what);
        return text.real(itemStart, what, word);
    }

    boolean logical(String what) {
        String word = word(what);
        return text.logical(itemStart, what, word);
    }

    /** The next item as a number but for its last bits. */
    double quick(String what) {
        next(what);
        double value = text.quick(itemStart, itemEnd);
        if (Double.isNaN(value)) {
            throw text.invalid(itemStart, what, text.text(itemStart, itemEnd), "a number");
        }
        return value;
    }

    void skipItems(int count, String what) {
        int place = repeats == 0 ? text.pastItems(position, count) : -1;
        if (place >= 0) {
            position = place;
            return;
        }
        for (int left = count; left > 0; left--) {
            next(what);
            int skipped = Math.min(repeats, left - 1);
            repeats -= skipped;
            left -= skipped;
        }
    }

    /** An error at the item read last. */
    InputException error(String problem, String expected) {
        return text.error(itemStart, problem, expected);
    }

    private void next(String what) {
        if (repeats > 0) {
            repeats--;
            return;
        }
        int i = text.pastBlanks(position);
        if (text.at(i) == ',') {
            i = text.pastBlanks(i + 1);
        }
        int c = text.at(i);
        if (c < 0) {
            throw text.error(text.size(), "the file ends too early for " + what, "a complete file");
        }
        if (c == '\'' || c == '"') {
            int close = text.find((char) c, i + 1, Math.min(i + LONGEST_ITEM, text.size()));
            if (close < 0) {
                throw text.error(i, "a quote is not closed within " + LONGEST_ITEM + " characters", "a second one");
            }
            itemStart = i + 1;
            itemEnd = close;
            position = close + 1;
            return;
        }
        plain(i, what);
    }

    /** The item without quotes that begins at a place. */
    private void plain(int from, String what) {
        int end = text.itemEnd(from, from + LONGEST_ITEM);
        if (end - from > LONGEST_ITEM) {
            throw text.error(from, what + " has more than " + LONGEST_ITEM + " characters", "a shorter word");
        }
        itemStart = from;
        itemEnd = end;
        position = end;
        int star = text.find('*', from, end);
        if (star > from && isDigits(from, star)) {
            repeats = text.whole(from, what, text.text(from, star), 1, MOST_REPEATS) - 1;
            itemStart = star + 1;
        }
    }

    private boolean isDigits(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.at(i) < '0' || text.at(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The next line as a formatted record. */
    Line line(String what) {
        requireMore(what);
        int start = position;
        nextLine();
        int end = position;
        while (end > start && PotentialText.blank(text.at(end - 1))) {
            end--;
        }
        return new Line(text, start, end);
    }

    /** Skips the records of a number of items, at least one. */
    void skipRecords(int items, int perRecord, String what) {
        skipLines(Math.max(1, (items + perRecord - 1) / perRecord), what);
    }

    /** Numbers in records of four, 19 columns each. */
    Columns columns() {
        return new Columns(this);
    }

    /** One line, read by columns. */
    record Line(PotentialText text, int start, int end) {

        /** The columns without blanks, which Fortran ignores in numbers. */
        private String number(int column, int width) {
            return string(column, width).replace(" ", "");
        }

        /** The text in the columns. */
        String string(int column, int width) {
            int from = Math.min(start + column, end);
            return text.text(from, Math.min(from + width, end));
        }

        int whole(int column, int width, String what, int least, int most) {
            String digits = number(column, width);
            return text.whole(start + column, what, digits.isEmpty() ? "0" : digits, least, most);
        }

        /** A number, whose decimal point may be left out. */
        double real(int column, int width, int decimals, String what) {
            String digits = number(column, width);
            if (digits.isEmpty()) {
                return 0;
            }
            double value = text.real(start + column, what, digits);
            return digits.indexOf('.') >= 0 ? value : value / Math.pow(10, decimals);
        }

        InputException error(int column, String problem, String expected) {
            return text.error(start + column, problem, expected);
        }

        boolean logical(int column, int width, String what) {
            return text.logical(start + column, what, number(column, width));
        }
    }

    /** Reads numbers in records of four and skips them by the line. */
    static final class Columns {

        private static final int PER_LINE = 4;
        private static final int WIDTH = 19;

        private final FortranReader reader;
        private int next = PER_LINE;
        private int start;
        private int end;

        private Columns(FortranReader reader) {
            this.reader = reader;
        }

        double next(String what) {
            if (next == PER_LINE) {
                reader.requireMore(what);
                start = reader.position;
                end = reader.text.lineEnd(start);
                reader.nextLine();
                next = 0;
            }
            int from = reader.text.pastBlanks(start + WIDTH * next);
            int to = Math.min(start + WIDTH * (next + 1), end);
            while (to > from && PotentialText.blank(reader.text.at(to - 1))) {
                to--;
            }
            next++;
            if (from >= to) {
                return 0;
            }
            double value = reader.text.quick(from, to);
            if (Double.isNaN(value)) {
                throw reader.text.invalid(from, what, reader.text.text(from, to), "a number");
            }
            return value;
        }

        void skip(long count, String what) {
            long left = count;
            while (left > 0 && next < PER_LINE) {
                next++;
                left--;
            }
            int lines = Math.toIntExact(left / PER_LINE);
            reader.skipLines(lines, what);
            for (long i = (long) lines * PER_LINE; i < left; i++) {
                next(what);
            }
        }
    }
}
