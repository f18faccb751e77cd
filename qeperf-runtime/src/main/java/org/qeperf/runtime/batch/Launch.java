package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A launch line as it was read.
 *
 * @param command what it runs
 * @param ranks ranks in all, where it says so
 * @param tasksPerNode ranks of a node, where it says so
 * @param cpusPerTask cores of a rank, where it says so
 * @param nodes nodes, where it says so
 * @param gpusPerNode accelerators of a node, where it says so
 * @param plain whether no launcher starts it
 */
record Launch(
        Command command,
        OptionalLong ranks,
        OptionalLong tasksPerNode,
        OptionalLong cpusPerTask,
        OptionalLong nodes,
        OptionalLong gpusPerNode,
        boolean plain) {

    /** The name of the program without its folder. */
    static String baseName(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /** Whether a word names pw.x. */
    static boolean isPw(String word) {
        return baseName(word).equals("pw.x");
    }

    boolean runsPw() {
        return isPw(command.words().get(0));
    }

    static Launch serial(Launcher launcher, List<String> words, Optional<String> input, Optional<String> output) {
        return new Launch(
                new Command(launcher, Optional.empty(), words, input, output),
                OptionalLong.of(1),
                OptionalLong.of(1),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                true);
    }
}
