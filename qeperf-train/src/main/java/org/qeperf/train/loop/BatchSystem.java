package org.qeperf.train.loop;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.QePerfException;

/**
 * What a loop asks of a batch system. Every method may throw {@link QePerfException} where the batch system does not answer, and is
 * then asked again later.
 */
public interface BatchSystem {

    /**
     * Submits a script.
     *
     * @param script the script
     * @param directory where the job runs; no two jobs share one
     * @param options further options, which win over the script's
     * @return the job's id
     * @throws QePerfException if the batch system refuses it
     * @throws BusyException if it may take it later
     * @throws InterruptedException if the thread is interrupted
     */
    String submit(Path script, Path directory, List<String> options) throws InterruptedException;

    /**
     * Finds a job of which a process that was killed did not hear the id.
     *
     * @param directory where it runs
     * @return the id of the newest job there; empty if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<String> find(Path directory) throws InterruptedException;

    /**
     * What jobs are doing.
     *
     * @param ids the jobs, of which some may be forgotten
     * @return by id; without those that the batch system does not know
     * @throws InterruptedException if the thread is interrupted
     */
    Map<String, JobStatus> states(Collection<String> ids) throws InterruptedException;

    /**
     * Takes a job back. One that has ended stays as it is.
     *
     * @param id the job
     * @throws InterruptedException if the thread is interrupted
     */
    void cancel(String id) throws InterruptedException;
}
