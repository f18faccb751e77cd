package org.qeperf.features.harvest;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an output says that its run ended.
 *
 * @param outcome the kind of end
 * @param line number of the line that tells it, from 1; nothing where the output just ends
 * @param text that line, without the white space around it
 * @param routine the routine that stopped the program
 * @param byItself whether the program ended or stopped by itself, so that no other file can tell otherwise
 */
public record RunEnd(Outcome outcome, OptionalInt line, String text, Optional<String> routine, boolean byItself) {

    /** An end that pw.x itself prints. */
    static RunEnd byItself(Outcome outcome, OutputLine line) {
        return new RunEnd(outcome, OptionalInt.of(line.number()), line.text(), Optional.empty(), true);
    }

    /** An end that the system tells. */
    static RunEnd told(Outcome outcome, OutputLine line) {
        return new RunEnd(outcome, OptionalInt.of(line.number()), line.text(), Optional.empty(), false);
    }
}
