package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.batch.ScriptCommand;
import org.qeperf.runtime.batch.ScriptCommand.Kind;
import org.qeperf.runtime.batch.ScriptCommand.Word;

/** Changes the launch line of a script, and the variables of threads and binding before it. */
final class LaunchEdit {

    private static final Set<String> RANKS = Set.of("-n", "-np", "--np", "--ntasks");
    private static final Set<String> TASKS = Set.of("-ppn", "-perhost", "-npernode", "--npernode");
    private static final List<String> VARIABLES =
            List.of(ThreadSetting.VARIABLE, "OMP_PLACES", "OMP_PROC_BIND", "SRUN_CPUS_PER_TASK", "I_MPI_PIN_DOMAIN");

    /** Cores of a task, as batch systems tell them. */
    private static final Set<String> FOLLOWING =
            Set.of("$SLURM_CPUS_PER_TASK", "${SLURM_CPUS_PER_TASK}", "${SLURM_CPUS_PER_TASK:-1}", "$NCPUS", "${NCPUS}");

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
        return PwCommand.all(PwCommand.commands(lines.all())).stream()
                .findFirst()
                .orElseThrow(() -> new QePerfException(
                        "the launch line of the script cannot be changed, since a variable holds its launcher or program;"
                                + " write pw.x and what starts it into the line"));
    }

    /** Options of pw.x. */
    void arguments(PwArguments before, Layout layout) {
        option("-nk", before.pools(), layout.pools(), true);
        option("-nt", before.taskGroups(), layout.taskGroups(), layout.taskGroups() > 1);
        option(
                "-nd",
                before.diagonalizationRanks(),
                layout.diagonalizationRanks(),
                layout.diagonalizationRanks() != Layout.PROGRAM_CHOOSES);
    }

    private void option(String name, OptionalInt before, int number, boolean needed) {
        PwCommand command = command();
        List<Word> words = command.arguments();
        int at = last(words, PwArguments.names(name), before.isPresent());
        if (at > 0) {
            Word word = words.get(at);
            Word option = words.get(at - 1);
            if (needed) {
                splice(word, Integer.toString(number));
            } else if (option.line() == word.lastLine()) {
                lines.splice(word.line(), option.from(), skipBlanks(word), "");
            }
        } else if (needed && before.isEmpty()) {
            Word program = command.words().get(command.program());
            lines.splice(program.lastLine(), program.to(), program.to(), " " + name + " " + number);
        }
    }

    /** Index of the last word with the number of an option, or with what the shell makes one; 0 for none. */
    private static int last(List<Word> words, Set<String> names, boolean shell) {
        int found = 0;
        for (int i = 1; i < words.size(); i++) {
            boolean number = PwCommand.value(words.get(i)).isPresent()
                    || shell && words.get(i).text().indexOf('$') >= 0;
            if (names.contains(words.get(i - 1).text()) && number) {
                found = i;
            }
        }
        return found;
    }

    private void splice(Word word, String text) {
        if (word.line() != word.lastLine()) {
            throw new QePerfException("line " + word.line()
                    + " of the script has a word that goes on in the next line; write it into one line");
        }
        lines.splice(word.line(), word.from(), word.to(), text);
    }

    private int skipBlanks(Word word) {
        String text = lines.get(word.lastLine());
        int at = word.to();
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** What starts the ranks: as this program writes it where it stands so or is another one; else its numbers. */
    void launcher() {
        PwCommand command = command();
        Word program = command.begin();
        Optional<Word> launcher = command.launcher();
        String after = prefix(wanted, scheduler);
        if (launcher.isEmpty()) {
            lines.splice(program.line(), program.from(), program.from(), after);
            return;
        }
        Word first = launcher.get();
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

    /** Launcher and its options, up to the program. */
    private static String prefix(Job job, Scheduler scheduler) {
        List<String> script = WrittenJob.launch(job, scheduler);
        String line = script.get(script.size() - 1);
        return line.substring(0, line.length() - PwCommand.PROGRAM.length());
    }

    private void numbers(PwCommand command) {
        Resources resources = wanted.resources();
        long ranks = (long) resources.nodes() * resources.tasksPerNode();
        List<Word> words = command.launcherWords();
        number(words, TASKS, resources.tasksPerNode());
        number(words, RANKS, ranks);
        for (Word word : words) {
            if (word.text().startsWith("ppr:")) {
                splice(word, "ppr:" + resources.tasksPerNode() + ":node:PE=" + resources.cpusPerTask());
                return;
            }
        }
    }

    private void number(List<Word> words, Set<String> options, long value) {
        PwCommand.number(words, options).ifPresent(word -> splice(word, Long.toString(value)));
    }

    /** Variables that every script of a job sets: those that differ between the two jobs. */
    void variables() {
        for (String name : VARIABLES) {
            Optional<String> before = value(name, old.job(), old.scheduler());
            Optional<String> after = value(name, wanted, scheduler);
            if (!before.equals(after)
                    || after.isPresent() && old.job().environment().containsKey(name)) {
                variable(name, after);
            }
        }
    }

    private static Optional<String> value(String name, Job job, Scheduler scheduler) {
        String line = "export " + name + "=";
        return WrittenJob.launch(job, scheduler).stream()
                .filter(text -> text.startsWith(line))
                .map(text -> text.substring(line.length()))
                .findFirst();
    }

    private void variable(String name, Optional<String> value) {
        List<Word> set = new ArrayList<>();
        for (ScriptCommand command : PwCommand.commands(lines.all())) {
            command.words().stream()
                    .filter(word -> word.kind() == Kind.WORD && word.text().startsWith(name + "="))
                    .forEach(set::add);
        }
        for (Word word : set) {
            String now = word.text().substring(name.length() + 1);
            boolean follows = FOLLOWING.contains(now) && scheduler == old.scheduler();
            if (value.isPresent() && !follows) {
                splice(word, name + "=" + value.get());
            } else if (value.isEmpty() && lines.get(word.line()).strip().equals("export " + name + "=" + now)) {
                lines.delete(word.line());
            }
        }
        boolean other = wanted.command().launcher() != old.job().command().launcher();
        if (value.isPresent() && set.isEmpty() && (other || wanted.resources().cpusPerTask() > 1)) {
            lines.insertBefore(command().words().get(0).line(), List.of("export " + name + "=" + value.get()));
        }
    }
}
