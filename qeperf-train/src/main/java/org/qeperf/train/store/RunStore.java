package org.qeperf.train.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.qeperf.train.data.RunRecord;

/**
 * Finished runs in the order in which they arrived, and what happened to the models meanwhile. What a method has returned
 * from is on the disk. Safe for concurrent use.
 */
public interface RunStore extends AutoCloseable {

    /**
     * Adds a run. A run that is there already (of the same {@link RunRecord#id()}) stays as it was.
     *
     * @param run the run
     * @param predictions what was predicted of it
     * @param received when it arrived
     * @return the run as it is stored
     */
    StoredRun add(RunRecord run, List<RunPrediction> predictions, Instant received);

    /**
     * A run.
     *
     * @param id {@link RunRecord#id()}
     * @return the run, if it is there
     */
    Optional<StoredRun> find(String id);

    /**
     * Runs by arrival.
     *
     * @param sequence those after this one; 0 for all
     * @param most how many at most
     * @return in the order of arrival
     */
    List<StoredRun> after(long sequence, int most);

    /**
     * The runs that arrived last.
     *
     * @param most how many at most
     * @return the last one first
     */
    List<StoredRun> latest(int most);

    /**
     * The number of runs.
     *
     * @return how many are stored
     */
    long size();

    /**
     * Adds an event.
     *
     * @param event what happened
     */
    void add(StoreEvent event);

    /**
     * The events that happened last.
     *
     * @param most how many at most
     * @return the last one first
     */
    List<StoreEvent> latestEvents(int most);

    /**
     * Holds the store for what learns from its runs, of which there is one at a time.
     *
     * @return lets go when it is closed, at the latest when the store is closed or the process ends
     * @throws org.qeperf.api.QePerfException if somebody else holds it
     */
    Hold hold();

    /** What is held until it is closed. */
    interface Hold extends AutoCloseable {

        @Override
        void close();
    }

    @Override
    void close();
}
