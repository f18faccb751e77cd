package org.qeperf.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.app.question.TimeLimit;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;
import org.qeperf.runtime.jobs.SoftwareJobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "training-job",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the batch script of a job that carries out 'qeperf train PLAN' on one node of a machine.",
            "Without --memory it asks for 3GB."
        },
        footer = {"", "Example: qeperf deploy training-job --machine box.json plan.yaml -o train.sh"})
final class TrainingJobCommand implements Runnable {

    private static final long DEFAULT_MEMORY = 3L << 30;

    @Mixin
    private MachineOption machine = new MachineOption();

    @Mixin
    private JobChoices choices = new JobChoices();

    @Parameters(paramLabel = "PLAN", description = "the plan, as the job will find it")
    private String plan = "";

    @Option(
            names = "--executable",
            paramLabel = "FILE",
            defaultValue = "qeperf",
            description = "the command qeperf on the machine (default: ${DEFAULT-VALUE})")
    private String executable = "qeperf";

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "1",
            description = "cores to ask for (default: ${DEFAULT-VALUE})")
    private int cores;

    @Option(
            names = "--gpus",
            paramLabel = "N",
            defaultValue = "0",
            description = "accelerators to ask for where a partition demands it; training uses none (default: none)")
    private int gpus;

    @Option(
            names = "--time",
            paramLabel = "T",
            defaultValue = "10m",
            converter = TimeLimitConverter.class,
            description = "wall time: 2h, 1.5h, 90m, 3600 or HH:MM:SS (default: ${DEFAULT-VALUE})")
    private Optional<TimeLimit> time = Optional.empty();

    @Option(
            names = "--job-name",
            paramLabel = "S",
            defaultValue = "qeperf-train",
            description = "name of the job (default: ${DEFAULT-VALUE})")
    private String jobName = "qeperf-train";

    @Option(names = "-o", paramLabel = "FILE", description = "write to this file, as a whole or not at all")
    private Optional<Path> file = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        Destination destination = machine.destination(spec.commandLine());
        JobOptions options = choices.options(jobName, "", spec.commandLine())
                .withSeconds(time.orElseThrow().wholeSeconds());
        options = options.memoryBytesPerNode().equals(OptionalLong.empty())
                ? options.withMemoryBytesPerNode(DEFAULT_MEMORY)
                : options;
        String script = script(destination, options);
        if (file.isPresent()) {
            AtomicFile.write(file.get(), script.getBytes(StandardCharsets.UTF_8));
        } else {
            spec.commandLine().getOut().print(script);
            spec.commandLine().getOut().flush();
        }
    }

    private String script(Destination destination, JobOptions options) {
        try {
            Job job = SoftwareJobs.single(destination, List.of(executable, "train", plan), cores, gpus, options);
            Scheduler scheduler = JobPlanner.scheduler(destination, options);
            return BatchScript.write(job, scheduler);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, spec.commandLine());
        }
    }
}
