package org.qeperf.train.loop;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.qeperf.runtime.batch.Job;

/**
 * What is put into a store. The job names its input {@value JobStore#INPUT} and runs in a folder of its own.
 *
 * @param job what to ask for and to run
 * @param terms what holds for all attempts
 * @param forecast what is expected of it
 * @param input text of the input, whose {@code pseudo_dir} is {@value JobStore#PSEUDO_DIR}
 * @param pseudopotentials files by the name that the input has for them
 */
record NewJob(Job job, JobTerms terms, JobForecast forecast, String input, Map<String, Path> pseudopotentials) {

    /** Copies the map. */
    NewJob {
        pseudopotentials = java.util.Collections.unmodifiableMap(new TreeMap<>(pseudopotentials));
    }
}
