package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.Diagnostic;

/**
 * What a script says. Of a script that {@link BatchScript} wrote, the job is the one it was written of, but for a name that
 * the batch system does not allow.
 *
 * @param scheduler the batch system of its directives
 * @param job what it asks for and runs
 * @param lines its lines
 * @param places number of the line, from 1, that says a thing
 * @param warnings what was not understood, at its place
 */
public record ReadScript(
        Scheduler scheduler, Job job, List<String> lines, Map<Part, Integer> places, List<Diagnostic> warnings) {

    /** A thing that a script says at one place. */
    public enum Part {
        /** Name of the job. */
        NAME,
        /** Account or project. */
        ACCOUNT,
        /** Partition or queue. */
        PARTITION,
        /** Quality of service. */
        QOS,
        /** Feature of the nodes. */
        CONSTRAINT,
        /** Number of nodes. */
        NODES,
        /** Ranks. */
        TASKS,
        /** Cores of each rank. */
        CPUS,
        /** Accelerators. */
        GPUS,
        /** Memory. */
        MEMORY,
        /** Whole nodes. */
        EXCLUSIVE,
        /** Wall time. */
        TIME,
        /** File for the standard output. */
        OUTPUT,
        /** File for the standard error. */
        ERROR,
        /** First line of the module block. */
        MODULES_BEGIN,
        /** Last line of the module block. */
        MODULES_END,
        /** The launch line. */
        COMMAND
    }

    /** Copies the collections. */
    public ReadScript {
        lines = List.copyOf(lines);
        places = Map.copyOf(places);
        warnings = List.copyOf(warnings);
    }

    /**
     * Where a thing is said.
     *
     * @param part the thing
     * @return number of its line, from 1; empty where it is not said
     */
    public Optional<Integer> lineOf(Part part) {
        return Optional.ofNullable(places.get(part));
    }
}
