package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.runtime.batch.Scheduler;

/**
 * A word of a line of directives, at its place.
 *
 * @param text as in the line, quotes included
 * @param from index of its first character
 * @param to index behind its last character
 */
record DirectiveWord(String text, int from, int to) {

    /** The words behind the mark of a line that {@link org.qeperf.runtime.batch.BatchScript} reads. */
    static List<DirectiveWord> of(String line, Scheduler scheduler) {
        int comment = line.indexOf('#', line.indexOf('#') + 1);
        int end = scheduler == Scheduler.SGE && comment >= 0 ? comment : line.length();
        List<DirectiveWord> words = new ArrayList<>();
        int at = line.indexOf('#') + scheduler.mark().length();
        while (true) {
            while (at < end && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at >= end || line.charAt(at) == '#' && scheduler != Scheduler.PBS) {
                return words;
            }
            int next = end(line, at, end, scheduler == Scheduler.SLURM);
            words.add(new DirectiveWord(line.substring(at, next), at, next));
            at = next;
        }
    }

    private static int end(String line, int start, int end, boolean slurm) {
        char quote = 0;
        int at = start;
        while (at < end && (quote != 0 || !Character.isWhitespace(line.charAt(at)))) {
            char c = line.charAt(at);
            if (slurm && c == '\\') {
                at++;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (slurm && quote == 0 && c == '#') {
                return at;
            }
            at++;
        }
        return Math.min(at, end);
    }
}
