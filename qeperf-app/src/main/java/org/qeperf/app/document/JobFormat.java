package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.jobs.JobDocuments;
import org.qeperf.runtime.jobs.PlannedJob;
import org.qeperf.runtime.jobs.SlurmRest;

/** How a job is written. */
public enum JobFormat {
    /** A script for the batch system. */
    SCRIPT,
    /** The job with its forecast. */
    JSON,
    /** For slurmrestd. */
    SLURM_REST,
    /** Options and settings of a {@code PwCalculation} of AiiDA. */
    AIIDA,
    /** {@code QResources} and {@code ExecutionConfig} of jobflow-remote. */
    JOBFLOW_REMOTE;

    /**
     * A format by its word.
     *
     * @param text the word, in any case
     * @return the format
     * @throws IllegalArgumentException if there is none; the message lists the words
     */
    public static JobFormat parse(String text) {
        return Words.of(JobFormat.class).apply(text);
    }

    /**
     * A job as a document.
     *
     * @param planned the job
     * @param restVersion version of Slurm's REST interface
     * @param folder working directory of the job, for Slurm's REST interface
     * @return a new document
     * @throws org.qeperf.api.QePerfException if the format can't say this job
     * @throws IllegalArgumentException if a text of the job can't be said to the batch system
     * @throws IllegalStateException for {@link #SCRIPT}
     */
    public ObjectNode document(PlannedJob planned, String restVersion, Path folder) {
        return switch (this) {
            case SCRIPT -> throw new IllegalStateException("a script is no document");
            case JSON -> withForecast(planned);
            case SLURM_REST -> SlurmRest.version(restVersion).submission(planned, folder);
            case AIIDA -> JobDocuments.aiida(planned);
            case JOBFLOW_REMOTE -> JobDocuments.jobflowRemote(planned);
        };
    }

    private static ObjectNode withForecast(PlannedJob planned) {
        ObjectNode document = JobDocuments.neutral(planned);
        document.set(
                "forecast",
                ForecastDocument.of(planned.forecast(), planned.forecast().warnings(), RunQuestion.DEFAULT.level()));
        return document;
    }
}
