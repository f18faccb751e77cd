package org.qeperf.train.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.forecast.Extractors;

/**
 * Follows the jobs of a store until each has ended for good: submits, asks what they do, reads what they leave, and asks for another
 * time, memory or layout where those were too small. May be killed at any moment; the next one goes on. Not safe for concurrent use.
 */
public final class JobLoop {

    private static final String PW = "pw.x";

    /** How long a command that submits may outlive the process that was killed. */
    private static final Duration SUBMITTING = Duration.ofSeconds(30);

    /** A first refusal may come of a batch system that is just starting again. */
    private static final int REFUSALS = 3;

    private final JobStore store;
    private final BatchSystem batch;
    private final LoopOptions options;
    private final Consumer<String> listener;
    private final BiFunction<Job, Scheduler, String> scripts;
    private final LayoutSearch layouts;
    private final AttemptReader reader;

    private final Map<String, Integer> unknown = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Set<String> heardOnce = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private boolean answered;
    private boolean changed;

    /**
     * A loop with qeperf's scripts and models.
     *
     * @param store the jobs
     * @param batch where they run
     * @param options how they are followed
     * @param listener hears a line for whatever happens
     */
    public JobLoop(JobStore store, BatchSystem batch, LoopOptions options, Consumer<String> listener) {
        this(store, batch, options, listener, BatchScript::write, LayoutSearch.Predictors.shipped());
    }

    JobLoop(
            JobStore store,
            BatchSystem batch,
            LoopOptions options,
            Consumer<String> listener,
            BiFunction<Job, Scheduler, String> scripts,
            LayoutSearch.Predictors predictors) {
        this.store = store;
        this.batch = batch;
        this.options = options;
        this.listener = listener;
        this.scripts = scripts;
        this.layouts = new LayoutSearch(store, predictors);
        this.reader = new AttemptReader(store, Extractors.find(PW));
    }

    /**
     * Follows until no job is open. Jobs that are added meanwhile are followed too.
     *
     * @throws QePerfException if the batch system does not answer at all, or not for as long as the options' patience
     * @throws InterruptedException if the thread is interrupted; jobs go on, and may be followed later
     */
    public void run() throws InterruptedException {
        Duration pause = options.shortestPoll();
        Optional<Instant> silentSince = Optional.empty();
        while (true) {
            changed = false;
            try {
                if (round() == 0) {
                    return;
                }
                answered = true;
                silentSince = Optional.empty();
            } catch (NoAnswer e) {
                Instant since = silentSince.orElseGet(Instant::now);
                if (!answered || Instant.now().isAfter(since.plus(options.patience()))) {
                    throw e.cause;
                }
                if (silentSince.isEmpty()) {
                    listener.accept("the batch system does not answer, which is waited for: " + e.cause.getMessage());
                }
                silentSince = Optional.of(since);
            }
            pause = changed ? options.shortestPoll() : longer(pause);
            Thread.sleep(pause.toMillis());
        }
    }

    /** The batch system could not be asked. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final QePerfException cause;

        NoAnswer(QePerfException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private interface Question<T> {
        T ask() throws InterruptedException;
    }

    private static <T> T ask(Question<T> question) throws InterruptedException {
        try {
            return question.ask();
        } catch (QePerfException e) {
            throw new NoAnswer(e);
        }
    }

    private void cancel(String id) throws InterruptedException {
        ask(() -> {
            batch.cancel(id);
            return id;
        });
    }

    private Duration longer(Duration pause) {
        Duration half = pause.plus(pause.dividedBy(2));
        return half.compareTo(options.longestPoll()) > 0 ? options.longestPoll() : half;
    }

    /**
     * Submits a job that is in the store.
     *
     * @throws QePerfException if the batch system refuses it, which is its end
     */
    JobRecord submitNow(String id) throws InterruptedException {
        List<JobRecord> jobs = store.jobs();
        JobRecord job = jobs.stream()
                .filter(j -> j.id().equals(id) && j.open().isEmpty() && !j.hasEnded())
                .findFirst()
                .orElseThrow();
        refusals.put(id, REFUSALS - 1);
        JobRecord submitted = submit(job, next(jobs, job));
        if (submitted.hasEnded()) {
            throw new QePerfException(submitted.verdict().orElseThrow().reason());
        }
        return submitted;
    }

