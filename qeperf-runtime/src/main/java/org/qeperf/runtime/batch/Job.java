package org.qeperf.runtime.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A batch job, the same for all batch systems. All texts are plain: whoever writes a script quotes them. Immutable.
 *
 * @param name name of the job
 * @param queue where it is sent
 * @param resources what it asks for
 * @param output file for what the script prints; empty for the batch system's default
 * @param error file for what the script prints on the standard error; empty for that of {@code output}
 * @param modules module commands, where there are any
 * @param environment variables to set, by name, besides those of OpenMP
 * @param command what it runs
 */
public record Job(
        String name,
        Queue queue,
        Resources resources,
        Optional<String> output,
        Optional<String> error,
        Optional<ModuleBlock> modules,
        Map<String, String> environment,
        Command command) {

    /** Copies the map. */
    public Job {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
