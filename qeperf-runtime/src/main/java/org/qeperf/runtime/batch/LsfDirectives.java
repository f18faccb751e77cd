package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Directives of IBM Spectrum LSF 10.1 (Command Reference, bsub). Slots are ranks, and {@code affinity} gives each its cores
 * (Administering, Submit jobs with affinity resource requirements). Jobs of jsrun ask for nodes.
 */
final class LsfDirectives {

    private static final String FILE = "_./+=:@,-";
    private static final int SECONDS_OF_A_MINUTE = 60;

    private LsfDirectives() {}

    static List<String> of(Job job) {
        PlainQueue.requireNone(job.queue().qos(), "quality of service", Scheduler.LSF);
        PlainQueue.requireNone(job.queue().constraint(), "constraint", Scheduler.LSF);
        List<String> options = new ArrayList<>();
        options.add("-J " + Scheduler.LSF.jobName(job.name()));
        job.queue().account().ifPresent(text -> options.add("-P " + Text.of("_.+@-", text, "the account")));
        job.queue().partition().ifPresent(text -> options.add("-q " + Text.of("_.-", text, "the queue")));
        resources(job, options);
        job.output().ifPresent(text -> options.add("-o " + Text.of(FILE, text, "the output file")));
        job.error().ifPresent(text -> options.add("-e " + Text.of(FILE, text, "the error file")));
        return options.stream()
                .map(option -> Scheduler.LSF.mark() + " " + option)
                .toList();
    }

    private static void resources(Job job, List<String> options) {
        Resources resources = job.resources();
        if (job.command().launcher() == Launcher.JSRUN) {
            options.add("-nnodes " + resources.nodes());
        } else {
            options.add("-n " + (long) resources.nodes() * resources.tasksPerNode());
            options.add("-R \"span[ptile=" + resources.tasksPerNode() + "]\"");
            options.add("-R \"affinity[core(" + resources.cpusPerTask() + ")]\"");
        }
        OptionalLong memory = resources.memoryBytesPerNode();
        if (memory.isPresent()) {
            options.add("-R \"rusage[mem=" + Quantity.memory(memory.getAsLong(), "MB", "GB") + "]\"");
        }
        if (resources.gpusPerNode() > 0) {
            options.add("-gpu \"num=" + resources.gpusPerNode() + "\"");
        }
        if (resources.exclusive()) {
            options.add("-x");
        }
        if (resources.seconds().isPresent()) {
            long minutes = Quantity.ceil(resources.seconds().getAsLong(), SECONDS_OF_A_MINUTE);
            options.add("-W " + Quantity.minutes(minutes));
        }
    }
}
