package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of directives as words.
 *
 * @param line number of the line, from 1
 * @param words its words after the mark
 */
record Directive(int line, List<Word> words) {

    /**
     * A word.
     *
     * @param text what it says, quotes taken off
     * @param column column of its first character, from 1
     */
    record Word(String text, int column) {}

    /**
     * Takes a line apart as its batch system does. Quotes hold words together; with Slurm a backslash makes the next character plain,
     * in quotes and outside, and {@code #} ends the line; with Grid Engine {@code #} ends it even in quotes; PBS knows no comment.
     */
    static Directive read(ScriptNotes notes, int line, int from, Scheduler scheduler) {
        String text = notes.lines.get(line - 1);
        int comment = text.indexOf('#', from);
        int end = scheduler == Scheduler.SGE && comment >= 0 ? comment : text.length();
        List<Word> words = new ArrayList<>();
        int at = from;
        while (true) {
            while (at < end && isBlank(text.charAt(at))) {
                at++;
            }
            if (at >= end || text.charAt(at) == '#' && scheduler != Scheduler.PBS) {
                return new Directive(line, List.copyOf(words));
            }
            StringBuilder word = new StringBuilder();
            int next = word(notes, line, at, end, scheduler == Scheduler.SLURM, word);
            words.add(new Word(word.toString(), at + 1));
            at = next;
        }
    }

    private static int word(ScriptNotes notes, int line, int start, int end, boolean slurm, StringBuilder word) {
        String text = notes.lines.get(line - 1);
        char quote = 0;
        int quoteAt = 0;
        int at = start;
        while (at < end && (quote != 0 || !isBlank(text.charAt(at)))) {
            char c = text.charAt(at);
            if (slurm && c == '\\') {
                at++;
                if (at < end) {
                    word.append(text.charAt(at));
                }
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                quoteAt = at;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (slurm && quote == 0 && c == '#') {
                return end;
            } else {
                word.append(c);
            }
            at++;
        }
        if (quote != 0) {
            throw notes.error(
                    line,
                    quoteAt + 1,
                    "",
                    "a quote begins that does not end on the line",
                    "its end, as the batch system does");
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