    /** Asks once about all; how many jobs are open afterwards. */
    int round() throws InterruptedException {
        List<JobRecord> jobs = new ArrayList<>(store.jobs());
        for (int i = 0; i < jobs.size(); i++) {
            JobRecord job = jobs.get(i);
            if (job.open().filter(a -> a.jobId().isEmpty()).isPresent()) {
                jobs.set(i, adopt(job));
            }
        }
        List<String> ids = jobs.stream()
                .flatMap(job -> job.open().stream())
                .filter(attempt -> attempt.last().isEmpty())
                .flatMap(attempt -> attempt.jobId().stream())
                .toList();
        Map<String, JobStatus> states = ids.isEmpty() ? Map.of() : ask(() -> batch.states(ids));
        for (int i = 0; i < jobs.size(); i++) {
            JobRecord job = jobs.get(i);
            Optional<Attempt> open = job.open();
            if (open.isPresent() && open.get().jobId().isPresent()) {
                jobs.set(i, heard(jobs, job, open.get(), states));
            }
        }
        submitPlanned(jobs);
        return (int) jobs.stream().filter(job -> !job.hasEnded()).count();
    }

    /** Finds out whether a job that was about to be submitted is under way. */
    private JobRecord adopt(JobRecord job) throws InterruptedException {
        Attempt attempt = job.open().orElseThrow();
        Optional<String> id = ask(() -> batch.find(store.folder(job, attempt.number())));
        if (id.isPresent()) {
            return saved(job.with(attempt.withJobId(id.get())), "is " + id.get() + " already");
        }
        boolean refused = refusals.containsKey(job.id());
        return refused || Instant.now().isAfter(attempt.begun().plus(SUBMITTING)) ? job.withoutLast() : job;
    }

    private JobRecord heard(List<JobRecord> jobs, JobRecord job, Attempt attempt, Map<String, JobStatus> states)
            throws InterruptedException {
        String id = attempt.jobId().orElseThrow();
        if (attempt.last().isPresent()) {
            return finish(jobs, job, attempt);
        }
        Optional<JobStatus> status = Optional.ofNullable(states.get(id));
        if (status.isEmpty()) {
            if (unknown.merge(id, 1, Integer::sum) < options.asksUntilLost()) {
                return job;
            }
            JobStatus lost = JobStatus.of(JobState.ended("", JobEnd.LOST));
            return finish(jobs, job, attempt.withLast(lost));
        }
        unknown.remove(id);
        Attempt seen = attempt.seen(Instant.now(), status.get());
        JobRecord record = job;
        if (!seen.equals(attempt)) {
            String reason = status.get().reason().map(r -> " (" + r + ")").orElse("");
            record = saved(job.with(seen), status.get().state().word() + reason);
        }
        if (status.get().hasEnded()) {
            // A batch system may yet put such a job back into its queue.
            boolean mayReturn =
                    status.get().state().end().filter(JobEnd::isBadLuck).isPresent();
            return mayReturn && heardOnce.add(id) ? record : finish(jobs, record, seen.withLast(status.get()));
        }
        heardOnce.remove(id);
        return stillOpen(jobs, record, seen, status.get());
    }

    private JobRecord stillOpen(List<JobRecord> jobs, JobRecord job, Attempt attempt, JobStatus status)
            throws InterruptedException {
        String id = attempt.jobId().orElseThrow();
        if (store.isCancelWanted(job)) {
            cancel(id);
            changed = true;
            return job;
        }
        Optional<Instant> since = attempt.stuckSince();
        if (since.isPresent() && Instant.now().isAfter(since.get().plus(options.grace()))) {
            cancel(id);
            JobState never = JobState.ended(status.state().word(), JobEnd.NEVER_STARTS);
            return finish(jobs, job, attempt.withLast(withState(status, never)));
        }
        if (since.isPresent() && told.add(id)) {
            listener.accept(job.id() + " will never start like this: "
                    + status.reason().orElse(status.state().word()));
        }
        return job;
    }

