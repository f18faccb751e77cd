package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Optional;

/**
 * The program that a job runs on all its ranks.
 *
 * @param launcher what starts the ranks
 * @param container image that the program is in, for Apptainer
 * @param words the program and its arguments, as the program shall get them
 * @param output file for the standard output; empty for that of the job
 */
public record Command(Launcher launcher, Optional<String> container, List<String> words, Optional<String> output) {

    /** Copies the list. */
    public Command {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        words = List.copyOf(words);
    }
}
