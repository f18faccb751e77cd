package org.qeperf.runtime.batch;

/** What starts the ranks of an MPI program. */
public enum Launcher {
    /** Slurm's own. */
    SRUN,
    /** Open MPI. */
    MPIRUN,
    /** Intel MPI and MPICH (Hydra). */
    MPIEXEC,
    /** IBM's, beside LSF. */
    JSRUN
}
