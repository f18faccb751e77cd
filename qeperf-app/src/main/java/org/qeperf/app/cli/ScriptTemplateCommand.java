package org.qeperf.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.app.question.TimeLimit;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;
import org.qeperf.runtime.jobs.SoftwareJobs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the batch script of any software of a machine.",
            "On accelerators Horovod and HeAT get a task for each, others one task on a node; a task has the cores of a node",
            "divided by its accelerators. Without --memory it asks for none. For pw.x, whose layout is a matter of its input, see",
            "'qeperf script INPUT'."
        },
        footer = {
            "",
            "Example:",
            "  qeperf script template --machine jureca-dc --partition dc-gpu --software ddp --executable ./train.x \\",
            "    --nodes 2 --time 1h --account me --job-name train --output train.out --error train.err -- --epochs 80"
        })
final class ScriptTemplateCommand implements Runnable {

    @Mixin
    private MachineOption machine = new MachineOption();

    @Mixin
    private JobChoices choices = new JobChoices();

    @Option(names = "--software", paramLabel = "NAME", required = true, description = "short name, such as ddp")
    private String software = "";

    @Option(names = "--executable", paramLabel = "FILE", required = true, description = "the program")
    private String executable = "";

    @Parameters(
            paramLabel = "ARGUMENT",
            arity = "0..*",
            description = "arguments of the program, after -- where they begin with a dash")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--nodes", paramLabel = "N", required = true, description = "nodes")
    private int nodes;

    @Option(
            names = "--time",
            paramLabel = "T",
            required = true,
            converter = TimeLimitConverter.class,
            description = "wall time: 2h, 1.5h, 90m, 3600 or HH:MM:SS")
    private Optional<TimeLimit> time = Optional.empty();

    @Option(
            names = "--job-name",
            paramLabel = "S",
            defaultValue = "job",
            description = "name of the job (default: ${DEFAULT-VALUE})")
    private String jobName = "job";

    @Option(names = "-o", paramLabel = "FILE", description = "write to this file, as a whole or not at all")
    private Optional<Path> file = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        if (nodes < 1) {
            throw new ParameterException(command, "--nodes is " + nodes + "; expected at least 1");
        }
        Destination destination = machine.destination(command);
        JobOptions options = choices.options(jobName, "", command)
                .withExecutable(executable)
                .withSeconds(time.orElseThrow().wholeSeconds());
        requireKnown(destination, command);
        Job job = SoftwareJobs.job(destination, software, nodes, arguments, options);
        Scheduler scheduler = JobPlanner.scheduler(destination, options);
        String script = script(job, scheduler, command);
        if (file.isPresent()) {
            AtomicFile.write(file.get(), script.getBytes(StandardCharsets.UTF_8));
        } else {
            command.getOut().print(script);
            command.getOut().flush();
        }
    }

    private void requireKnown(Destination destination, CommandLine command) {
        ScriptModulesCommand.block(destination, List.of(software), command);
    }

    private static String script(Job job, Scheduler scheduler, CommandLine command) {
        try {
            return BatchScript.write(job, scheduler);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, command);
        }
    }
}
