package org.qeperf.train.automl;

import java.util.List;

/**
 * A job of an array, and the trials that it makes one after the other.
 *
 * @param wave name of the array
 * @param index in the array, from 1
 * @param tasks the trials in order
 */
record SlurmJob(String wave, int index, List<Task> tasks) {

    SlurmJob {
        tasks = List.copyOf(tasks);
    }

    /** What tells it from all other jobs; its files start with it, and its log of trials goes by this name. */
    String name() {
        return wave + "-" + index;
    }
}
