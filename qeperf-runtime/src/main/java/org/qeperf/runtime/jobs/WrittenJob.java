package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Scheduler;

/** Lines that this program would write for a job. */
final class WrittenJob {

    private WrittenJob() {}

    /** The script of a job. */
    static List<String> lines(Job job, Scheduler scheduler) {
        try {
            return BatchScript.write(job, scheduler).lines().toList();
        } catch (IllegalArgumentException e) {
            throw new QePerfException("the script cannot be changed: " + e.getMessage(), e);
        }
    }

    /** Queue, resources and launcher alone; a launcher that does not go with the batch system is Open MPI's. */
    static List<String> resources(Job job, Scheduler scheduler) {
        Queue queue = new Queue(
                Optional.empty(),
                job.queue().partition(),
                job.queue().qos(),
                job.queue().constraint());
        return lines(plain(job, queue, scheduler), scheduler);
    }

    /** Variables and launch line alone. */
    static List<String> launch(Job job, Scheduler scheduler) {
        return lines(plain(job, Queue.DEFAULT, scheduler), scheduler);
    }

    private static Job plain(Job job, Queue queue, Scheduler scheduler) {
        Launcher own = job.command().launcher();
        boolean fits = switch (own) {
            case SRUN -> scheduler == Scheduler.SLURM;
            case JSRUN -> scheduler == Scheduler.LSF;
            case MPIRUN, MPIEXEC -> true;
        };
        return new Job(
                "job",
                queue,
                job.resources(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                new Command(
                        fits ? own : Launcher.MPIRUN,
                        Optional.empty(),
                        List.of(PwCommand.PROGRAM),
                        Optional.empty(),
                        Optional.empty()));
    }
}
