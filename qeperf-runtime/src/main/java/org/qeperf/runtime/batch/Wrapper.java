package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Programs that run the program that their words name, and so leave open what it is (their manual pages). */
enum Wrapper {
    EXEC("exec", 0, "-a"),
    COMMAND("command", 0),
    BUILTIN("builtin", 0),
    NOHUP("nohup", 0),
    TIME("time", 0, "-f", "-o", "--format", "--output"),
    ENV("env", 0, "-u", "-C", "--unset", "--chdir"),
    NICE("nice", 0, "-n", "--adjustment"),
    IONICE("ionice", 0, "-c", "-n"),
    TIMEOUT("timeout", 1, "-k", "-s", "--kill-after", "--signal"),
    STDBUF("stdbuf", 0, "-i", "-o", "-e"),
    NUMACTL("numactl", 0, "-i", "-p", "-m", "-N", "-C"),
    TASKSET("taskset", 1);

    private final String program;
    private final int operands;
    private final Set<String> valued;

    Wrapper(String program, int operands, String... valued) {
        this.program = program;
        this.operands = operands;
        this.valued = Set.of(valued);
    }

    /**
     * Index of the program that wrappers run, one behind the other; the index of the first word where that is no wrapper, the number
     * of words where they run nothing.
     */
    static int end(List<String> words, int first) {
        int at = first;
        Optional<Wrapper> wrapper = of(words, at);
        while (wrapper.isPresent()) {
            at = wrapper.get().program(words, at + 1);
            wrapper = of(words, at);
        }
        return at;
    }

    private static Optional<Wrapper> of(List<String> words, int at) {
        String name = at < words.size() ? Launch.baseName(words.get(at)) : "";
        for (Wrapper wrapper : values()) {
            if (wrapper.program.equals(name)) {
                return Optional.of(wrapper);
            }
        }
        return Optional.empty();
    }

    private int program(List<String> words, int from) {
        int at = from;
        while (at < words.size() && isOwn(words.get(at))) {
            if (this == COMMAND && words.get(at).equalsIgnoreCase("-v")) {
                return words.size();
            }
            at += valued.contains(words.get(at)) ? 2 : 1;
        }
        return Math.min(at + operands, words.size());
    }

    private boolean isOwn(String word) {
        return word.startsWith("-") || this == ENV && word.indexOf('=') > 0;
    }
}
