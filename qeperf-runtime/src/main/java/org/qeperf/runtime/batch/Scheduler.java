package org.qeperf.runtime.batch;

/** A batch system. */
public enum Scheduler {
    /** Slurm. */
    SLURM("#SBATCH"),
    /** PBS Professional and OpenPBS. */
    PBS("#PBS"),
    /** IBM Spectrum LSF. */
    LSF("#BSUB"),
    /** Grid Engine. */
    SGE("#$");

    private final String mark;

    Scheduler(String mark) {
        this.mark = mark;
    }

    /**
     * What a line of directives in a script begins with.
     *
     * @return such as {@code #SBATCH}
     */
    public String mark() {
        return mark;
    }

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
