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
}
