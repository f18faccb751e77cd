package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Optional;

/**
 * The program that a job runs on all its ranks.
 *
 * @param launcher what starts the ranks
 * @param container what the program is in, where it is in one
 * @param words the program and its arguments, as the program shall get them
 * @param input file for the standard input; empty for none
 * @param output file for the standard output; empty for that of the job
 */
public record Command(
        Launcher launcher,
        Optional<Container> container,
        List<String> words,
        Optional<String> input,
        Optional<String> output) {

    /** Copies the list. */
    public Command {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        words = List.copyOf(words);
    }

    /**
     * A command without standard input.
     *
     * @param launcher what starts the ranks
     * @param container what the program is in, where it is in one
     * @param words the program and its arguments, as the program shall get them
     * @param output file for the standard output; empty for that of the job
     */
    public Command(Launcher launcher, Optional<Container> container, List<String> words, Optional<String> output) {
        this(launcher, container, words, Optional.empty(), output);
    }
}
