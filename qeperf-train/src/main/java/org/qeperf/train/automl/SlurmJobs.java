package org.qeperf.train.automl;

import java.util.List;

/**
 * How trials are made by Slurm.
 *
 * @param jobs how many jobs of an array share a wave of trials, at least 1
 * @param command a command that makes trials on a node: this program with the same plan and output folder; the file of trials
 *     is added as its last argument
 * @param options further options of {@code sbatch}, such as {@code --partition=debug}
 */
public record SlurmJobs(int jobs, List<String> command, List<String> options) {

    /** Copies the lists. */
    public SlurmJobs {
        if (jobs < 1 || command.isEmpty()) {
            throw new IllegalArgumentException(jobs + " jobs of command " + command);
        }
        command = List.copyOf(command);
        options = List.copyOf(options);
    }
}
