package org.qeperf.runtime.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;

/**
 * The body of {@code POST /slurm/vV/job/submit} to slurmrestd. It does not read the script's directives, so the job's description
 * says all of them again. Up to 0.0.38 ({@code src/plugins/openapi/v0.0.38/openapi.json} of Slurm 22.05) numbers are bare and the
 * environment is an object; from 0.0.39 on ({@code src/plugins/data_parser/v0.0.39} and later ones, table JOB_DESC_MSG) numbers say
 * whether they are set, the environment is a list, and the script belongs to the job: its place beside the job is deprecated in
 * some releases.
 */
public final class SlurmRest {

    /** The version that is written where none is asked for: the oldest with the data of today, of Slurm 23.11. */
    public static final String DEFAULT_VERSION = "0.0.40";

    private static final String PREFIX = "0.0.";
    private static final int OLDEST = 38;
    private static final int FIRST_WITH_SETS = 39;
    private static final int FIRST_WITH_SLASH = 40;
    private static final int NEWEST = 45;

    private static final int SECONDS_OF_A_MINUTE = 60;

    /** What a shell needs; slurmrestd gives a job no environment of a user. */
    private static final String SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin";

    private final int version;

    private SlurmRest(int version) {
        this.version = version;
    }

    /**
     * A version of the interface.
     *
     * @param version such as {@code 0.0.40} or {@code v0.0.40}
     * @return the version
     * @throws QePerfException if it is not one of those known
     */
    public static SlurmRest version(String version) {
        String plain = version.startsWith("v") ? version.substring(1) : version;
        for (int last = OLDEST; last <= NEWEST; last++) {
            if (plain.equals(PREFIX + last)) {
                return new SlurmRest(last);
            }
        }
        throw new QePerfException("version " + InputException.quote(version)
                + " of Slurm's REST interface; expected one from " + PREFIX + OLDEST + " to " + PREFIX + NEWEST);
    }

    /**
     * What to send.
     *
     * @param planned a job of Slurm
     * @param folder working directory of the job, absolute
     * @return a new document
     * @throws QePerfException if it is a job of another batch system
     */
    public ObjectNode submission(PlannedJob planned, Path folder) {
        if (planned.scheduler() != Scheduler.SLURM) {
            throw new QePerfException("a job of " + planned.scheduler()
                    + " for Slurm's REST interface; take --scheduler slurm, or --format script");
        }
        Job job = planned.job();
        ObjectNode document = JobDocuments.object();
        ObjectNode description = document.putObject("job");
        (version < FIRST_WITH_SETS ? document : description).put("script", planned.script());
        description.put("name", planned.scheduler().jobName(job.name()));
        Queue queue = job.queue();
        JobDocuments.text(description, "account", queue.account());
        JobDocuments.text(description, "partition", queue.partition());
        JobDocuments.text(description, "qos", queue.qos());
        JobDocuments.text(description, "constraints", queue.constraint());
        resources(description, job.resources());
        JobDocuments.text(description, "standard_output", job.output().map(SlurmRest::literal));
        JobDocuments.text(description, "standard_error", job.error().map(SlurmRest::literal));
        description.put("current_working_directory", folder.toString());
        if (version < FIRST_WITH_SETS) {
            description.putObject("environment").put("PATH", SEARCH_PATH);
        } else {
            description.putArray("environment").add("PATH=" + SEARCH_PATH);
        }
        return document;
    }

    private void resources(ObjectNode description, Resources resources) {
        if (version < FIRST_WITH_SETS) {
            description.putArray("nodes").add(resources.nodes()).add(resources.nodes());
        } else {
            description.put("nodes", Integer.toString(resources.nodes()));
        }
        description
                .put("tasks", resources.nodes() * resources.tasksPerNode())
                .put("tasks_per_node", resources.tasksPerNode())
                .put("cpus_per_task", resources.cpusPerTask());
        if (resources.gpusPerNode() > 0) {
            accelerators(description, resources.gpusPerNode());
        }
        if (resources.memoryBytesPerNode().isPresent() || resources.exclusive()) {
            number(description, "memory_per_node", JobDocuments.mebibytes(resources));
        }
        if (resources.exclusive() && version < FIRST_WITH_SETS) {
            description.put("exclusive", "true");
        } else if (resources.exclusive()) {
            description.putArray("shared").add("none");
        }
        resources
                .seconds()
                .ifPresent(seconds ->
                        number(description, "time_limit", (seconds + SECONDS_OF_A_MINUTE - 1) / SECONDS_OF_A_MINUTE));
    }

    /** {@code gres_prepend_tres_type} in {@code src/common/gres.c}. */
    private void accelerators(ObjectNode description, int perNode) {
        if (version < FIRST_WITH_SETS) {
            description.put("gres", "gpu:" + perNode);
        } else {
            description.put("tres_per_node", (version < FIRST_WITH_SLASH ? "gres:gpu:" : "gres/gpu:") + perNode);
        }
    }

    private void number(ObjectNode node, String name, long value) {
        if (version < FIRST_WITH_SETS) {
            node.put(name, value);
        } else {
            node.putObject(name).put("set", true).put("infinite", false).put("number", value);
        }
    }

    /** A file name in which no pattern stands. */
    private static String literal(String file) {
        return file.replace("%", "%%");
    }
}
