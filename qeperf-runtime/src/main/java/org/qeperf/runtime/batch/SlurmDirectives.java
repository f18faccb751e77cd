package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;

/**
 * Directives of Slurm (manual page sbatch(1), section OPTIONS). Inside double quotes its reader takes every character as it is
 * but for the quote and the backslash, which a backslash before makes plain; tried with Slurm 22.05.
 */
final class SlurmDirectives {

    private static final String HARMLESS = "_./+=:@,%-";
    private static final int SECONDS_OF_A_DAY = 86400;

    private SlurmDirectives() {}

    static List<String> of(Job job) {
        List<String> options = new ArrayList<>();
        options.add("job-name=" + value(Scheduler.SLURM.jobName(job.name())));
        Queue queue = job.queue();
        queue.account().ifPresent(text -> options.add("account=" + filled(text, "the account")));
        queue.partition().ifPresent(text -> options.add("partition=" + filled(text, "the partition")));
        queue.qos().ifPresent(text -> options.add("qos=" + filled(text, "the quality of service")));
        queue.constraint().ifPresent(text -> options.add("constraint=" + filled(text, "the constraint")));
        resources(job.resources(), options);
        job.output().ifPresent(text -> options.add("output=" + file(text, "the output file")));
        job.error().ifPresent(text -> options.add("error=" + file(text, "the error file")));
        return options.stream()
                .map(option -> Scheduler.SLURM.mark() + " --" + option)
                .toList();
    }

    private static void resources(Resources resources, List<String> options) {
        options.add("nodes=" + resources.nodes());
        options.add("ntasks-per-node=" + resources.tasksPerNode());
        options.add("cpus-per-task=" + resources.cpusPerTask());
        if (resources.gpusPerNode() > 0) {
            options.add("gpus-per-node=" + resources.gpusPerNode());
        }
        if (resources.memoryBytesPerNode().isPresent()) {
            options.add("mem=" + Quantity.memory(resources.memoryBytesPerNode().getAsLong(), "M", "G"));
        } else if (resources.exclusive()) {
            options.add("mem=0");
        }
        if (resources.exclusive()) {
            options.add("exclusive");
        }
        resources.seconds().ifPresent(seconds -> options.add("time=" + time(seconds)));
    }

    private static String time(long seconds) {
        long days = seconds / SECONDS_OF_A_DAY;
        String rest = Quantity.clock(seconds % SECONDS_OF_A_DAY);
        return days == 0 ? rest : days + "-" + rest;
    }

    /** A file name in which no pattern stands (section FILENAME PATTERN); a backslash would turn off more than that. */
    private static String file(String text, String what) {
        if (text.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(what + " is " + InputException.quote(text)
                    + "; expected a name without backslash, since Slurm drops it");
        }
        return filled(text.replace("%", "%%"), what);
    }

    private static String filled(String text, String what) {
        return value(Text.filled(text, what));
    }

    private static String value(String text) {
        if (text.chars().allMatch(c -> Text.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0)) {
            return text;
        }
        return '"' + plainWords(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /** Two words begin another job of a heterogeneous one, in quotes too; a backslash in them hides them. */
    private static String plainWords(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.regionMatches(true, i, "hetjob", 0, 6) || text.regionMatches(true, i, "packjob", 0, 7)) {
                out.append('\\');
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }
}
