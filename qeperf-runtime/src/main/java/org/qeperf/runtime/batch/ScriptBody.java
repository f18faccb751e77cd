package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;

/** What follows the directives: folder, modules, environment, launch line. */
final class ScriptBody {

    static final String MODULES_BEGIN = "# MODULES BEGIN";
    static final String MODULES_END = "# MODULES END";

    private ScriptBody() {}

    static List<String> of(Job job, Scheduler scheduler) {
        List<String> lines = new ArrayList<>();
        if (scheduler == Scheduler.PBS) {
            lines.add("");
            lines.add("cd \"$PBS_O_WORKDIR\" || exit 1");
        }
        job.modules().ifPresent(modules -> {
            lines.add("");
            lines.addAll(modules(modules));
        });
        lines.add("");
        openMp(job, lines);
        for (Map.Entry<String, String> variable : job.environment().entrySet()) {
            if (!Text.isVariable(variable.getKey())) {
                throw new IllegalArgumentException("a variable has the name " + InputException.quote(variable.getKey())
                        + "; expected letters, digits and underscores, no digit first");
            }
            lines.add("export " + variable.getKey() + "="
                    + ShellWord.of(Text.plain(variable.getValue(), "the variable " + variable.getKey())));
        }
        lines.add("");
        lines.add(LaunchLine.of(job, scheduler));
        return lines;
    }

    /** Ranks of more than one core get their threads bound, since launchers bind the rank only. */
    private static void openMp(Job job, List<String> lines) {
        int cpus = job.resources().cpusPerTask();
        lines.add("export OMP_NUM_THREADS=" + cpus);
        if (cpus > 1) {
            lines.add("export OMP_PLACES=cores");
            lines.add("export OMP_PROC_BIND=close");
        }
        switch (job.command().launcher()) {
            case SRUN -> lines.add("export SRUN_CPUS_PER_TASK=" + cpus);
            case MPIEXEC -> lines.add("export I_MPI_PIN_DOMAIN=omp");
            case MPIRUN, JSRUN -> {}
        }
    }

    static List<String> modules(ModuleBlock modules) {
        List<String> names =
                new ArrayList<>(List.of(Text.of("_./+=:@,-", modules.machine(), "the name of the machine")));
        modules.software().forEach(name -> names.add(Text.of("_./+=:@,-", name, "a name of software")));
        List<String> lines = new ArrayList<>();
        lines.add(MODULES_BEGIN + " " + Text.line(names));
        for (String command : modules.commands()) {
            if (!ModuleCommand.isOne(command)) {
                throw new IllegalArgumentException("a module command is " + InputException.quote(command)
                        + "; expected module or ml, and at most 64 words of letters, digits and _./+=:@,- or variables such as"
                        + " $HOME, with one space before each");
            }
            lines.add(command);
        }
        lines.add(MODULES_END);
        return lines;
    }
}
