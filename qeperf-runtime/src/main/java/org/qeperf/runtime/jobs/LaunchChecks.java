package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.batch.ScriptCommand.Word;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.jobs.Finding.Severity;

/** Looks at how a script starts its ranks and threads. */
final class LaunchChecks {

    /** Options of mpirun and mpiexec that srun does not have (srun(1), mpirun(1)). */
    private static final Set<String> NOT_OF_SRUN = Set.of(
            "-np",
            "--np",
            "-ppn",
            "-perhost",
            "-npernode",
            "--npernode",
            "-map-by",
            "--map-by",
            "-bind-to",
            "--bind-to",
            "-rank-by",
            "--rank-by",
            "-machinefile",
            "--machinefile",
            "-hostfile",
            "--hostfile",
            "-mca",
            "--mca",
            "-genv");

    /** Options of srun that mpirun and mpiexec do not have. */
    private static final Set<String> OF_SRUN = Set.of(
            "--ntasks",
            "--ntasks-per-node",
            "--cpus-per-task",
            "--cpu-bind",
            "--cpu_bind",
            "--mem-bind",
            "--mpi",
            "--exact",
            "--distribution",
            "--hint",
            "--gpus-per-task",
            "--gpu-bind");

    /** What names of variables begin with, in the order of {@link Scheduler}. */
    private static final List<String> VARIABLES = List.of("SLURM_", "PBS_", "LSB_", "SGE_");

    private final ReadScript script;
    private final Findings findings;
    private final Resources asked;
    private final List<PwCommand> runs;
    private final ThreadSetting threads;
    private final RepeatedRuns repeated;

    LaunchChecks(
            ReadScript script, Findings findings, List<PwCommand> runs, ThreadSetting threads, RepeatedRuns repeated) {
        this.script = script;
        this.findings = findings;
        this.asked = script.job().resources();
        this.runs = runs;
        this.threads = threads;
        this.repeated = repeated;
    }

    void check() {
        otherSystems();
        runs.forEach(run -> {
            options(run);
            fileNames(run);
        });
        runs.stream().findFirst().ifPresent(this::ranks);
        threads();
        repeated.tell(findings);
    }

    /** Variables and launchers that only another batch system has. */
    private void otherSystems() {
        for (int i = 0; i < script.lines().size(); i++) {
            String line = script.lines().get(i);
            OptionalInt number = OptionalInt.of(i + 1);
            for (Scheduler other : Scheduler.values()) {
                String variable = variable(line, VARIABLES.get(other.ordinal()));
                if (other != script.scheduler() && !variable.isEmpty()) {
                    findings.add(
                            number,
                            Severity.STALE,
                            "variable-of-another-system",
                            "the script uses " + variable + ", which " + other + " sets",
                            "variables of " + script.scheduler(),
                            "write what " + script.scheduler() + " sets in its place");
                }
            }
        }
        for (PwCommand run : runs) {
            String launcher = run.launcherName();
            Scheduler only = launcher.equals("srun") ? Scheduler.SLURM : Scheduler.LSF;
            if ((launcher.equals("srun") || launcher.equals("jsrun")) && only != script.scheduler()) {
                findings.add(
                        OptionalInt.of(run.line()),
                        Severity.STOPS,
                        "launcher-of-another-system",
                        launcher + " starts ranks in jobs of " + only,
                        (script.scheduler() == Scheduler.SLURM ? "srun" : "mpirun or mpiexec") + " in a job of "
                                + script.scheduler(),
                        "start pw.x so");
            }
        }
    }

    /** The first variable of a line that begins so; empty where there is none. */
    private static String variable(String line, String beginning) {
        int comment = line.startsWith("#") ? 0 : line.length();
        for (String sign : List.of("$", "${")) {
            int at = line.indexOf(sign + beginning);
            if (at >= 0 && at < comment) {
                int end = at + sign.length();
                while (end < line.length()
                        && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
                    end++;
                }
                return line.substring(at + sign.length(), end);
            }
        }
        return "";
    }

