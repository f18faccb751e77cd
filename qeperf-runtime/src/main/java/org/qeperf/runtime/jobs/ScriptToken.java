package org.qeperf.runtime.jobs;

/**
 * A word or an operator of a script, at its place.
 *
 * @param text its text without quotes
 * @param line number of its line, from 1
 * @param from index of its first character in the line
 * @param to index behind its last character
 * @param kind what it is
 * @param interpreted whether the shell puts something in for a part of it and then splits what it gets, so that blanks in file names go
 *     wrong
 */
record ScriptToken(String text, int line, int from, int to, Kind kind, boolean interpreted) {

    /** What a token is. */
    enum Kind {
        /** A word. */
        WORD,
        /** Where a command reads or writes. */
        REDIRECTION,
        /** What ends a command. */
        SEPARATOR
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    /** The last part of a path. */
    String fileName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
