package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;

/** Changes the launch line of a script, and the variables of threads and binding before it. */
final class LaunchEdit {

    private static final Set<String> POOLS = Set.of("-nk", "-npool", "-npools");
    private static final Set<String> TASK_GROUPS = Set.of("-nt", "-ntg", "-ntask_groups", "-nyfft");
    private static final Set<String> LINEAR_ALGEBRA = Set.of("-nd", "-ndiag", "-northo", "-nproc_diag", "-nproc_ortho");
    private static final Set<String> RANKS = Set.of("-n", "-np", "--np", "--ntasks");
    private static final Set<String> TASKS = Set.of("-ppn", "-perhost", "-npernode", "--npernode");
    private static final List<String> VARIABLES =
            List.of(ThreadSetting.VARIABLE, "OMP_PLACES", "OMP_PROC_BIND", "SRUN_CPUS_PER_TASK", "I_MPI_PIN_DOMAIN");

    private final ReadScript old;
    private final Job wanted;
    private final Scheduler scheduler;
    private final EditedLines lines;

    LaunchEdit(ReadScript old, Job wanted, Scheduler scheduler, EditedLines lines) {
        this.old = old;
        this.wanted = wanted;
        this.scheduler = scheduler;
        this.lines = lines;
    }

    private PwCommand command() {
        return PwCommand.all(ScriptTokens.commands(lines.all())).stream()
                .findFirst()
                .orElseThrow(() -> new QePerfException(
                        "the launch line of the script cannot be changed, since a variable holds its launcher or program;"
                                + " write pw.x and what starts it into the line"));
    }

    /** Options of pw.x. */
    void arguments(PwArguments before, Layout layout) {
        option(POOLS, "-nk", before.pools(), layout.pools(), true);
        option(TASK_GROUPS, "-nt", before.taskGroups(), layout.taskGroups(), layout.taskGroups() > 1);
        option(
                LINEAR_ALGEBRA,
                "-nd",
                before.diagonalizationRanks(),
                layout.diagonalizationRanks(),
                layout.diagonalizationRanks() != Layout.PROGRAM_CHOOSES);
    }

    private void option(Set<String> names, String name, OptionalInt before, int number, boolean needed) {
        PwCommand command = command();
        List<ScriptToken> words = command.arguments();
        Optional<ScriptToken> place = PwCommand.number(words, names);
        if (place.isPresent()) {
            ScriptToken word = place.get();
            ScriptToken option = words.get(words.indexOf(word) - 1);
            if (needed) {
                lines.splice(word.line(), word.from(), word.to(), Integer.toString(number));
            } else if (option.line() == word.line()) {
                lines.splice(word.line(), option.from(), skipBlanks(word), "");
            }
        } else if (needed && before.isEmpty()) {
            ScriptToken program = command.tokens().get(command.program());
            lines.splice(program.line(), program.to(), program.to(), " " + name + " " + number);
        }
    }

    private int skipBlanks(ScriptToken word) {
        String text = lines.get(word.line());
        int at = word.to();
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** What starts the ranks: as this program writes it where it stands so or is another one; else its numbers. */
    void launcher() {
        PwCommand command = command();
        ScriptToken program = command.tokens().get(begin(command));
        Optional<ScriptToken> launcher = command.launcher();
        String after = prefix(wanted, scheduler);
        if (launcher.isEmpty()) {
            lines.splice(program.line(), program.from(), program.from(), after);
            return;
        }
        ScriptToken first = launcher.get();
        boolean other = wanted.command().launcher() != old.job().command().launcher();
        boolean oneLine = first.line() == program.line();
        String now = oneLine ? lines.get(first.line()).substring(first.from(), program.from()) : "";
        if (other && !oneLine) {
            throw new QePerfException("line " + first.line()
                    + " of the script starts a launch line that goes on; write launcher and program into one line");
        }
        if (other || now.equals(prefix(old.job(), old.scheduler()))) {
            lines.splice(first.line(), first.from(), program.from(), after);
        } else {
            numbers(command);
        }
    }

    /** Index of the program, or of the container that it is in. */
    private static int begin(PwCommand command) {
        for (int i = 1; i < command.program(); i++) {
            String name = command.tokens().get(i).fileName();
            if (name.equals("apptainer") || name.equals("singularity")) {
                return i;
            }
        }
        return command.program();
    }

    private static String prefix(Job job, Scheduler scheduler) {
        String script = BatchScript.write(job, scheduler);
        PwCommand command =
                PwCommand.all(ScriptTokens.commands(script.lines().toList())).get(0);
        ScriptToken first = command.launcher().orElseThrow();
        return script.lines()
                .toList()
                .get(first.line() - 1)
                .substring(first.from(), command.tokens().get(begin(command)).from());
    }

    private void numbers(PwCommand command) {
        Resources resources = wanted.resources();
        long ranks = (long) resources.nodes() * resources.tasksPerNode();
        List<ScriptToken> words = command.launcherWords();
        number(words, TASKS, resources.tasksPerNode());
        number(words, RANKS, ranks);
        for (ScriptToken word : words) {
            if (word.text().startsWith("ppr:")) {
                lines.splice(
                        word.line(),
                        word.from(),
                        word.to(),
                        "ppr:" + resources.tasksPerNode() + ":node:PE=" + resources.cpusPerTask());
                return;
            }
        }
    }

    private void number(List<ScriptToken> words, Set<String> options, long value) {
        PwCommand.number(words, options)
                .ifPresent(word -> lines.splice(word.line(), word.from(), word.to(), Long.toString(value)));
    }

    /** Variables that every script of a job sets: those that differ between the two jobs. */
    void variables() {
        for (String name : VARIABLES) {
            Optional<String> before = value(name, old.job(), old.scheduler());
            Optional<String> after = value(name, wanted, scheduler);
            if (!before.equals(after)) {
                variable(name, after);
            }
        }
    }

    private static Optional<String> value(String name, Job job, Scheduler scheduler) {
        String line = "export " + name + "=";
        return BatchScript.write(job, scheduler)
                .lines()
                .filter(text -> text.startsWith(line))
                .map(text -> text.substring(line.length()))
                .findFirst();
    }

    private void variable(String name, Optional<String> value) {
        List<ScriptToken> set = new ArrayList<>();
        for (List<ScriptToken> command : ScriptTokens.commands(lines.all())) {
            command.stream()
                    .filter(token -> token.isWord() && token.text().startsWith(name + "="))
                    .forEach(set::add);
        }
        for (ScriptToken token : set) {
            boolean follows = token.text().contains("$") && scheduler == old.scheduler();
            String line = lines.get(token.line());
            if (value.isPresent() && !follows) {
                lines.splice(token.line(), token.from(), token.to(), name + "=" + value.get());
            } else if (value.isEmpty()
                    && line.strip().equals("export " + name + "=" + token.text().substring(name.length() + 1))) {
                lines.delete(token.line());
            }
        }
        boolean other = wanted.command().launcher() != old.job().command().launcher();
        if (value.isPresent() && set.isEmpty() && (other || wanted.resources().cpusPerTask() > 1)) {
            PwCommand command = command();
            lines.insertBefore(command.tokens().get(0).line(), List.of("export " + name + "=" + value.get()));
        }
    }
}
