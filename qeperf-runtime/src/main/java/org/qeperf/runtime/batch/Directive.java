package org.qeperf.runtime.batch;

import java.util.List;

/**
 * Directives of a line as words.
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

    Directive {
        words = List.copyOf(words);
    }
}
