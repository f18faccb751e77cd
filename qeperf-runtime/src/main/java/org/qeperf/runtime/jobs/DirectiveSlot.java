package org.qeperf.runtime.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;

/**
 * A place in directives that holds one value of a job.
 *
 * @param markers what stands before the value
 * @param ends characters behind it
 * @param value the value of a job, empty where the place is not needed
 */
record DirectiveSlot(List<String> markers, String ends, Function<Job, Optional<String>> value) {

    private static final String BLANK = " \t";
    private static final String CHUNK = " \t:+";
    private static final String QUOTED = " \t\"]):,";
    private static final long MEBIBYTE = 1L << 20;

    /** What its batch system's directives begin with. */
    static String mark(Scheduler scheduler) {
        return switch (scheduler) {
            case SLURM -> "#SBATCH";
            case PBS -> "#PBS";
            case LSF -> "#BSUB";
            case SGE -> "#$";
        };
    }

    static List<DirectiveSlot> of(Scheduler scheduler) {
        return switch (scheduler) {
            case SLURM -> slurm();
            case PBS -> pbs();
            case LSF -> lsf();
            case SGE -> sge();
        };
    }

    private static List<DirectiveSlot> slurm() {
        return List.of(
                option(job -> job.queue().partition(), "--partition", "-p"),
                option(job -> job.queue().qos(), "--qos", "-q"),
                option(job -> job.queue().constraint(), "--constraint", "-C"),
                option(number(Resources::nodes), "--nodes", "-N"),
                option(number(Resources::tasksPerNode), "--ntasks-per-node", "--tasks-per-node"),
                option(number(DirectiveSlot::ranks), "--ntasks", "-n"),
                option(number(Resources::cpusPerTask), "--cpus-per-task", "-c"),
                option(positive(Resources::gpusPerNode), "--gpus-per-node"),
                new DirectiveSlot(List.of("--gres=gpu:"), BLANK, positive(Resources::gpusPerNode)),
                option(positive(r -> (long) r.nodes() * r.gpusPerNode()), "--gpus", "-G"),
                option(memory(r -> 1, "M", "G"), "--mem"),
                option(memory(r -> (long) r.tasksPerNode() * r.cpusPerTask(), "M", "G"), "--mem-per-cpu"),
                new DirectiveSlot(
                        List.of("--exclusive"),
                        BLANK,
                        job -> job.resources().exclusive() ? Optional.of("") : Optional.empty()),
                option(DirectiveSlot::clock, "--time", "-t"));
    }

    private static DirectiveSlot option(Function<Job, Optional<String>> value, String... names) {
        List<String> markers = Arrays.stream(names)
                .flatMap(name -> name.startsWith("--") ? Stream.of(name + "=", name + " ") : Stream.of(name + " "))
                .toList();
        return new DirectiveSlot(markers, BLANK, value);
    }

    private static List<DirectiveSlot> pbs() {
        return List.of(
                option(job -> job.queue().partition(), "-q"),
                chunk("select=", number(Resources::nodes)),
                chunk("ncpus=", number(DirectiveSlot::cores)),
                chunk("mpiprocs=", number(Resources::tasksPerNode)),
                chunk("ompthreads=", number(Resources::cpusPerTask)),
                chunk("ngpus=", positive(Resources::gpusPerNode)),
                chunk("mem=", memory(r -> 1, "mb", "gb")),
                new DirectiveSlot(List.of("walltime="), " \t,", DirectiveSlot::clock));
    }

    private static DirectiveSlot chunk(String marker, Function<Job, Optional<String>> value) {
        return new DirectiveSlot(List.of(marker), CHUNK, value);
    }

    private static List<DirectiveSlot> lsf() {
        return List.of(
                option(job -> job.queue().partition(), "-q"),
                option(number(DirectiveSlot::ranks), "-n"),
                option(number(Resources::nodes), "-nnodes"),
                quoted("ptile=", number(Resources::tasksPerNode)),
                quoted("core(", number(Resources::cpusPerTask)),
                quoted("mem=", memory(r -> 1, "MB", "GB")),
                quoted("num=", positive(Resources::gpusPerNode)),
                option(
                        job -> job.resources().seconds().isEmpty()
                                ? Optional.empty()
                                : Optional.of(hours(job.resources().seconds().getAsLong())),
                        "-W"));
    }

    private static DirectiveSlot quoted(String marker, Function<Job, Optional<String>> value) {
        return new DirectiveSlot(List.of(marker), QUOTED, value);
    }

    private static List<DirectiveSlot> sge() {
        return List.of(
                option(job -> job.queue().partition(), "-q"),
                new DirectiveSlot(
                        List.of("-pe "),
                        "",
                        job -> Optional.of(job.queue().constraint().orElse("mpi") + " "
                                + job.resources().nodes() * cores(job.resources()))),
                new DirectiveSlot(List.of("h_vmem="), " \t,", memory(DirectiveSlot::cores, "M", "G")),
                new DirectiveSlot(List.of("gpu="), " \t,", positive(Resources::gpusPerNode)),
                new DirectiveSlot(List.of("h_rt="), " \t,", DirectiveSlot::clock));
    }

    private static long ranks(Resources resources) {
        return (long) resources.nodes() * resources.tasksPerNode();
    }

    private static long cores(Resources resources) {
        return (long) resources.tasksPerNode() * resources.cpusPerTask();
    }

    private static Function<Job, Optional<String>> number(Function<Resources, Number> of) {
        return job -> Optional.of(String.valueOf(of.apply(job.resources())));
    }

    private static Function<Job, Optional<String>> positive(Function<Resources, Number> of) {
        return job -> Optional.of(of.apply(job.resources()))
                .filter(n -> n.longValue() > 0)
                .map(String::valueOf);
    }

    private static Function<Job, Optional<String>> memory(Function<Resources, Number> parts, String mebi, String gibi) {
        return job -> {
            Resources resources = job.resources();
            if (resources.memoryBytesPerNode().isEmpty()) {
                return Optional.empty();
            }
            long unit = parts.apply(resources).longValue() * MEBIBYTE;
            long mebibytes = (resources.memoryBytesPerNode().getAsLong() - 1) / unit + 1;
            return Optional.of(mebibytes % 1024 == 0 ? mebibytes / 1024 + gibi : mebibytes + mebi);
        };
    }

    private static Optional<String> clock(Job job) {
        return job.resources().seconds().isEmpty()
                ? Optional.empty()
                : Optional.of(Words.time(job.resources().seconds().getAsLong()));
    }

    private static String hours(long seconds) {
        long minutes = (seconds - 1) / 60 + 1;
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    /** Where the value begins in a line of directives, -1 where it does not stand there. */
    int find(String line) {
        for (String marker : markers) {
            int at = line.indexOf(marker);
            while (at > 0) {
                if (" \t:[,\"(".indexOf(line.charAt(at - 1)) >= 0) {
                    return at;
                }
                at = line.indexOf(marker, at + 1);
            }
        }
        return -1;
    }

    /** Index behind the marker that stands at an index. */
    int valueStart(String line, int at) {
        for (String marker : markers) {
            if (line.startsWith(marker, at)) {
                int start = at + marker.length();
                while (marker.endsWith(" ") && start < line.length() && line.charAt(start) == ' ') {
                    start++;
                }
                return start;
            }
        }
        throw new IllegalArgumentException("no marker at " + at);
    }

    int valueEnd(String line, int start) {
        int end = start;
        if (ends.isEmpty()) {
            int hash = line.indexOf('#', start);
            return hash < 0 ? line.stripTrailing().length() : hash;
        }
        while (end < line.length() && ends.indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
