package org.qeperf.runtime.batch;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A simple command of a script, before its variables are put in. Words that only lead in a command, such as {@code if} and
 * {@code time}, are not among its words.
 *
 * @param words its words and redirections in order, assignments among them
 * @param conditional whether it is in a compound command, or behind {@code &&} or {@code ||}
 */
public record ScriptCommand(List<Word> words, boolean conditional) {

    /** What a word is. */
    public enum Kind {
        /** An assignment, the program or an argument. */
        WORD,
        /** The sign of a redirection, such as {@code 2>&}. */
        REDIRECTION,
        /** What is behind the sign: the file, or the end of a here-document. */
        FILE
    }

    /**
     * A word at its place.
     *
     * @param text its text without quotes; what only a shell can tell stands as in the script
     * @param line number of the line that it begins in, from 1
     * @param from index of its first character in that line, from 0
     * @param lastLine number of the line that it ends in
     * @param to index behind its last character in the last line
     * @param kind what it is
     * @param split whether the shell puts something in outside of quotes, and splits what it gets at blanks
     */
    public record Word(String text, int line, int from, int lastLine, int to, Kind kind, boolean split) {}

    /** Copies the list. */
    public ScriptCommand {
        words = List.copyOf(words);
    }

    /**
     * What the command runs, behind assignments, redirections, and programs that run the program that their words name, such as
     * {@code timeout 3600}.
     *
     * @return index of its word; the number of words where there is none
     */
    public int program() {
        List<Integer> places = IntStream.range(0, words.size())
                .filter(i -> words.get(i).kind() == Kind.WORD)
                .boxed()
                .toList();
        List<String> texts = places.stream().map(i -> words.get(i).text()).toList();
        int first = 0;
        while (first < texts.size() && isAssignment(texts.get(first))) {
            first++;
        }
        int program = Wrapper.end(texts, first);
        return program < places.size() ? places.get(program) : words.size();
    }

    private static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && Text.isVariable(word.substring(0, equals));
    }
}
