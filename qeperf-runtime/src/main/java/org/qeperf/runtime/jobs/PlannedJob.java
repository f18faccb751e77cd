package org.qeperf.runtime.jobs;

import java.util.List;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunForecast;

/**
 * A job and what to expect of it.
 *
 * @param job the job
 * @param scheduler its batch system
 * @param destination where it goes
 * @param forecast what its time, memory and risks were taken from
 * @param warnings what the user should know, one line each
 */
public record PlannedJob(
        Job job, Scheduler scheduler, Destination destination, RunForecast forecast, List<String> warnings) {

    /** Copies the list. */
    public PlannedJob {
        warnings = List.copyOf(warnings);
    }

    /**
     * What a node needs for the job, also where it takes a whole one and asks for no memory: the upper end of the forecast, and what
     * launcher and communication take.
     *
     * @return bytes, whole MiB, at most those of a node
     */
    public long neededBytesPerNode() {
        return JobPlanner.memory(forecast, destination, 0);
    }

    /**
     * The job as a script.
     *
     * @return a script of bash
     */
    public String script() {
        return BatchScript.write(job, scheduler);
    }
}
