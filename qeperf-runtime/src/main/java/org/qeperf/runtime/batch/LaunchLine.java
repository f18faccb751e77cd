package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;

/**
 * The line that starts the ranks. Sources: manual pages srun(1), mpirun(1) of Open MPI 4.1, Intel MPI's developer reference
 * (mpiexec.hydra), jsrun of IBM Job Step Manager, apptainer exec.
 */
final class LaunchLine {

    private LaunchLine() {}

    static String of(Job job, Scheduler scheduler) {
        Command command = job.command();
        requireTogether(command.launcher(), scheduler);
        List<String> words = launcher(command.launcher(), job.resources());
        command.container().ifPresent(container -> container(container, words));
        boolean first = true;
        for (String word : command.words()) {
            words.add(ShellWord.of(first ? program(word, "the program") : argument(word)));
            first = false;
        }
        redirect("<", command.input(), words);
        redirect(">", command.output(), words);
        return Text.line(words);
    }

    private static void requireTogether(Launcher launcher, Scheduler scheduler) {
        boolean wrong = launcher == Launcher.SRUN && scheduler != Scheduler.SLURM
                || launcher == Launcher.JSRUN && scheduler != Scheduler.LSF;
        if (wrong) {
            throw new IllegalArgumentException("the launcher is " + launcher + " and the batch system " + scheduler
                    + "; expected SRUN with SLURM, JSRUN with LSF, or MPIRUN or MPIEXEC");
        }
    }

    private static List<String> launcher(Launcher launcher, Resources resources) {
        int tasks = resources.tasksPerNode();
        int cpus = resources.cpusPerTask();
        long ranks = (long) resources.nodes() * tasks;
        String line = switch (launcher) {
            case SRUN -> "srun --cpu-bind=cores";
            case MPIRUN -> "mpirun -np " + ranks + " --map-by ppr:" + tasks + ":node:PE=" + cpus + " --bind-to core";
            case MPIEXEC -> "mpiexec -n " + ranks + " -ppn " + tasks;
            case JSRUN ->
                "jsrun -n " + resources.nodes() + " -r 1 -a " + tasks + " -c " + (long) tasks * cpus + " -g "
                        + resources.gpusPerNode() + " -b packed:" + cpus;
        };
        return new ArrayList<>(List.of(line));
    }

    private static void container(Container container, List<String> words) {
        words.add("apptainer exec");
        switch (container.devices()) {
            case NVIDIA -> words.add("--nv");
            case AMD -> words.add("--rocm");
            case NONE -> {}
        }
        words.add(ShellWord.of(program(container.image(), "the image of the container")));
    }

    private static String program(String word, String what) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException(
                    what + " is " + InputException.quote(word) + "; expected a name that does not begin with a hyphen");
        }
        return argument(Text.filled(word, what));
    }

    /** Launchers take a word that is a colon for the end of a program's arguments. */
    private static String argument(String word) {
        if (word.equals(":")) {
            throw new IllegalArgumentException(
                    "a word of the command is ':', which launchers take for the begin of another program");
        }
        return Text.plain(word, "a word of the command");
    }

    /** Bash opens connections for some names, quoted or not (bash(1), section REDIRECTION). */
    private static void redirect(String sign, Optional<String> file, List<String> words) {
        if (file.isEmpty()) {
            return;
        }
        String name = Text.filled(file.get(), "the file of the command's " + (sign.equals("<") ? "input" : "output"));
        if (name.startsWith("/dev/tcp/") || name.startsWith("/dev/udp/")) {
            throw new IllegalArgumentException("the command reads or writes " + InputException.quote(name)
                    + ", which is a connection for bash; expected a file");
        }
        words.add(sign);
        words.add(ShellWord.of(name));
    }
}
