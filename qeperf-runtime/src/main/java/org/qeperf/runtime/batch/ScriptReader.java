package org.qeperf.runtime.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.runtime.batch.CommandScan.Export;
import org.qeperf.runtime.batch.ReadScript.Part;

/** Reads a script: directives first, then its commands. */
final class ScriptReader {

    private static final String THREADS = "OMP_NUM_THREADS";

    private ScriptReader() {}

    static ReadScript read(String text, String source) {
        ScriptNotes notes = new ScriptNotes(text, source);
        DirectiveScan directives = new DirectiveScan(notes);
        Scheduler scheduler = directives.scheduler();
        Asked asked = directives.asked();
        ModuleBlockReader modules = new ModuleBlockReader(notes);
        ShellVariables variables = new ShellVariables(notes);
        BatchVariables.set(scheduler, asked, variables);
        CommandScan commands =
                new CommandScan(notes, variables, scheduler == Scheduler.SLURM ? Launcher.SRUN : Launcher.MPIRUN);
        commands.read(new ShellReader(notes).commands(), modules);
        CommandScan.Found found = commands.launch();
        notes.place(Part.COMMAND, found.line());
        List<Export> exports = commands.exports(found);
        Resources resources = new ResourcesReader(notes, asked, found, scheduler).resources(threads(exports));
        implied(resources, found.launch().command().launcher())
                .forEach((name, value) -> removeFirst(exports, name, value));
        Map<String, String> environment = new LinkedHashMap<>();
        exports.forEach(export -> environment.put(export.name(), export.value()));
        Queue queue = new Queue(asked.account, asked.partition, asked.qos, asked.constraint);
        Job job = new Job(
                asked.name.orElseGet(() -> defaultName(source)),
                queue,
                resources,
                asked.output,
                asked.error,
                modules.block(),
                environment,
                found.launch().command());
        return new ReadScript(scheduler, job, notes.lines, notes.places, notes.warnings);
    }

    /** Threads that the script sets first, with the line. */
    private static Optional<Export> threads(List<Export> exports) {
        return exports.stream().filter(export -> export.name().equals(THREADS)).findFirst();
    }

    /** Batch systems name a job after its file. */
    private static String defaultName(String source) {
        String name = Launch.baseName(source);
        return name.isEmpty() ? "job" : name;
    }

    /** What every script of a job sets, see {@link ScriptBody}. */
    private static Map<String, String> implied(Resources resources, Launcher launcher) {
        Map<String, String> implied = new LinkedHashMap<>();
        String cpus = Integer.toString(resources.cpusPerTask());
        implied.put(THREADS, cpus);
        if (resources.cpusPerTask() > 1) {
            implied.put("OMP_PLACES", "cores");
            implied.put("OMP_PROC_BIND", "close");
        }
        if (launcher == Launcher.SRUN) {
            implied.put("SRUN_CPUS_PER_TASK", cpus);
        } else if (launcher == Launcher.MPIEXEC) {
            implied.put("I_MPI_PIN_DOMAIN", "omp");
        }
        return implied;
    }

    private static void removeFirst(List<Export> exports, String name, String value) {
        for (int i = 0; i < exports.size(); i++) {
            if (exports.get(i).name().equals(name)) {
                if (exports.get(i).value().equals(value)) {
                    exports.remove(i);
                }
                return;
            }
        }
    }

    /** The value of an optional number, or of another. */
    static OptionalLong or(OptionalLong first, OptionalLong second) {
        return first.isPresent() ? first : second;
    }
}