    private void options(PwCommand run) {
        String launcher = run.launcherName();
        boolean srun = launcher.equals("srun");
        boolean mpirun = launcher.startsWith("mpirun") || launcher.startsWith("mpiexec") || launcher.equals("orterun");
        for (Word word : run.launcherWords()) {
            String option = word.text().replaceFirst("=.*", "");
            if (srun && NOT_OF_SRUN.contains(option)) {
                foreign(
                        word,
                        option,
                        launcher,
                        "mpirun",
                        "write -n for the ranks; tasks and binding follow from the job");
            } else if (mpirun && OF_SRUN.contains(option)) {
                foreign(word, option, launcher, "srun", "write -n for the ranks, or start them with srun");
            }
        }
    }

    private void foreign(Word word, String option, String launcher, String other, String advice) {
        findings.add(
                OptionalInt.of(word.line()),
                Severity.STOPS,
                "launcher-option",
                launcher + " has the option " + InputException.quote(option) + ", which is one of " + other,
                "options of " + launcher,
                advice);
    }

    private void fileNames(PwCommand run) {
        for (Word word : run.words().subList(run.program(), run.words().size())) {
            if (word.split()) {
                findings.add(
                        OptionalInt.of(word.line()),
                        Severity.HINT,
                        "unquoted",
                        "the shell interprets " + InputException.quote(word.text())
                                + " and splits what it gets at blanks",
                        "double quotes around it",
                        "quote it, so that any file name works");
            }
        }
    }

    /** Compares with what the directives alone make of the job. */
    private void ranks(PwCommand run) {
        if (!run.tellsRanks()) {
            return;
        }
        long started = (long) asked.nodes() * asked.tasksPerNode();
        Resources directives = DirectivesAlone.of(script).job().resources();
        long ranks = (long) directives.nodes() * directives.tasksPerNode();
        boolean directivesTell = script.lineOf(Part.TASKS).isPresent();
        if (!directivesTell || started == ranks) {
            return;
        }
        boolean fewer = started < ranks;
        findings.add(
                OptionalInt.of(run.line()),
                fewer ? Severity.WASTES : Severity.STOPS,
                fewer ? "ranks-idle" : "ranks-beyond-job",
                "the launch line starts " + Quantities.counted(started, "rank"),
                ranks + ", as the directives ask for",
                fewer ? "start all, or ask for fewer" : "start as many, or ask for more");
    }

    private void threads() {
        int cores = asked.cpusPerTask();
        Launcher launcher = script.job().command().launcher();
        if (!threads.isSet()) {
            if (cores > 1 || launcher != Launcher.SRUN) {
                findings.add(
                        Part.COMMAND,
                        Severity.WASTES,
                        "threads-not-set",
                        ThreadSetting.VARIABLE
                                + " is not set, so each rank of a pw.x with OpenMP takes as many threads as it"
                                + " sees cores",
                        "export " + ThreadSetting.VARIABLE + "=" + cores,
                        "set it before the launch line");
            }
            return;
        }
        int set = threads.threads().orElse(cores);
        OptionalInt line =
                threads.word().isPresent() ? OptionalInt.of(threads.word().get().line()) : OptionalInt.empty();
        if (set > cores) {
            findings.add(
                    line,
                    Severity.WASTES,
                    "threads-beyond-cores-of-a-task",
                    "each rank has " + Quantities.counted(set, "thread") + " and " + Quantities.counted(cores, "core"),
                    "at most one thread for each core",
                    "take fewer threads, or ask for more cores of a task");
        } else if (set < cores) {
            findings.add(
                    line,
                    Severity.WASTES,
                    "cores-idle",
                    "each rank has " + Quantities.counted(cores, "core") + " and " + Quantities.counted(set, "thread"),
                    "a thread for each core",
                    "take more threads, or ask for fewer cores of a task");
        }
    }
}
