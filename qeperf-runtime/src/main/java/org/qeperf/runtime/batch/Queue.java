package org.qeperf.runtime.batch;

import java.util.Optional;

/**
 * Where a job is sent and who pays. Empty for what the batch system has as its default.
 *
 * @param account account or project
 * @param partition partition or queue
 * @param qos quality of service; Slurm only
 * @param constraint feature of the nodes with Slurm; parallel environment with Grid Engine, {@value #PARALLEL_ENVIRONMENT} where
 *     it is empty; else not possible
 */
public record Queue(
        Optional<String> account, Optional<String> partition, Optional<String> qos, Optional<String> constraint) {

    /** The parallel environment that Grid Engine is asked for where none is told. */
    public static final String PARALLEL_ENVIRONMENT = "mpi";

    /** All defaults. */
    public static final Queue DEFAULT =
            new Queue(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
