package org.qeperf.examples.temporal;

import io.temporal.activity.Activity;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.DestinationRules;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;
import org.qeperf.runtime.jobs.PlannedJob;
import org.qeperf.train.loop.BatchSystem;
import org.qeperf.train.loop.JobLoop;
import org.qeperf.train.loop.JobRecord;
import org.qeperf.train.loop.JobStore;
import org.qeperf.train.loop.LoopOptions;
import org.qeperf.train.loop.Submission;
import org.qeperf.train.store.RunStore;

/**
 * Runs of pw.x through a batch system. Each attempt has a job store of its own in a folder that follows from the workflow's run and
 * the number of the attempt, so whoever repeats an activity finds what was done. Safe for concurrent use.
 */
public final class PwRuns implements RunActivities {

    private static final int MOST_NODES = 16;
    private static final int ONCE = 1;

    /** The workflow decides about another attempt, so qeperf makes one. */
    private static final LoopOptions FOLLOW = new LoopOptions(
            ONCE,
            ONCE,
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            LoopOptions.DEFAULT.grace(),
            LoopOptions.DEFAULT.asksUntilLost(),
            LoopOptions.DEFAULT.timeUntilLost(),
            LoopOptions.DEFAULT.submitting(),
            LoopOptions.DEFAULT.patience());

    private final Path folder;
    private final Supplier<BatchSystem> batch;
    private final RunStore runs;

    /**
     * Activities of a worker.
     *
     * @param folder where job stores are made, shared by all workers
     * @param batch a new connection to the batch system
     * @param runs where finished runs are kept
     */
    public PwRuns(Path folder, Supplier<BatchSystem> batch, RunStore runs) {
        this.folder = folder;
        this.batch = batch;
        this.runs = runs;
    }

    /** An order with all that qeperf needs for an answer. */
    private record Question(Destination destination, RunPredictor predictor, SimulationFiles files, Workload run) {

        static Question of(RunOrder order) {
            Destination destination = Clusters.shipped().find(order.machine(), Optional.empty());
            RunPredictor predictor = RunPredictor.load(destination.machine(), destination.maxNodes(MOST_NODES));
            List<Path> folders = order.pseudoDirs().stream().map(Path::of).toList();
            SimulationFiles files = new SimulationFiles(Path.of(order.input()), folders, order.qeVersion());
            return new Question(destination, predictor, files, predictor.read(files));
        }

        PlannedJob plan(Layout layout, JobOptions options) {
            return new JobPlanner(predictor).plan(run, layout, destination, options);
        }
    }

    @Override
    public Advised advise(RunOrder order) {
        Question question = Question.of(order);
        Advice advice = new Advisor(question.predictor())
                .advise(question.run(), DestinationRules.ask(question.destination(), Objective.COST, MOST_NODES));
        return new Advised(Spread.of(advice.best().layout()), advice.reasons());
    }

    @Override
    public Predicted predict(RunOrder order, Spread layout) {
        Question question = Question.of(order);
        PlannedJob planned = question.plan(layout.layout(), options(order));
        RunForecast forecast = planned.forecast();
        long memory = question.destination().machine().memoryBytesPerNode();
        return new Predicted(
                layout,
                forecast.time().totalSeconds().value(),
                forecast.risk().ofFailure(),
                new Request(
                        1,
                        planned.job()
                                .resources()
                                .seconds()
                                .orElse(forecast.time().requestSeconds()),
                        boxed(planned.job().resources().memoryBytesPerNode())),
                (long) question.destination()
                        .maxSeconds()
                        .orElse(Duration.ofDays(1).toSeconds()),
                memory,
                forecast.predictions().stream()
                        .map(said -> new Predicted.Quantity(
                                forecast.models().get(said.target()), said.target(), said.value(), said.interval()))
                        .toList());
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static JobOptions options(RunOrder order) {
        JobOptions options = JobOptions.of("pw", order.input()).withEnvironment(order.environment());
        options = order.executable().isPresent()
                ? options.withExecutable(order.executable().get())
                : options;
        options = order.seconds().isPresent()
                ? options.withSeconds(order.seconds().get())
                : options;
        return order.bytesPerNode().isPresent()
                ? options.withMemoryBytesPerNode(order.bytesPerNode().get())
                : options;
    }

    @Override
    public Submitted submit(RunOrder order, Spread layout, Request request) {
        Path store = folder.resolve(Activity.getExecutionContext().getInfo().getRunId())
                .resolve("attempt-" + request.attempt());
        if (JobStore.list(store, problem -> {}).isEmpty()) {
            Question question = Question.of(order);
            JobOptions asked = options(order).withSeconds(request.seconds());
            JobOptions options = request.bytesPerNode().isPresent()
                    ? asked.withMemoryBytesPerNode(request.bytesPerNode().get())
                    : asked;
            try {
                new Submission(store, batch.get())
                        .submit(question.plan(layout.layout(), options), options, question.files());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Activity.wrap(e);
            }
        }
        return new Submitted(store.toString());
    }

    @Override
    public String await(Submitted job) {
        Path store = Path.of(job.store());
        try (Following following = Following.begin(Activity.getExecutionContext())) {
            try {
                JobLoop.follow(store, batch.get(), FOLLOW, following::heard);
            } catch (InterruptedException e) {
                throw interrupted(store, following, e);
            } catch (QePerfException e) {
                // The batch system is silent, or the worker before this one has not let go yet.
                throw ApplicationFailure.newFailureWithCause(e.getMessage(), "NotFollowed", e);
            }
        }
        JobRecord.Verdict verdict = only(store).verdict().orElseThrow();
        String type = type(verdict);
        if (!type.isEmpty()) {
            throw ApplicationFailure.newNonRetryableFailure(verdict.reason(), type);
        }
        return verdict.reason();
    }

    /** A cancelled workflow takes its job back. A worker that goes leaves it to the next one. */
    private RuntimeException interrupted(Path store, Following following, InterruptedException e) {
        Optional<ActivityCompletionException> ended = following.ended();
        if (ended.isPresent() && ended.get() instanceof ActivityCanceledException) {
            try {
                JobStore.cancel(store, only(store).id(), batch.get());
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }
        return ended.isPresent() ? ended.get() : Activity.wrap(e);
    }

    private static JobRecord only(Path store) {
        return JobStore.list(store, problem -> {
                    throw new QePerfException(problem);
                })
                .get(0);
    }

    private static String type(JobRecord.Verdict verdict) {
        return switch (verdict.kind()) {
            case DONE -> "";
            case TIME_LIMIT -> TIME_LIMIT;
            case OUT_OF_MEMORY -> OUT_OF_MEMORY;
            case NODE_FAILURE, BOOT_FAILURE, PREEMPTED, LOST -> BAD_LUCK;
            case OWN_TIME_LIMIT, CANCELLED, FAILED, DEADLINE, NEVER_STARTS, REFUSED -> FAILED;
        };
    }

    @Override
    public RunReport learn(Predicted predicted, List<Submitted> jobs) {
        return new Lesson(runs, predicted)
                .of(jobs.stream()
                        .map(job -> Path.of(job.store()).resolve("runs.jsonl"))
                        .filter(Files::isRegularFile)
                        .toList());
    }
}
