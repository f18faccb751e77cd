package org.qeperf.app.cli;

import java.util.Optional;
import org.qeperf.app.question.Amounts;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.jobs.JobOptions;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a user wants of a job that no forecast tells. */
final class JobChoices {

    @Option(
            names = "--scheduler",
            paramLabel = "B",
            description = "batch system: ${COMPLETION-CANDIDATES} (default: the machine's)")
    private Optional<Scheduler> scheduler = Optional.empty();

    @Option(names = "--account", paramLabel = "S", description = "account or project that pays")
    private Optional<String> account = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "file for what the script prints (default: the batch system's)")
    private Optional<String> output = Optional.empty();

    @Option(
            names = "--error",
            paramLabel = "FILE",
            description = "file for what the script prints on the standard error (default: that of --output)")
    private Optional<String> error = Optional.empty();

    @Option(names = "--container", paramLabel = "IMAGE", description = "image for Apptainer that the program is in")
    private Optional<String> container = Optional.empty();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "memory of each node to ask for, such as 64GB; a GB is 2^30 bytes, as in Slurm (default: what is needed)")
    private Optional<String> memory = Optional.empty();

    /** These choices with a name and an input. */
    JobOptions options(String name, String input, CommandLine command) {
        JobOptions options = JobOptions.of(name, input);
        options = scheduler.map(options::withScheduler).orElse(options);
        options = account.map(options::withAccount).orElse(options);
        options = output.map(options::withOutput).orElse(options);
        options = error.map(options::withError).orElse(options);
        options = container.map(options::withContainer).orElse(options);
        if (memory.isPresent()) {
            long bytes = (long) bytes("--memory", memory.get(), command);
            options = options.withMemoryBytesPerNode(Math.max(1, bytes));
        }
        return options;
    }

    /** A size. */
    static double bytes(String option, String text, CommandLine command) {
        try {
            return Amounts.bytes(option, text);
        } catch (IllegalArgumentException e) {
            throw wrong(e, command);
        }
    }

    /** A text that cannot be said to a batch system is a wrong argument. */
    static ParameterException wrong(RuntimeException e, CommandLine command) {
        return new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
}
