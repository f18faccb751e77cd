package org.qeperf.app.question;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.qeperf.api.InputException;
import org.qeperf.runtime.jobs.JobOptions;

/** The files of a job: what it and its program print goes to different files, and not into the input. */
public final class JobFiles {

    private JobFiles() {}

    /**
     * The name of a file without its ending.
     *
     * @param name name of the input, without folders
     * @return the name of its job where the user says none
     */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /**
     * Where the program's output goes if the user does not say.
     *
     * @param input the input as the job names it
     * @return the same with the ending {@code .out}
     */
    public static String output(String input) {
        Path run = path(input);
        String output = String.valueOf(run.resolveSibling(stem(String.valueOf(run.getFileName())) + ".out"));
        return output.equals(run.toString()) ? output + ".out" : output;
    }

    /**
     * Refuses a job whose files are the same.
     *
     * @param options the job, with a file for the program's output
     * @param names what {@code program_output}, {@code output} and {@code error} are called by the user
     * @return the job
     * @throws IllegalArgumentException if two are the same; the message says which
     */
    public static JobOptions require(JobOptions options, UnaryOperator<String> names) {
        String output = names.apply("program_output");
        Path program = absolute(options.programOutput().orElseThrow());
        if (program.equals(absolute(options.input()))) {
            throw new IllegalArgumentException(output + " is the input " + options.input() + "; expected another file");
        }
        requireOther(names.apply("output"), options.output(), program, output);
        requireOther(names.apply("error"), options.error(), program, output);
        return options;
    }

    private static void requireOther(String option, Optional<String> name, Path program, String output) {
        if (name.filter(file -> absolute(file).equals(program)).isPresent()) {
            throw new IllegalArgumentException(option + " is " + name.get()
                    + ", where the program's output goes; expected another file, or another one with " + output);
        }
    }

    private static Path absolute(String file) {
        return path(file).toAbsolutePath().normalize();
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(InputException.quote(file) + " is not the name of a file", e);
        }
    }
}
