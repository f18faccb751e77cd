package org.qeperf.runtime.batch;

import java.util.List;

/**
 * A simple command of a script, before its variables are put in.
 *
 * @param line number of its first line, from 1
 * @param column column of its first character, from 1
 * @param words its words, assignments among them
 * @param redirections where it reads and writes
 * @param piped whether a pipe follows
 * @param depth how many compound commands it is in
 */
record ShellCommand(int line, int column, List<Word> words, List<Redirection> redirections, boolean piped, int depth) {

    /**
     * A word.
     *
     * @param parts its parts in order
     * @param column column of its first character
     */
    record Word(List<Part> parts, int column) {

        /** The text, if no part of it is more than text. */
        String source() {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.source()));
            return text.toString();
        }

        boolean isBare(String text) {
            return parts.size() == 1
                    && parts.get(0).kind() == Kind.TEXT
                    && !parts.get(0).quoted()
                    && parts.get(0).text().equals(text);
        }
    }

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
     * @param sign such as {@code >} or {@code 2>&1}, with the number of the stream
     * @param target the file
     */
    record Redirection(String sign, Word target) {}
}
