package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * A simple command of a script, before its variables are put in.
 *
 * @param line number of its first line, from 1
 * @param column column of its first character, from 1
 * @param words its words, assignments among them
 * @param redirections where it reads and writes
 * @param piped whether a pipe follows
 * @param conditional whether it is in a compound command, or behind {@code &&} or {@code ||}
 */
record ShellCommand(
        int line, int column, List<Word> words, List<Redirection> redirections, boolean piped, boolean conditional) {

    /**
     * A word.
     *
     * @param parts its parts in order
     * @param place where it stands
     */
    record Word(List<Part> parts, Place place) {

        int line() {
            return place.line();
        }

        int column() {
            return place.column();
        }

        /** The text, if no part of it is more than text. */
        String source() {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.source()));
            return text.toString();
        }

        /** The text without quotes, with what only a shell can tell as in the script. */
        String unquoted() {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.kind() == Kind.TEXT ? part.text() : part.source()));
            return text.toString();
        }

        private ScriptCommand.Word told(ScriptCommand.Kind kind) {
            boolean split = parts.stream()
                    .anyMatch(part -> part.kind() != Kind.TEXT
                            && !part.quoted()
                            && "$`".indexOf(part.source().charAt(0)) >= 0);
            return ShellCommand.told(unquoted(), place, kind, split);
        }

        /** The text of a word without quotes and variables; empty for other words. */
        String bare() {
            boolean bare = parts.size() == 1
                    && parts.get(0).kind() == Kind.TEXT
                    && !parts.get(0).quoted();
            return bare ? parts.get(0).text() : "";
        }
    }

    /**
     * Where something stands.
     *
     * @param line number of the line that it begins in, from 1
     * @param column column of its first character, from 1
     * @param lastLine number of the line that it ends in
     * @param end column behind its last character
     */
    record Place(int line, int column, int lastLine, int end) {}

    /** What a part of a word is. */
    enum Kind {
        /** Text. */
        TEXT,
        /** A variable, with what stands for it where it is not set. */
        VARIABLE,
        /** What only a shell can tell. */
        OPAQUE
    }

    /**
     * A part of a word.
     *
     * @param kind what it is
     * @param text the text, or the name of the variable
     * @param otherwise what stands for a variable that is not set; empty for nothing
     * @param quoted whether it stands in quotes
     * @param source the text as in the script
     */
    record Part(Kind kind, String text, String otherwise, boolean quoted, String source) {}

    /**
     * A redirection.
     *
     * @param sign such as {@code >} or {@code 2>&}, with the number of the stream
     * @param place where the sign stands
     * @param target the file
     */
    record Redirection(String sign, Place place, Word target) {

        /** Whether the target is another stream, or the sign that closes one. */
        boolean duplicates() {
            String text = target.bare();
            String digits = text.endsWith("-") ? text.substring(0, text.length() - 1) : text;
            return sign.endsWith("&") && !text.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }

    /** The command with its words and redirections in the order of the script. */
    ScriptCommand inOrder() {
        List<ScriptCommand.Word> all = new ArrayList<>();
        int next = 0;
        for (Redirection redirection : redirections) {
            while (next < words.size() && isBefore(words.get(next).place(), redirection.place())) {
                all.add(words.get(next++).told(ScriptCommand.Kind.WORD));
            }
            all.add(told(redirection.sign(), redirection.place(), ScriptCommand.Kind.REDIRECTION, false));
            all.add(redirection.target().told(ScriptCommand.Kind.FILE));
        }
        words.subList(next, words.size()).forEach(word -> all.add(word.told(ScriptCommand.Kind.WORD)));
        return new ScriptCommand(all, conditional);
    }

    private static boolean isBefore(Place one, Place other) {
        return one.line() < other.line() || one.line() == other.line() && one.column() < other.column();
    }

    private static ScriptCommand.Word told(String text, Place place, ScriptCommand.Kind kind, boolean split) {
        return new ScriptCommand.Word(
                text, place.line(), place.column() - 1, place.lastLine(), place.end() - 1, kind, split);
    }
}