    private static JobStatus withState(JobStatus status, JobState state) {
        return new JobStatus(
                state,
                status.reason(),
                status.exitCode(),
                status.signal(),
                status.elapsedSeconds(),
                status.maxRssBytes(),
                status.nodes());
    }

    /** What the batch system says is kept before anything is made of it: it forgets. */
    private JobRecord finish(List<JobRecord> jobs, JobRecord job, Attempt attempt) {
        JobRecord record = job;
        if (!job.open().equals(Optional.of(attempt))) {
            record = job.with(attempt);
            store.save(record);
        }
        Attempt.End end = reader.read(record, attempt, attempt.last().orElseThrow());
        Attempt ended = attempt.withEnd(end);
        JobRecord read = record.with(ended);
        JobRecord next = store.isCancelWanted(read) && end.kind() != JobEnd.DONE
                ? read.ended(end.kind(), end.message())
                : next(jobs, read).after(read, ended, end, options.attempts());
        return saved(
                next,
                "attempt " + attempt.number() + " ended: " + end.message()
                        + (next.hasEnded() ? "" : "; next: " + next.why()));
    }

    private NextRequest next(List<JobRecord> jobs, JobRecord job) {
        List<JobRecord> others =
                jobs.stream().filter(other -> !other.id().equals(job.id())).toList();
        return new NextRequest(Experience.of(others, job.terms().machine().name()), layouts);
    }

    private void submitPlanned(List<JobRecord> jobs) throws InterruptedException {
        long under = jobs.stream().filter(job -> job.open().isPresent()).count();
        for (int i = 0; i < jobs.size(); i++) {
            JobRecord job = jobs.get(i);
            if (!job.hasEnded() && job.open().isEmpty()) {
                if (store.isCancelWanted(job)) {
                    jobs.set(i, saved(job.ended(JobEnd.CANCELLED, "cancelled before it was submitted"), "cancelled"));
                } else if (under < options.mostAtOnce()) {
                    try {
                        jobs.set(i, submit(job, next(jobs, job)));
                        under++;
                    } catch (BusyException e) {
                        if (told.add(e.toString())) {
                            listener.accept("waits until the batch system takes more jobs: " + e.getMessage());
                        }
                        return;
                    }
                }
            }
        }
    }

    private JobRecord submit(JobRecord job, NextRequest requests) throws InterruptedException {
        int number = job.attempts().size() + 1;
        var resources = number == 1 ? requests.first(job) : job.job().resources();
        String why = resources.equals(job.job().resources()) ? job.why() : requests.taught();
        Job asked = LayoutSearch.with(job.job(), resources);
        var folder =
                store.newAttempt(job, number, scripts.apply(asked, job.terms().scheduler()));
        Attempt attempt = new Attempt(
                number, Instant.now(), resources, why, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        JobRecord begun = job.with(attempt);
        store.save(begun);
        try {
            String id = batch.submit(
                    folder.resolve(JobStore.SCRIPT), folder, job.terms().options());
            refusals.remove(job.id());
            return saved(begun.with(attempt.withJobId(id)), "submitted as " + id + ", " + why);
        } catch (BusyException e) {
            throw e; // it may have been taken for all that, so it is looked for before the next try
        } catch (QePerfException e) {
            if (refusals.merge(job.id(), 1, Integer::sum) < REFUSALS) {
                return begun;
            }
            return saved(job.ended(JobEnd.REFUSED, String.valueOf(e.getMessage())), "refused: " + e.getMessage());
        }
    }

    private JobRecord saved(JobRecord job, String what) {
        store.save(job);
        changed = true;
        listener.accept(job.id() + " " + what);
        return job;
    }
}
