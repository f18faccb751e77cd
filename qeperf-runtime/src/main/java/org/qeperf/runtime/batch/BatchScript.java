package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;

/** Writes jobs as scripts, and reads scripts. */
public final class BatchScript {

    private BatchScript() {}

    /**
     * A job as a script. No text of the job is interpreted by the shell.
     *
     * @param job the job
     * @param scheduler the batch system
     * @return a script of bash, with a newline at its end; its exit status is that of the program
     * @throws IllegalArgumentException if a text of the job can't be said to the batch system or the shell, or the launcher does
     *     not go with the batch system
     */
    public static String write(Job job, Scheduler scheduler) {
        List<String> lines = new ArrayList<>(List.of("#!/bin/bash"));
        lines.addAll(
                switch (scheduler) {
                    case SLURM -> SlurmDirectives.of(job);
                    case PBS -> PbsDirectives.of(job);
                    case LSF -> LsfDirectives.of(job);
                    case SGE -> SgeDirectives.of(job);
                });
        lines.addAll(ScriptBody.of(job, scheduler));
        return String.join("\n", lines) + "\n";
    }

    /**
     * A module block as the lines of a script.
     *
     * @param modules the block
     * @return its lines, the first and the last are comments
     * @throws IllegalArgumentException if a name or a command can't stand in a script
     */
    public static List<String> lines(ModuleBlock modules) {
        return ScriptBody.modules(modules);
    }

    /**
     * Reads a script that this program or a person wrote.
     *
     * @param text the script
     * @param source what to call it in messages
     * @return what it says
     * @throws InputException if it has directives of no batch system, of more than one, or wrong ones
     */
    public static ReadScript read(String text, String source) {
        return ScriptReader.read(text, source);
    }

    /**
     * The commands of a script, each word at its place. Nothing is executed.
     *
     * @param text the script
     * @param source what to call it in messages
     * @return all simple commands in order; those of pipes and lists are commands of their own
     * @throws InputException if a quote or a parenthesis does not end, or the script is too large
     */
    public static List<ScriptCommand> commands(String text, String source) {
        return new ShellReader(new ScriptNotes(text, source))
                .commands().stream().map(ShellCommand::inOrder).toList();
    }

    /**
     * The lines of a script whose directives the batch system reads.
     *
     * @param text the script
     * @param source what to call it in messages
     * @return their numbers, from 1, in order
     * @throws InputException if it has directives of more than one batch system, or wrong ones
     */
    public static List<Integer> directives(String text, String source) {
        return new DirectiveScan(new ScriptNotes(text, source)).lines();
    }
}
