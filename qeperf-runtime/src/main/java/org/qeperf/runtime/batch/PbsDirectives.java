package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Directives of PBS Professional and OpenPBS (manual page qsub(1B), sections Requesting Resources and Placing Jobs, and Options
 * to qsub; units in pbs_resources(7B)). A chunk is a node: {@code place=scatter} puts no two of them on one host.
 */
final class PbsDirectives {

    private PbsDirectives() {}

    static List<String> of(Job job) {
        PlainQueue.requireNone(job.queue().qos(), "quality of service", Scheduler.PBS);
        PlainQueue.requireNone(job.queue().constraint(), "constraint", Scheduler.PBS);
        List<String> options = new ArrayList<>();
        options.add("-N " + Scheduler.PBS.jobName(job.name()));
        job.queue().account().ifPresent(text -> options.add("-A " + Text.of("_.+@-", text, "the account")));
        job.queue().partition().ifPresent(text -> options.add("-q " + Text.of("_.@-", text, "the queue")));
        Resources resources = job.resources();
        options.add("-l select=" + chunks(resources));
        options.add("-l place=scatter" + (resources.exclusive() ? ":exclhost" : ""));
        resources.seconds().ifPresent(seconds -> options.add("-l walltime=" + Quantity.clock(seconds)));
        job.output().ifPresent(text -> options.add("-o " + file(text, "the output file")));
        options.add(
                job.error().map(text -> "-e " + file(text, "the error file")).orElse("-j oe"));
        return options.stream()
                .map(option -> Scheduler.PBS.mark() + " " + option)
                .toList();
    }

    private static String chunks(Resources resources) {
        OptionalLong memory = resources.memoryBytesPerNode();
        long cores = (long) resources.tasksPerNode() * resources.cpusPerTask();
        return resources.nodes() + ":ncpus=" + cores + ":mpiprocs=" + resources.tasksPerNode() + ":ompthreads="
                + resources.cpusPerTask()
                + (resources.gpusPerNode() == 0 ? "" : ":ngpus=" + resources.gpusPerNode())
                + (memory.isEmpty() ? "" : ":mem=" + Quantity.memory(memory.getAsLong(), "mb", "gb"));
    }

    /** A colon would end the name of a host. */
    private static String file(String text, String what) {
        return Text.of("_./+=@%-", text, what);
    }
}
