package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.loop.Attempt;
import org.qeperf.train.loop.Comparison;
import org.qeperf.train.loop.JobEnd;
import org.qeperf.train.loop.JobLoop;
import org.qeperf.train.loop.JobRecord;
import org.qeperf.train.loop.JobStore;
import org.qeperf.train.loop.LoopOptions;
import org.qeperf.train.loop.SlurmSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = {
            "Follows the jobs that 'qeperf script --submit' submitted to Slurm.",
            "Those that ran out of time or memory are tried again with a better request; all become run records and are compared",
            "with what was predicted. See docs/loop.md."
        },
        footer = {"", "Example: qeperf jobs follow --attempts 4"})
final class JobsCommand implements Runnable {

    static final String STORE = "qeperf-jobs";

    private static final int NOT_ALL_DONE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given; expected follow, list or cancel");
    }

    /** Where the jobs are. */
    static final class StoreOption {

        @Option(
                names = "--store",
                paramLabel = "DIR",
                defaultValue = STORE,
                description = "the folder of the jobs (default: ${DEFAULT-VALUE})")
        private Path folder = Path.of(STORE);

        Path existing() {
            if (!Files.isDirectory(folder.resolve("jobs"))) {
                throw new QePerfException(
                        folder + " has no jobs; expected a folder that 'qeperf script --submit' made");
            }
            return folder;
        }
    }

    @Command(
            name = "follow",
            mixinStandardHelpOptions = true,
            description = {
                "Follows all jobs until each has ended for good. It may be killed at any moment: the same command goes on.",
                "The exit status is 3 unless every job is done."
            })
    int follow(
            @Mixin StoreOption store,
            @Option(
                            names = "--attempts",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "how often a job may be submitted (default: 3)")
                    int attempts,
            @Option(
                            names = "--poll",
                            paramLabel = "S",
                            defaultValue = "60",
                            description = "seconds between two questions at most (default: 60)")
                    int poll,
            @Option(
                            names = "--at-once",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = {
                                "how many jobs may wait and run at a time (default: 100);",
                                "those that come later learn from those that are done"
                            })
                    int atOnce) {
        if (attempts < 1 || poll < 1 || atOnce < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--attempts " + attempts + " --poll " + poll + " --at-once " + atOnce
                            + "; expected at least 1 of each");
        }
        LoopOptions standard = LoopOptions.DEFAULT;
        Duration longest = Duration.ofSeconds(poll);
        LoopOptions options = new LoopOptions(
                attempts,
                atOnce,
                longest.compareTo(standard.shortestPoll()) < 0 ? longest : standard.shortestPoll(),
                longest,
                standard.grace(),
                standard.asksUntilLost(),
                standard.timeUntilLost(),
                standard.submitting(),
                standard.patience());
        try {
            JobLoop.follow(store.existing(), new SlurmSystem(), options, err()::println);
            List<String> problems = new ArrayList<>();
            List<JobRecord> jobs = JobStore.list(store.existing(), problems::add);
            print(jobs);
            return problems.isEmpty() && jobs.stream().allMatch(JobsCommand::isDone) ? 0 : NOT_ALL_DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_ALL_DONE;
        }
    }

    private static boolean isDone(JobRecord job) {
        return job.verdict().filter(end -> end.kind() == JobEnd.DONE).isPresent();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists jobs, and what was predicted and measured.")
    void list(@Mixin StoreOption store, @Mixin FormatOption format) {
        List<JobRecord> jobs = JobStore.list(store.existing(), err()::println);
        if (format.isJson()) {
            FormatOption.print(document(jobs), out());
        } else {
            print(jobs);
        }
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Cancels a job; it is not tried again.")
    void cancel(
            @Mixin StoreOption store,
            @Parameters(index = "0", paramLabel = "ID", description = "the job, as 'qeperf jobs list' names it")
                    String id)
            throws InterruptedException {
        JobStore.cancel(store.existing(), id, new SlurmSystem());
        err().println(id + " is cancelled; 'qeperf jobs follow' notes its end");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private void print(List<JobRecord> jobs) {
        Comparison comparison = Comparison.of(jobs);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("job", "name", "state", "attempts", "asked", "used", "predicted", "measured", "factor"));
        for (JobRecord job : jobs) {
            Optional<Comparison.Row> row =
                    comparison.rows().stream().filter(r -> r.job().equals(job)).findFirst();
            rows.add(List.of(
                    job.id(),
                    InputException.printable(job.job().name()),
                    state(job),
                    Integer.toString(job.attempts().size()),
                    row.map(r -> seconds(r.askedSeconds())).orElse(""),
                    row.map(r -> seconds(r.usedSeconds())).orElse(""),
                    Quantities.seconds(job.forecast().seconds().value()),
                    row.map(r -> seconds(r.seconds().measured())).orElse(""),
                    row.map(r -> number(r.seconds().factor())).orElse("")));
        }
        FormatOption.print(rows, out());
        Comparison.Summary all = comparison.summary();
        if (all.compared() + all.misses() > 0) {
            String level = all.level().isPresent() ? percent(all.level()) + " % " : "";
            String median = all.compared() > 0
                    ? "measured is " + number(all.medianFactor()) + " x predicted in the median, "
                    : "";
            out().printf(
                            Locale.ROOT,
                            "%d compared: %s%s %% within the %sinterval; %.3g node-hours asked for and not used, %.3g lost%n",
                            all.compared() + all.misses(),
                            median,
                            percent(all.coverage()),
                            level,
                            all.nodeHoursNotUsed(),
                            all.nodeHoursFailed());
        }
    }

    private static String state(JobRecord job) {
        if (job.hasEnded()) {
            return job.verdict().orElseThrow().kind().toString();
        }
        Optional<Attempt> last =
                job.lastAttempt().filter(attempt -> attempt.end().isEmpty());
        return last.map(attempt -> attempt.history().isEmpty()
                        ? "submitted"
                        : attempt.history()
                                .get(attempt.history().size() - 1)
                                .state()
                                .word())
                .orElse("planned");
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? Quantities.seconds(seconds.getAsDouble()) : "";
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3g", value.getAsDouble()) : "";
    }

    private static String percent(OptionalDouble share) {
        return String.format(Locale.ROOT, "%.0f", 100 * share.orElse(0));
    }

    private static ObjectNode document(List<JobRecord> jobs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("jobs");
        Comparison comparison = Comparison.of(jobs);
        for (JobRecord job : jobs) {
            ObjectNode node = list.addObject()
                    .put("id", job.id())
                    .put("name", job.job().name())
                    .put("state", state(job))
                    .put("attempts", job.attempts().size())
                    .put("slurm_job", job.lastAttempt().flatMap(Attempt::jobId).orElse(null))
                    .put("reason", job.verdict().map(JobRecord.Verdict::reason).orElse(null));
            comparison.rows().stream()
                    .filter(r -> r.job().equals(job))
                    .findFirst()
                    .ifPresent(row -> {
                        put(node.putObject("seconds"), row.seconds());
                        put(node.putObject("seconds_per_scf_iteration"), row.secondsPerScfIteration());
                        put(node.putObject("scf_iterations"), row.scfIterations());
                        put(node.putObject("bytes_per_node"), row.bytesPerNode());
                        put(node, "asked_s", row.askedSeconds());
                        put(node, "used_s", row.usedSeconds());
                        put(node, "asked_bytes_per_node", row.askedBytesPerNode());
                    });
        }
        Comparison.Summary all = comparison.summary();
        ObjectNode summary = document.putObject("summary");
        ObjectNode ends = summary.putObject("ends");
        all.ends().forEach((end, n) -> ends.put(end.key(), n));
        summary.put("compared", all.compared());
        put(summary, "median_factor", all.medianFactor());
        summary.put("missed", all.misses());
        put(summary, "coverage", all.coverage());
        put(summary, "level", all.level());
        summary.put("attempts", all.attempts())
                .put("node_hours_not_used", all.nodeHoursNotUsed())
                .put("node_hours_lost", all.nodeHoursFailed());
        return document;
    }

    private static void put(ObjectNode node, Comparison.Pair pair) {
        node.put("predicted", pair.predicted().value())
                .put("lower", pair.predicted().interval().lower())
                .put("upper", pair.predicted().interval().upper());
        put(node, "measured", pair.measured());
        node.put("held", pair.held().orElse(null));
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        node.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
    }
}
