package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;

/** What the directives of a script ask for, whatever its commands say. */
final class DirectivesAlone {

    private DirectivesAlone() {}

    /** The script with a launch line that says nothing of ranks in place of its commands. */
    static ReadScript of(ReadScript script) {
        String text = String.join("\n", script.lines()) + "\n";
        List<String> lines = new ArrayList<>();
        BatchScript.directives(text, "script")
                .forEach(line -> lines.add(script.lines().get(line - 1)));
        Launcher launcher = script.job().command().launcher();
        boolean own = script.scheduler() == Scheduler.SLURM
                || launcher == Launcher.JSRUN && script.scheduler() == Scheduler.LSF;
        lines.add((own ? script.scheduler() == Scheduler.SLURM ? "srun" : "jsrun" : "mpirun") + " pw.x");
        return BatchScript.read(String.join("\n", lines) + "\n", "script");
    }

    /** Whether a script gets the cores that a job wants. */
    static boolean giveCores(ReadScript alone, Resources wanted) {
        Resources given = alone.job().resources();
        boolean sameNodes = alone.scheduler() == Scheduler.SGE || given.nodes() == wanted.nodes();
        boolean wholeNodes =
                alone.scheduler() == Scheduler.LSF && alone.job().command().launcher() == Launcher.JSRUN;
        return sameNodes && (wholeNodes || cores(given) == cores(wanted));
    }

    /** Exact for what a machine can have. */
    private static double cores(Resources resources) {
        return (double) resources.nodes() * resources.tasksPerNode() * resources.cpusPerTask();
    }
}
