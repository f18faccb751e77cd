package org.qeperf.train.campaign;

import java.util.List;
import java.util.function.Predicate;

/** Makes attempts of runs, here or on a cluster. */
interface Runner {

    /** Ends what a killed campaign left behind and what nobody waits for any more; called before anything else. */
    void clear();

    /**
     * Makes one attempt of each run, and more of those that are to be repeated.
     *
     * @param runs what to run, in this order
     * @param ended told of each attempt's end; whether the run is to be repeated
     * @throws InterruptedException if the thread is interrupted; what was running is ended
     */
    void run(List<PlannedRun> runs, Predicate<PlannedRun> ended) throws InterruptedException;
}
