package org.qeperf.runtime.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.Container;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;

/** Planned jobs as JSON: as they are, and for programs that submit jobs themselves. See {@code docs/script.md}. */
public final class JobDocuments {

    private static final long MEBIBYTE = 1 << 20;
    private static final long KIBIBYTE = 1 << 10;

    /** Words before the program's own groups, and words of its input after them. */
    private static final int PROGRAM_WORDS = 1;

    private static final int INPUT_WORDS = 2;

    private JobDocuments() {}

    /**
     * All that is known of a job, the same for all batch systems.
     *
     * @param planned the job
     * @return a new document
     */
    public static ObjectNode neutral(PlannedJob planned) {
        Job job = planned.job();
        ObjectNode document = object();
        document.put("name", job.name());
        document.put("machine", planned.destination().cluster().name());
        document.put("scheduler", planned.scheduler().name().toLowerCase(Locale.ROOT));
        Queue queue = job.queue();
        text(document, "account", queue.account());
        text(document, "partition", queue.partition());
        text(document, "qos", queue.qos());
        text(document, "constraint", queue.constraint());
        Resources resources = job.resources();
        document.put("nodes", resources.nodes())
                .put("tasks_per_node", resources.tasksPerNode())
                .put("cpus_per_task", resources.cpusPerTask())
                .put("gpus_per_node", resources.gpusPerNode());
        resources.memoryBytesPerNode().ifPresent(bytes -> document.put("memory_per_node_bytes", bytes));
        document.put("exclusive", resources.exclusive());
        resources.seconds().ifPresent(seconds -> document.put("walltime_s", seconds));
        text(document, "output", job.output());
        text(document, "error", job.error());
        job.modules().ifPresent(modules -> texts(document.putArray("modules"), modules.commands()));
        variables(document.putObject("environment"), job.environment());
        ObjectNode command = document.putObject("command");
        command.put("launcher", job.command().launcher().name().toLowerCase(Locale.ROOT));
        text(command, "container", job.command().container().map(Container::image));
        texts(command.putArray("words"), job.command().words());
        text(command, "output", job.command().output());
        document.put("script", planned.script());
        texts(document.putArray("warnings"), planned.warnings());
        return document;
    }

    /**
     * Options and settings of a {@code PwCalculation} of AiiDA with aiida-quantumespresso. The input is AiiDA's own business.
     *
     * @param planned the job
     * @return a new document with {@code metadata.options} and {@code settings.cmdline}
     * @throws QePerfException if AiiDA can't say the job to the batch system, or the job names a program or container
     */
    public static ObjectNode aiida(PlannedJob planned) {
        requireSlurmOrPbs(planned, "AiiDA");
        requireItsOwnProgram(planned, "AiiDA");
        Job job = planned.job();
        Resources resources = job.resources();
        if (planned.scheduler() == Scheduler.PBS && resources.gpusPerNode() > 0) {
            throw new QePerfException("AiiDA can't ask PBS for accelerators; take --format script");
        }
        ObjectNode document = object();
        ObjectNode options = document.putObject("metadata").putObject("options");
        options.putObject("resources")
                .put("num_machines", resources.nodes())
                .put("num_mpiprocs_per_machine", resources.tasksPerNode())
                .put("num_cores_per_mpiproc", resources.cpusPerTask());
        resources.seconds().ifPresent(seconds -> options.put("max_wallclock_seconds", seconds));
        resources.memoryBytesPerNode().ifPresent(bytes -> options.put("max_memory_kb", (bytes - 1) / KIBIBYTE + 1));
        options.put("withmpi", true);
        text(options, "queue_name", job.queue().partition());
        text(options, "account", job.queue().account());
        text(options, "qos", job.queue().qos());
        List<String> others = Directives.besides(planned);
        if (!others.isEmpty()) {
            options.put("custom_scheduler_commands", String.join("\n", others));
        }
        variables(options.putObject("environment_variables"), threads(job));
        job.modules().ifPresent(modules -> options.put("prepend_text", String.join("\n", modules.commands())));
        List<String> words = job.command().words();
        texts(
                document.putObject("settings").putArray("cmdline"),
                words.subList(PROGRAM_WORDS, words.size() - INPUT_WORDS));
        return document;
    }

