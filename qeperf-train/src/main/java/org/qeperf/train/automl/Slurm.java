package org.qeperf.train.automl;

import java.util.Collection;
import java.util.List;
import org.qeperf.api.QePerfException;

/** What is asked of Slurm. */
interface Slurm {

    /**
     * Submits an array of jobs with indices from 1.
     *
     * @param wave its name
     * @param jobs how many
     * @throws QePerfException if Slurm refuses it, or does not answer
     */
    void submit(String wave, int jobs) throws InterruptedException;

    /**
     * Lists the jobs of some arrays that wait or run.
     *
     * @param waves names of the arrays
     * @throws QePerfException if Slurm does not answer
     */
    List<Listed> list(Collection<String> waves) throws InterruptedException;

    /** Takes away what is left of some arrays. */
    void cancel(Collection<String> waves) throws InterruptedException;

    /**
     * A job that waits or runs.
     *
     * @param wave name of its array
     * @param index in the array
     * @param state in small letters
     * @param reason why it waits
     */
    record Listed(String wave, int index, String state, String reason) {}
}
