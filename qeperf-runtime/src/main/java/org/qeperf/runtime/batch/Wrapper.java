package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.runtime.batch.ShellVariables.Field;

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

    /** Index of the program that a wrapper runs; the index of the first word where that is no wrapper. */
    static int end(List<Field> fields, int first) {
        Optional<Wrapper> wrapper = first < fields.size() ? of(fields.get(first).text()) : Optional.empty();
        return wrapper.map(found -> found.program(fields, first + 1)).orElse(first);
    }

    private static Optional<Wrapper> of(String word) {
        String name = Launch.baseName(word);
        for (Wrapper wrapper : values()) {
            if (wrapper.program.equals(name)) {
                return Optional.of(wrapper);
            }
        }
        return Optional.empty();
    }

    private int program(List<Field> fields, int from) {
        int at = from;
        while (at < fields.size() && isOwn(fields.get(at).text())) {
            at += valued.contains(fields.get(at).text()) ? 2 : 1;
        }
        return Math.min(at + operands, fields.size());
    }

    private boolean isOwn(String word) {
        return word.startsWith("-") || this == ENV && word.indexOf('=') > 0;
    }
}
