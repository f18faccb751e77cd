package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Takes lines of directives apart as their batch system does. Quotes hold words together; a backslash makes the next character plain,
 * with Slurm in quotes too, with PBS outside of them only; {@code #} ends a line of Slurm and LSF outside of quotes, one of Grid
 * Engine even in them; PBS knows no comment, but lines that a backslash continues ({@code pbs_extendable_line} of OpenPBS).
 */
final class DirectiveWords {

    private final ScriptNotes notes;
    private final Scheduler scheduler;
    private final StringBuilder text = new StringBuilder();
    /** Where the lines begin in the text. */
    private final List<Integer> begins = new ArrayList<>();

    private final int firstLine;
    private final int firstColumn;
    private final int end;
    private int at;

    /**
     * @param line number of the first line
     * @param from index behind the mark
     */
    DirectiveWords(ScriptNotes notes, int line, int from, Scheduler scheduler) {
        this.notes = notes;
        this.scheduler = scheduler;
        this.firstLine = line;
        this.firstColumn = from + 1;
        begins.add(0);
        text.append(notes.lines.get(line - 1), from, notes.lines.get(line - 1).length());
        while (goesOn()) {
            begins.add(text.length());
            text.append(notes.lines.get(lastLine() - 1));
        }
        int comment = text.indexOf("#");
        this.end = scheduler == Scheduler.SGE && comment >= 0 ? comment : text.length();
    }

    /** Whether the next line belongs to this one; the backslash that says so is taken off. */
    private boolean goesOn() {
        int begin = begins.get(begins.size() - 1);
        int length = text.length();
        while (length > begin && isBlank(text.charAt(length - 1))) {
            length--;
        }
        boolean backslash = scheduler == Scheduler.PBS && length > begin && text.charAt(length - 1) == '\\';
        if (backslash) {
            text.setLength(length - 1);
        }
        return backslash && lastLine() < notes.lines.size();
    }

    int lastLine() {
        return firstLine + begins.size() - 1;
    }

    /** The directives, those of each line by themselves. */
    List<Directive> read() {
        List<Directive> directives = new ArrayList<>();
        List<Directive.Word> words = new ArrayList<>();
        int line = firstLine;
        int column = firstColumn;
        while (true) {
            while (at < end && isBlank(text.charAt(at))) {
                at++;
            }
            if (at >= end || text.charAt(at) == '#' && scheduler != Scheduler.PBS) {
                directives.add(new Directive(line, words));
                return directives;
            }
            if (lineOf(at) > line && text.charAt(at) == '-') {
                directives.add(new Directive(line, words));
                words.clear();
                line = lineOf(at);
            }
            column = lineOf(at) == line ? columnOf(at) : column;
            words.add(new Directive.Word(word(), column));
        }
    }

    private int lineOf(int place) {
        int found = Collections.binarySearch(begins, place);
        return firstLine + (found >= 0 ? lastOf(found) : -found - 2);
    }

    /** Lines that a backslash alone is on begin at the same place as the next. */
    private int lastOf(int index) {
        int last = index;
        while (last + 1 < begins.size() && begins.get(last + 1).equals(begins.get(last))) {
            last++;
        }
        return last;
    }

    private int columnOf(int place) {
        int index = lineOf(place) - firstLine;
        return place - begins.get(index) + (index == 0 ? firstColumn : 1);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        int quoteAt = 0;
        while (at < end && (quote != 0 || !isBlank(text.charAt(at)))) {
            char c = text.charAt(at);
            if (c == '\\' && (scheduler == Scheduler.SLURM || scheduler == Scheduler.PBS && quote == 0)) {
                at++;
                if (at < end) {
                    word.append(text.charAt(at));
                }
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                quoteAt = at;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (scheduler == Scheduler.SLURM && quote == 0 && c == '#') {
                at = end;
                return word.toString();
            } else {
                word.append(c);
            }
            at++;
        }
        at = Math.min(at, end);
        if (quote != 0) {
            throw notes.error(
                    lineOf(quoteAt),
                    columnOf(quoteAt),
                    "",
                    "a quote begins that does not end on the line",
                    "its end, as the batch system does");
        }
        return word.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
