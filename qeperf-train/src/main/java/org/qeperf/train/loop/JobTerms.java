package org.qeperf.train.loop;

import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.batch.Scheduler;

/**
 * What holds for all attempts of a job.
 *
 * @param scheduler the batch system
 * @param machine where it runs
 * @param minNodes fewest nodes that another layout may have
 * @param maxNodes most nodes
 * @param maxCores most cores
 * @param maxSeconds longest wall time that the batch system takes
 * @param codeVersion release of pw.x, as it writes it; empty if not known
 * @param level probability that a request is enough
 * @param ownSeconds whether the user chose the wall time, which is then left alone until it turns out to be too short
 * @param ownMemory the same of memory
 */
public record JobTerms(
        Scheduler scheduler,
        Machine machine,
        int minNodes,
        int maxNodes,
        int maxCores,
        OptionalDouble maxSeconds,
        Optional<String> codeVersion,
        double level,
        boolean ownSeconds,
        boolean ownMemory) {

    /** Checks the numbers. */
    public JobTerms {
        if (minNodes < 1 || maxNodes < minNodes || maxCores < 1) {
            throw new IllegalArgumentException(
                    minNodes + " to " + maxNodes + " nodes of " + maxCores + " cores in all");
        }
    }
}
