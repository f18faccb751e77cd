package org.qeperf.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.PlannedJob;
import org.qeperf.train.loop.Attempt;
import org.qeperf.train.loop.JobRecord;
import org.qeperf.train.loop.SlurmSystem;
import org.qeperf.train.loop.Submission;
import picocli.CommandLine.Option;

/** Whether a job is submitted, and where it is remembered. */
final class SubmitOptions {

    @Option(
            names = "--submit",
            description = {
                "submit the job to Slurm instead of printing its script, and remember it with its prediction;",
                "'qeperf jobs follow' then follows it, asks for more where it was too little, and compares"
            })
    private boolean submit;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = JobsCommand.STORE,
            description = "the folder that remembers submitted jobs (default: ${DEFAULT-VALUE})")
    private Path store = Path.of(JobsCommand.STORE);

    boolean isWanted() {
        return submit;
    }

    void submit(PlannedJob planned, JobOptions options, SimulationFiles files, PrintWriter out)
            throws InterruptedException {
        if (planned.scheduler() != Scheduler.SLURM) {
            throw new QePerfException("--submit knows Slurm alone; print the script for " + planned.scheduler()
                    + " and submit it by its own command");
        }
        JobRecord job = new Submission(store, new SlurmSystem()).submit(planned, options, files);
        String slurm = job.lastAttempt()
                .flatMap(Attempt::jobId)
                .map(id -> "job " + id + " of Slurm")
                .orElse("not submitted yet; 'qeperf jobs follow' does");
        out.println(job.id() + " in " + store + ": " + slurm);
    }
}
