package org.qeperf.runtime.jobs;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.jobs.Finding.Severity;

/** The run of pw.x that a script starts: its input and its layout. */
final class ScriptRun {

    private final ReadScript script;
    private final Findings findings;
    private final PwArguments arguments;

    private ScriptRun(ReadScript script, Findings findings) {
        this.script = script;
        this.findings = findings;
        List<String> words = script.job().command().words();
        this.arguments = PwArguments.parse(words.subList(1, words.size()));
    }

    /** The run, if the script starts pw.x. */
    static Optional<ScriptRun> of(ReadScript script, Findings findings) {
        String program = script.job().command().words().get(0);
        if (program.substring(program.lastIndexOf('/') + 1).equals(PwCommand.PROGRAM)) {
            return Optional.of(new ScriptRun(script, findings));
        }
        findings.add(
                Part.COMMAND,
                Severity.HINT,
                "no-pw",
                "the script starts " + InputException.quote(program),
                PwCommand.PROGRAM,
                "its time and memory are not predicted");
        return Optional.empty();
    }

    /** The name of the input file, as the script says it. */
    Optional<String> inputName() {
        return arguments.input().or(() -> script.job().command().input());
    }

    /** The input file, if there is one to read. */
    Optional<SimulationFiles> files(ScriptQuestion question) {
        Optional<String> name = inputName();
        if (name.isEmpty()) {
            input(
                    Severity.HINT,
                    "input-missing",
                    "the launch line names no input file",
                    "-in and a file",
                    "name it, so that the run can be predicted");
            return Optional.empty();
        }
        String quoted = InputException.quote(name.get());
        if (name.get().indexOf('$') >= 0 || name.get().indexOf('`') >= 0) {
            input(
                    Severity.HINT,
                    "input-unknown",
                    "the input file is " + quoted + ", which only the shell can tell",
                    "a file name",
                    "check the script that runs, or write the name");
            return Optional.empty();
        }
        Optional<Path> file = path(question.folder(), name.get());
        if (file.filter(Files::isRegularFile).isPresent()) {
            return file.map(path -> new SimulationFiles(path, question.pseudoDirectories(), question.codeVersion()));
        }
        boolean elsewhere = name.get().startsWith("/");
        input(
                elsewhere ? Severity.HINT : Severity.STOPS,
                "input-not-found",
                elsewhere
                        ? "there is no input file " + quoted + " on this computer"
                        : "there is no input file " + quoted,
                elsewhere ? "one, to predict the run" : "one in the folder where the job starts",
                elsewhere
                        ? "check the script on the machine where it runs"
                        : "name the folder with --directory, or correct the name");
        return Optional.empty();
    }

    private static Optional<Path> path(Path folder, String name) {
        try {
            return Optional.of(folder.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Reads the input; what is wrong with it is a finding. */
    Optional<Workload> read(SimulationFiles files, Function<SimulationFiles, Workload> reader) {
        try {
            return Optional.of(reader.apply(files));
        } catch (InputException e) {
            input(
                    Severity.STOPS,
                    "input-refused",
                    "the run cannot be predicted: " + e.getMessage(),
                    "an input that pw.x takes, and its pseudopotentials",
                    "correct it, or name the folder of the pseudopotentials with --pseudo-dir");
            return Optional.empty();
        }
    }

    private void input(Severity severity, String rule, String found, String expected, String advice) {
        findings.add(Part.COMMAND, severity, rule, found, expected, advice);
    }

    /** The layout that the script makes; pools are those that pw.x chooses where it does not say. */
    Optional<Layout> layout(Workload run, ThreadSetting threads) {
        Resources asked = script.job().resources();
        Resources used = new Resources(
                asked.nodes(),
                asked.tasksPerNode(),
                threads.threads().orElse(asked.cpusPerTask()),
                asked.gpusPerNode(),
                asked.memoryBytesPerNode(),
                asked.exclusive(),
                asked.seconds());
        Optional<Layout> layout = arguments.layout(used);
        if (layout.isEmpty()) {
            input(
                    Severity.HINT,
                    "layout-unknown",
                    "the run has images, band groups or more cores than can be counted",
                    "ranks, threads, pools, task groups and linear algebra groups alone",
                    "its time and memory are not predicted");
        }
        return layout.map(own -> arguments.pools().isPresent() ? own : chosen(run, own));
    }

    private static Layout chosen(Workload run, Layout own) {
        Layout choice = run.programsChoice(own.nodes(), own.tasksPerNode(), own.threadsPerTask());
        return new Layout(
                own.nodes(),
                own.tasksPerNode(),
                own.threadsPerTask(),
                choice.pools(),
                own.diagonalizationRanks(),
                own.taskGroups());
    }
}
