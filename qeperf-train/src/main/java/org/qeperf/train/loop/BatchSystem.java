package org.qeperf.train.loop;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.QePerfException;

/**
 * What a loop asks of a batch system. Every method may throw {@link QePerfException} where the batch system does not answer, and is
 * then asked again later. Ids may repeat in the course of time, so a job is named by its id and the folder that it runs in.
 */
public interface BatchSystem {

    /**
     * Submits a script.
     *
     * @param script the script
     * @param directory where the job runs; no two jobs share one
     * @return the job's id
     * @throws QePerfException if the batch system refuses it
     * @throws BusyException if it refuses it now and may take it later
     * @throws NoAnswerException if it is not known whether it takes it
     * @throws InterruptedException if the thread is interrupted
     */
    String submit(Path script, Path directory) throws InterruptedException;

    /**
     * Finds a job of which nobody heard the id.
     *
     * @param directory where it runs
     * @param since it was not submitted before
     * @return the id of the newest job there; empty if none is known
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<String> find(Path directory, Instant since) throws InterruptedException;

    /**
     * What jobs are doing.
     *
     * @param jobs where they run, by id; some may be forgotten
     * @return by id; without those that the batch system does not know, or that run elsewhere
     * @throws InterruptedException if the thread is interrupted
     */
    Map<String, JobStatus> states(Map<String, Path> jobs) throws InterruptedException;

    /**
     * Takes a job back. One that has ended stays as it is, and so does one that runs elsewhere.
     *
     * @param id the job
     * @param directory where it runs
     * @throws InterruptedException if the thread is interrupted
     */
    void cancel(String id, Path directory) throws InterruptedException;
}
