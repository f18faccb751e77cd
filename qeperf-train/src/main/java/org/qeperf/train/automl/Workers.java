package org.qeperf.train.automl;

import java.util.List;

/** Who makes trials. */
interface Workers extends AutoCloseable {

    /** How many trials may be under way at once. */
    int capacity();

    /** Starts trials. */
    void submit(List<Task> tasks) throws InterruptedException;

    /** Waits for the next trial that ends. */
    Trial take() throws InterruptedException;

    /** Stops what is under way. */
    @Override
    void close();
}
