package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Quantity;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;

/**
 * A place in directives that holds one value of a job.
 *
 * @param options options with the value, or with a list that it is in
 * @param marker what stands before the value in the list; empty where the option has the value alone
 * @param ends characters behind the value in the list
 * @param words how many words the option's value is, 0 for an option without
 * @param ofRanks whether it spreads the cores of a node over ranks
 * @param value the value of a job, empty where the place is not needed
 */
record DirectiveSlot(
        List<String> options,
        String marker,
        String ends,
        int words,
        boolean ofRanks,
        Function<Job, Optional<String>> value) {

    private static final String CHUNK = " \t:+,\"'";
    private static final String QUOTED = " \t\"'[]():,";

    /**
     * Where a line holds the value.
     *
     * @param from index of what holds it and nothing else
     * @param valueFrom index of the value
     * @param to index behind both
     */
    record Place(int from, int valueFrom, int to) {}

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
                ranks(option(number(Resources::tasksPerNode), "--ntasks-per-node", "--tasks-per-node")),
                ranks(option(number(DirectiveSlot::ranks), "--ntasks", "-n")),
                ranks(option(number(Resources::cpusPerTask), "--cpus-per-task", "-c")),
                option(positive(Resources::gpusPerNode), "--gpus-per-node"),
                item("--gres", "gpu:", " ,", positive(Resources::gpusPerNode)),
                option(positive(r -> (long) r.nodes() * r.gpusPerNode()), "--gpus", "-G"),
                option(memory(r -> 1, "M", "G"), "--mem"),
                option(memory(DirectiveSlot::cores, "M", "G"), "--mem-per-cpu"),
                new DirectiveSlot(
                        List.of("--exclusive"),
                        "",
                        "",
                        0,
                        false,
                        job -> job.resources().exclusive() ? Optional.of("") : Optional.empty()),
                option(DirectiveSlot::clock, "--time", "-t"));
    }

    private static DirectiveSlot option(Function<Job, Optional<String>> value, String... names) {
        return new DirectiveSlot(Arrays.asList(names), "", "", 1, false, value);
    }

    private static DirectiveSlot item(
            String option, String marker, String ends, Function<Job, Optional<String>> value) {
        return new DirectiveSlot(List.of(option), marker, ends, 1, false, value);
    }

    private static DirectiveSlot ranks(DirectiveSlot slot) {
        return new DirectiveSlot(slot.options, slot.marker, slot.ends, slot.words, true, slot.value);
    }

    private static List<DirectiveSlot> pbs() {
        return List.of(
                option(job -> job.queue().partition(), "-q"),
                item("-l", "select=", CHUNK, number(Resources::nodes)),
                item("-l", "ncpus=", CHUNK, number(DirectiveSlot::cores)),
                ranks(item("-l", "mpiprocs=", CHUNK, number(Resources::tasksPerNode))),
                ranks(item("-l", "ompthreads=", CHUNK, number(Resources::cpusPerTask))),
                item("-l", "ngpus=", CHUNK, positive(Resources::gpusPerNode)),
                item("-l", "mem=", CHUNK, memory(r -> 1, "mb", "gb")),
                item("-l", "walltime=", " ,", DirectiveSlot::clock));
    }

    private static List<DirectiveSlot> lsf() {
        return List.of(
                option(job -> job.queue().partition(), "-q"),
                ranks(option(number(DirectiveSlot::ranks), "-n")),
                option(number(Resources::nodes), "-nnodes"),
                ranks(item("-R", "ptile=", QUOTED, number(Resources::tasksPerNode))),
                ranks(item("-R", "core(", QUOTED, number(Resources::cpusPerTask))),
                item("-R", "mem=", QUOTED, memory(r -> 1, "MB", "GB")),
                item("-gpu", "num=", QUOTED, positive(Resources::gpusPerNode)),
                option(
                        job -> job.resources().seconds().isEmpty()
                                ? Optional.empty()
                                : Optional.of(hours(job.resources().seconds().getAsLong())),
                        "-W"));
    }

    private static List<DirectiveSlot> sge() {
        return List.of(
                option(job -> job.queue().partition(), "-q"),
                new DirectiveSlot(
                        List.of("-pe"),
                        "",
                        "",
                        2,
                        false,
                        job -> Optional.of(job.queue().constraint().orElse(Queue.PARALLEL_ENVIRONMENT) + " "
                                + job.resources().nodes() * cores(job.resources()))),
                item("-l", "h_vmem=", " ,", memory(DirectiveSlot::cores, "M", "G")),
                item("-l", "gpu=", " ,", positive(Resources::gpusPerNode)),
                item("-l", "h_rt=", " ,", DirectiveSlot::clock));
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
            long all = resources.memoryBytesPerNode().getAsLong();
            long part = (all - 1) / parts.apply(resources).longValue() + 1;
            return Optional.of(Quantity.memory(part, mebi, gibi));
        };
    }

    private static Optional<String> clock(Job job) {
        return job.resources().seconds().isEmpty()
                ? Optional.empty()
                : Optional.of(Quantity.clock(job.resources().seconds().getAsLong()));
    }

    private static String hours(long seconds) {
        return Quantity.minutes((seconds - 1) / 60 + 1);
    }

    /** All places of the value in a line of directives, the last one first. */
    List<Place> in(String line, Scheduler scheduler) {
        List<DirectiveWord> all = DirectiveWord.of(line, scheduler);
        List<Place> places = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            DirectiveWord word = all.get(i);
            for (String option : options) {
                int attached = attached(word.text(), option, scheduler);
                if (word.text().equals(option) && i + words < all.size()) {
                    int valueFrom = words == 0 ? word.to() : all.get(i + 1).from();
                    part(
                            line,
                            new Place(word.from(), valueFrom, all.get(i + words).to()),
                            places);
                } else if (attached > 0) {
                    part(line, new Place(word.from(), word.from() + attached, word.to()), places);
                }
            }
        }
        return places;
    }

    /** Index of a value in the word of its option, 0 where it has none there. */
    private int attached(String word, String option, Scheduler scheduler) {
        if (option.startsWith("--")) {
            return words > 0 && word.startsWith(option + "=") ? option.length() + 1 : 0;
        }
        boolean letters = scheduler == Scheduler.SLURM || scheduler == Scheduler.PBS;
        return letters && word.length() > 2 && word.startsWith(option) ? 2 : 0;
    }

    private void part(String line, Place whole, List<Place> places) {
        if (marker.isEmpty()) {
            places.add(whole);
            return;
        }
        for (int at = line.lastIndexOf(marker, whole.to());
                at >= whole.valueFrom();
                at = line.lastIndexOf(marker, at - 1)) {
            char before = line.charAt(at - 1);
            if (at == whole.valueFrom() || " \t:+,[(\"'".indexOf(before) >= 0) {
                int from = at + marker.length();
                int to = from;
                while (to < whole.to() && ends.indexOf(line.charAt(to)) < 0) {
                    to++;
                }
                boolean alone = at == whole.valueFrom() && to == whole.to();
                boolean listed = before == ':' || before == ',';
                places.add(new Place(alone ? whole.from() : listed ? at - 1 : at, from, to));
            }
        }
    }
}
