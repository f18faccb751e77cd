package org.qeperf.train.data;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Slurm's accounting says of the job that made a run.
 *
 * @param id job id
 * @param state how it ended, such as {@code COMPLETED} or {@code TIMEOUT}
 * @param elapsedSeconds elapsed time of the job
 * @param maxRssBytes largest resident size of a task, over the steps
 * @param nodes the list of nodes, as Slurm writes it
 * @param exitCode exit status and signal, such as {@code 0:9}
 */
public record SlurmJob(
        String id,
        Optional<String> state,
        OptionalLong elapsedSeconds,
        OptionalLong maxRssBytes,
        Optional<String> nodes,
        Optional<String> exitCode) {}