    /**
     * Arguments of {@code QResources} of qtoolkit, and of {@code ExecutionConfig} of jobflow-remote.
     *
     * @param planned the job
     * @return a new document with {@code resources} and {@code exec_config}
     * @throws QePerfException if qtoolkit does not know the batch system, or the job names a program or container
     */
    public static ObjectNode jobflowRemote(PlannedJob planned) {
        requireSlurmOrPbs(planned, "qtoolkit");
        requireItsOwnProgram(planned, "jobflow-remote");
        Job job = planned.job();
        Resources wanted = job.resources();
        ObjectNode document = object();
        ObjectNode resources = document.putObject("resources");
        resources.put("job_name", job.name());
        text(resources, "queue_name", job.queue().partition());
        text(resources, "account", job.queue().account());
        text(resources, "qos", job.queue().qos());
        resources
                .put("nodes", wanted.nodes())
                .put("processes_per_node", wanted.tasksPerNode())
                .put("threads_per_process", wanted.cpusPerTask());
        wanted.seconds().ifPresent(seconds -> resources.put("time_limit", seconds));
        text(resources, "output_filepath", job.output());
        text(resources, "error_filepath", job.error());
        ObjectNode others = object();
        if (planned.scheduler() == Scheduler.SLURM) {
            slurmArguments(others, job);
        } else {
            others.put("select", "select=" + Directives.value(planned, "#PBS -l select="));
            others.put("place", Directives.value(planned, "#PBS -l place="));
        }
        if (!others.isEmpty()) {
            resources.set("scheduler_kwargs", others);
        }
        ObjectNode execution = document.putObject("exec_config");
        variables(execution.putObject("export"), threads(job));
        job.modules().ifPresent(modules -> execution.put("pre_run", String.join("\n", modules.commands())));
        return document;
    }

    /** QResources has memory of a thread and accelerators of a job; these are a node's, in qtoolkit's words for sbatch. */
    private static void slurmArguments(ObjectNode others, Job job) {
        Resources wanted = job.resources();
        if (wanted.memoryBytesPerNode().isPresent()) {
            others.put("mem", mebibytes(wanted) + "M");
        } else if (wanted.exclusive()) {
            others.put("mem", "0");
        }
        if (wanted.gpusPerNode() > 0) {
            others.put("gres", "gpu:" + wanted.gpusPerNode());
        }
        text(others, "constraint", job.queue().constraint());
        if (wanted.exclusive()) {
            others.put("exclusive", "exclusive");
        }
    }

    static long mebibytes(Resources resources) {
        return (resources.memoryBytesPerNode().orElse(0) + MEBIBYTE - 1) / MEBIBYTE;
    }

    private static Map<String, String> threads(Job job) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("OMP_NUM_THREADS", Integer.toString(job.resources().cpusPerTask()));
        all.putAll(job.environment());
        return all;
    }

    private static void requireSlurmOrPbs(PlannedJob planned, String program) {
        if (planned.scheduler() != Scheduler.SLURM && planned.scheduler() != Scheduler.PBS) {
            throw new QePerfException("a job of " + planned.scheduler() + " for " + program
                    + "; expected one of SLURM or PBS: take --scheduler, or --format script");
        }
    }

    /** These programs know the program and its container themselves. */
    private static void requireItsOwnProgram(PlannedJob planned, String program) {
        boolean named = planned.job().command().container().isPresent()
                || !planned.job().command().words().get(0).equals(PwCommand.PROGRAM);
        if (named) {
            throw new QePerfException(program
                    + " has a program and container of its own; expected neither --executable nor --container: leave them"
                    + " away, or take --format script");
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void text(ObjectNode node, String name, Optional<String> text) {
        text.ifPresent(value -> node.put(name, value));
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    private static void variables(ObjectNode node, Map<String, String> variables) {
        variables.forEach(node::put);
    }
}
