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
    SGE;

    /**
     * The name that a job gets. Characters that the batch system does not allow become {@code _}, too long names end early.
     *
     * @param wish any text
     * @return a name that stays as it is if it is given again
     */
    public String jobName(String wish) {
        return JobName.of(this, wish);
    }
}
