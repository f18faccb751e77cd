package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Directives of Grid Engine (manual pages submit(1), complex(5), queue_conf(5)). It counts slots, which are cores here; a
 * parallel environment spreads them over nodes. Memory is asked for each slot.
 */
final class SgeDirectives {

    private SgeDirectives() {}

    static List<String> of(Job job) {
        PlainQueue.requireNone(job.queue().qos(), "quality of service", Scheduler.SGE);
        List<String> options = new ArrayList<>();
        options.add("-S /bin/bash");
        options.add("-cwd");
        options.add("-N " + Scheduler.SGE.jobName(job.name()));
        job.queue().account().ifPresent(text -> options.add("-P " + Text.of("_.+-", text, "the account")));
        job.queue().partition().ifPresent(text -> options.add("-q " + Text.of("_.@-", text, "the queue")));
        String environment = job.queue().constraint().orElse(Queue.PARALLEL_ENVIRONMENT);
        options.add("-pe " + Text.of("_.-", environment, "the parallel environment") + " " + slots(job.resources()));
        resources(job.resources(), options);
        job.output().ifPresent(text -> options.add("-o " + file(text, "the output file")));
        options.add(
                job.error().map(text -> "-e " + file(text, "the error file")).orElse("-j y"));
        return options.stream()
                .map(option -> Scheduler.SGE.mark() + " " + option)
                .toList();
    }

    private static void resources(Resources resources, List<String> options) {
        OptionalLong memory = resources.memoryBytesPerNode();
        if (memory.isPresent()) {
            long each = Quantity.ceil(memory.getAsLong(), slots(resources) / resources.nodes());
            options.add("-l h_vmem=" + Quantity.memory(each, "M", "G"));
        }
        if (resources.gpusPerNode() > 0) {
            options.add("-l gpu=" + resources.gpusPerNode());
        }
        if (resources.exclusive()) {
            options.add("-l exclusive=true");
        }
        resources.seconds().ifPresent(seconds -> options.add("-l h_rt=" + Quantity.clock(seconds)));
    }

    private static long slots(Resources resources) {
        return (long) resources.nodes() * resources.tasksPerNode() * resources.cpusPerTask();
    }

    /** A colon would end the name of a host, and {@code $} and {@code ~} stand for other texts. */
    private static String file(String text, String what) {
        return Text.of("_./+=@%-", text, what);
    }
}
