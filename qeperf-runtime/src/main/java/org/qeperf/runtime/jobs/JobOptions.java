package org.qeperf.runtime.jobs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.runtime.batch.Scheduler;

/**
 * What a user wants of a job that no forecast tells. Build one with {@link #of} and the {@code with} methods.
 *
 * @param name name of the job
 * @param input the program's input file, as the job shall name it
 * @param scheduler the batch system; empty for the machine's own
 * @param account who pays
 * @param output file for what the script prints
 * @param error file for what the script prints on the standard error
 * @param programOutput file for what the program prints; empty for the job's output
 * @param executable the program; empty for {@code pw.x} of the machine's software
 * @param container image that the program is in, for Apptainer
 * @param seconds wall time to ask for; empty for what the forecast says
 * @param memoryBytesPerNode memory to ask for; empty for what the forecast says
 * @param environment variables to set
 */
public record JobOptions(
        String name,
        String input,
        Optional<Scheduler> scheduler,
        Optional<String> account,
        Optional<String> output,
        Optional<String> error,
        Optional<String> programOutput,
        Optional<String> executable,
        Optional<String> container,
        OptionalLong seconds,
        OptionalLong memoryBytesPerNode,
        Map<String, String> environment) {

    /** Copies the map. */
    public JobOptions {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * A job with all defaults.
     *
     * @param name name of the job
     * @param input the program's input file, as the job shall name it
     * @return the options
     */
    public static JobOptions of(String name, String input) {
        return new JobOptions(
                name,
                input,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Map.of());
    }

    /**
     * The same for a batch system.
     *
     * @param batchSystem the batch system
     * @return the options with it
     */
    public JobOptions withScheduler(Scheduler batchSystem) {
        return new JobOptions(
                name,
                input,
                Optional.of(batchSystem),
                account,
                output,
                error,
                programOutput,
                executable,
                container,
                seconds,
                memoryBytesPerNode,
                environment);
    }

    /**
     * The same, paid by an account.
     *
     * @param payer account or project
     * @return the options with it
     */
    public JobOptions withAccount(String payer) {
        return new JobOptions(
                name,
                input,
                scheduler,
                Optional.of(payer),
                output,
                error,
                programOutput,
                executable,
                container,
                seconds,
                memoryBytesPerNode,
                environment);
    }

    /**
     * The same with a file for what the script prints.
     *
     * @param file the file
     * @return the options with it
     */
    public JobOptions withOutput(String file) {
        return new JobOptions(
                name,
                input,
                scheduler,
                account,
                Optional.of(file),
                error,
                programOutput,
                executable,
                container,
                seconds,
                memoryBytesPerNode,
                environment);
    }

    /**
     * The same with a file for what the script prints on the standard error.
     *
     * @param file the file
     * @return the options with it
     */
    public JobOptions withError(String file) {
        return new JobOptions(
                name,
                input,
                scheduler,
                account,
                output,
                Optional.of(file),
                programOutput,
                executable,
                container,
                seconds,
                memoryBytesPerNode,
                environment);
    }

    /**
     * The same with a file for what the program prints.
     *
     * @param file the file
     * @return the options with it
     */
    public JobOptions withProgramOutput(String file) {
        return new JobOptions(
                name,
                input,
                scheduler,
                account,
                output,
                error,
                Optional.of(file),
                executable,
                container,
                seconds,
                memoryBytesPerNode,
                environment);
    }

    /**
     * The same with a program.
     *
     * @param program name or path
     * @return the options with it
     */
    public JobOptions withExecutable(String program) {
        return new JobOptions(
                name,
                input,
                scheduler,
                account,
                output,
                error,
                programOutput,
                Optional.of(program),
                container,
                seconds,
                memoryBytesPerNode,
                environment);
    }

    /**
     * The same with a program that is in an image.
     *
     * @param image image for Apptainer
     * @return the options with it
     */
    public JobOptions withContainer(String image) {
        return new JobOptions(
                name,
                input,
                scheduler,
                account,
                output,
                error,
                programOutput,
                executable,
                Optional.of(image),
                seconds,
                memoryBytesPerNode,
                environment);
    }

    /**
     * The same with a wall time.
     *
     * @param wallTime seconds, at least 1
     * @return the options with it
     */
    public JobOptions withSeconds(long wallTime) {
        return new JobOptions(
                name,
                input,
                scheduler,
                account,
                output,
                error,
                programOutput,
                executable,
                container,
                OptionalLong.of(wallTime),
                memoryBytesPerNode,
                environment);
    }

    /**
     * The same with an amount of memory.
     *
     * @param bytes bytes on each node, at least 1
     * @return the options with it
     */
    public JobOptions withMemoryBytesPerNode(long bytes) {
        return new JobOptions(
                name,
                input,
                scheduler,
                account,
                output,
                error,
                programOutput,
                executable,
                container,
                seconds,
                OptionalLong.of(bytes),
                environment);
    }

    /**
     * The same with variables.
     *
     * @param variables values by name
     * @return the options with it
     */
    public JobOptions withEnvironment(Map<String, String> variables) {
        return new JobOptions(
                name,
                input,
                scheduler,
                account,
                output,
                error,
                programOutput,
                executable,
                container,
                seconds,
                memoryBytesPerNode,
                variables);
    }
}
