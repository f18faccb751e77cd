package org.qeperf.runtime.batch;

/** A batch system. */
public enum Scheduler {
    /** Slurm. */
    SLURM,
    /** PBS Professional and OpenPBS. */
    PBS,
    /** IBM Spectrum LSF. */
    LSF,
    /** Grid Engine. */
    SGE
}
