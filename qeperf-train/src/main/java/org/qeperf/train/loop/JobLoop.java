package org.qeperf.train.loop;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.slurm.SlurmCommand;

/**
 * Follows the jobs of a store until each has ended for good: submits, asks what they do, reads what they leave, and asks for another
 * time, memory or layout where those were too small. May be killed at any moment; the next one goes on. Not safe for concurrent use.
 */
public final class JobLoop {

    private static final String PW = "pw.x";

    /** So long is waited for a batch system that never answered. */
    private static final Duration FIRST_ANSWER = Duration.ofMinutes(2);

    /** A first refusal may come of a batch system that is just starting again. */
    private static final int REFUSALS = 3;

    private final JobStore store;
    private final BatchSystem batch;
    private final LoopOptions options;
    private final Consumer<String> listener;
    private final BiFunction<Job, Scheduler, String> scripts;
    private final LayoutSearch layouts;
    private final AttemptReader reader;

    private final Map<String, Silence> unknown = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Map<String, Instant> unanswered = new HashMap<>();
    private final Set<String> heardOnce = new HashSet<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private boolean answered;
    private boolean changed;

    /** A loop with qeperf's scripts and models. */
    JobLoop(JobStore store, BatchSystem batch, LoopOptions options, Consumer<String> listener) {
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
        this.listener = line -> listener.accept(SlurmCommand.oneLine(line));
        this.scripts = scripts;
        this.layouts = new LayoutSearch(store, predictors);
        this.reader = new AttemptReader(store, Extractors.find(PW));
    }

    /**
     * Follows the jobs of a store until none is open, even if one is added while this is about to leave.
     *
     * @param folder the store
     * @param batch where its jobs run
     * @param options how they are followed
     * @param listener hears a line for whatever happens
     * @throws QePerfException if another process follows the store, or the batch system does not answer
     * @throws InterruptedException if the thread is interrupted; jobs go on, and may be followed later
     */
    public static void follow(Path folder, BatchSystem batch, LoopOptions options, Consumer<String> listener)
            throws InterruptedException {
        Optional<JobStore> open = Optional.of(JobStore.open(folder));
        while (true) {
            if (open.isPresent()) {
                try (JobStore held = open.get()) {
                    new JobLoop(held, batch, options, listener).run();
                }
            }
            // Whoever found the store locked until now has left its job to this process.
            if (JobStore.list(folder, problem -> {}).stream().allMatch(JobRecord::hasEnded)) {
                return;
            }
            Thread.sleep(options.shortestPoll().toMillis());
            open = JobStore.tryOpen(folder);
        }
    }

    /**
     * Follows until no job is open. Jobs that are added meanwhile are followed too.
     *
     * @throws QePerfException if the batch system does not answer for two minutes at first, or later for as long as the options'
     *     patience
     * @throws InterruptedException if the thread is interrupted; jobs go on, and may be followed later
     */
    void run() throws InterruptedException {
        Duration pause = options.shortestPoll();
        Optional<Instant> silentSince = Optional.empty();
        while (true) {
            changed = false;
            try {
                if (round() == 0) {
                    return;
                }
                silentSince = Optional.empty();
            } catch (NoAnswer e) {
                Instant since = silentSince.orElseGet(Instant::now);
                boolean shorter = !answered && FIRST_ANSWER.compareTo(options.patience()) < 0;
                if (!Instant.now().isBefore(since.plus(shorter ? FIRST_ANSWER : options.patience()))) {
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

    private <T> T ask(Question<T> question) throws InterruptedException {
        try {
            T answer = question.ask();
            answered = true;
            return answer;
        } catch (QePerfException e) {
            throw new NoAnswer(e);
        }
    }

    /** Once, until something changes. */
    private void cancel(JobRecord job, Attempt attempt) throws InterruptedException {
        String id = attempt.jobId().orElseThrow();
        if (!cancelled.contains(id)) {
            ask(() -> {
                batch.cancel(id, store.folder(job, attempt.number()));
                return cancelled.add(id);
            });
            changed = true;
        }
    }

    private Duration longer(Duration pause) {
        Duration half = pause.plus(pause.dividedBy(2));
        return half.compareTo(options.longestPoll()) > 0 ? options.longestPoll() : half;
    }

    /**
     * Submits a job that is in the store, unless another process already did.
     *
     * @throws QePerfException if the batch system refuses it, which is its end
     */
    JobRecord submitNow(String id) throws InterruptedException {
        List<JobRecord> jobs = store.jobs(problem -> {});
        JobRecord job = jobs.stream().filter(j -> j.id().equals(id)).findFirst().orElseThrow();
        if (!job.attempts().isEmpty() || job.hasEnded()) {
            return job;
        }
        refusals.put(id, REFUSALS - 1);
        JobRecord submitted;
        try {
            submitted = submit(job, next(jobs, job));
        } catch (NoAnswerException e) {
            if (!e.mayHaveTaken()) {
                store.save(job.ended(JobEnd.REFUSED, String.valueOf(e.getMessage())));
            }
            throw e;
        }
        if (submitted.hasEnded()) {
            throw new QePerfException(submitted.verdict().orElseThrow().reason());
        }
        return submitted;
    }

    /** Asks once about all; how many jobs are open afterwards. */
    int round() throws InterruptedException {
        List<JobRecord> jobs = new ArrayList<>(store.jobs(this::tellOnce));
        for (int i = 0; i < jobs.size(); i++) {
            JobRecord job = jobs.get(i);
            if (job.open()
                    .filter(a -> a.jobId().isEmpty() && a.last().isEmpty())
                    .isPresent()) {
                jobs.set(i, adopt(job));
            }
        }
        Map<String, Path> asked = new LinkedHashMap<>();
        for (JobRecord job : jobs) {
            job.open()
                    .filter(a -> a.last().isEmpty())
                    .ifPresent(a -> a.jobId().ifPresent(id -> asked.put(id, store.folder(job, a.number()))));
        }
        Map<String, JobStatus> states = asked.isEmpty() ? Map.of() : ask(() -> batch.states(asked));
        for (int i = 0; i < jobs.size(); i++) {
            JobRecord job = jobs.get(i);
            Optional<Attempt> open =
                    job.open().filter(a -> a.last().isEmpty() && a.jobId().isPresent());
            if (open.isPresent()) {
                jobs.set(i, heard(job, open.get(), states));
            }
        }
        finish(jobs);
        submitPlanned(jobs);
        return (int) jobs.stream().filter(job -> !job.hasEnded()).count();
    }

    private void tellOnce(String line) {
        if (told.add(line)) {
            listener.accept(line);
        }
    }

    /** Finds out whether a job that was about to be submitted is under way, or was. */
    private JobRecord adopt(JobRecord job) throws InterruptedException {
        Attempt attempt = job.open().orElseThrow();
        Path folder = store.folder(job, attempt.number());
        Optional<String> id = ask(() -> batch.find(folder, attempt.begun())).or(() -> AttemptReader.jobId(folder));
        if (id.isPresent()) {
            return saved(job.with(attempt.withJobId(id.get())), "is " + id.get() + " already");
        }
        Instant since = unanswered.getOrDefault(job.id(), attempt.begun());
        if (Instant.now().isBefore(since.plus(options.submitting()))) {
            return job;
        }
        return AttemptReader.hasStarted(folder) ? lost(job, attempt) : job.withoutLast();
    }

    /** What the batch system says last is kept before anything is made of it: it forgets. */
    private JobRecord last(JobRecord job, Attempt attempt, JobStatus status) {
        JobRecord record = job.with(attempt.withLast(status));
        store.save(record);
        return record;
    }

    private JobRecord lost(JobRecord job, Attempt attempt) {
        return last(job, attempt, JobStatus.of(JobState.ended("", JobEnd.LOST)));
    }

    /** How often, and since when, nobody knew a job. */
    private record Silence(int asks, Instant since) {}

    private JobRecord heard(JobRecord job, Attempt attempt, Map<String, JobStatus> states) throws InterruptedException {
        String id = attempt.jobId().orElseThrow();
        Optional<JobStatus> status = Optional.ofNullable(states.get(id));
        if (status.isEmpty()) {
            Silence silence =
                    unknown.merge(id, new Silence(1, Instant.now()), (a, b) -> new Silence(a.asks() + 1, a.since()));
            boolean isLost = silence.asks() >= options.asksUntilLost()
                    && !Instant.now().isBefore(silence.since().plus(options.timeUntilLost()));
            return isLost ? lost(job, attempt) : job;
        }
        unknown.remove(id);
        Attempt seen = attempt.seen(Instant.now(), status.get());
        JobRecord record = job;
        if (!seen.equals(attempt)) {
            cancelled.remove(id);
            String reason = status.get().reason().map(r -> " (" + r + ")").orElse("");
            record = saved(job.with(seen), status.get().state().word() + reason);
        }
        if (status.get().hasEnded()) {
            // A batch system may yet put such a job back into its queue.
            boolean mayReturn =
                    status.get().state().end().filter(JobEnd::isBadLuck).isPresent();
            return mayReturn && heardOnce.add(id) ? record : last(record, seen, status.get());
        }
        heardOnce.remove(id);
        return stillOpen(record, seen, status.get());
    }

    private JobRecord stillOpen(JobRecord job, Attempt attempt, JobStatus status) throws InterruptedException {
        if (store.isCancelWanted(job)) {
            cancel(job, attempt);
            return job;
        }
        Optional<Instant> since = attempt.stuckSince();
        if (since.isEmpty()) {
            return job;
        }
        if (Instant.now().isAfter(since.get().plus(options.grace()))) {
            cancel(job, attempt);
            JobState never = JobState.ended(status.state().word(), JobEnd.NEVER_STARTS);
            return last(job, attempt, withState(status, never));
        }
        tellOnce(job.id() + " will never start like this: "
                + status.reason().orElse(status.state().word()));
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

    /** Reads what attempts left that have ended; the run file is written once. */
    private void finish(List<JobRecord> jobs) {
        Map<Integer, Attempt.End> ends = new LinkedHashMap<>();
        List<RunRecord> runs = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            JobRecord job = jobs.get(i);
            Optional<Attempt> open = job.open();
            Optional<JobStatus> last = open.flatMap(Attempt::last);
            if (open.isPresent() && last.isPresent()) {
                ends.put(i, reader.read(job, open.get(), last.get(), runs::add));
            }
        }
        store.addRuns(runs);
        ends.forEach((i, end) -> jobs.set(i, finished(jobs, jobs.get(i), end)));
    }

    private JobRecord finished(List<JobRecord> jobs, JobRecord job, Attempt.End end) {
        Attempt ended = job.open().orElseThrow().withEnd(end);
        JobRecord read = job.with(ended);
        JobRecord next;
        if (store.isCancelWanted(read) && end.kind() != JobEnd.DONE) {
            next = read.ended(end.kind(), end.message());
        } else if (end.kind() == JobEnd.LOST && AttemptReader.hasStarted(store.folder(job, ended.number()))) {
            next = read.ended(
                    end.kind(), end.message() + "; it has written into its folder, so it is not submitted again");
        } else {
            next = next(jobs, read).after(read, ended, end, options.attempts());
        }
        return saved(
                next,
                "attempt " + ended.number() + " ended: " + end.message()
                        + (next.hasEnded() ? "" : "; next: " + next.why()));
    }

    private NextRequest next(List<JobRecord> jobs, JobRecord job) {
        List<JobRecord> others =
                jobs.stream().filter(other -> !other.id().equals(job.id())).toList();
        return new NextRequest(Experience.of(others, job), layouts);
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
                        answered = true;
                        tellOnce("waits until the batch system takes more jobs: " + e.getMessage());
                        return;
                    } catch (NoAnswerException e) {
                        throw new NoAnswer(e);
                    }
                }
            }
        }
    }

    private JobRecord submit(JobRecord job, NextRequest requests) throws InterruptedException {
        int number = job.attempts().size() + 1;
        var resources = number == 1 ? requests.first(job) : job.job().resources();
        String why = resources.equals(job.job().resources()) ? job.why() : requests.taught();
        Path folder;
        try {
            Job asked = LayoutSearch.with(job.job(), resources);
            folder = store.newAttempt(
                    job, number, scripts.apply(asked, job.terms().scheduler()));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            String message = "cannot be prepared: " + SlurmCommand.oneLine(String.valueOf(e.getMessage()));
            return saved(job.ended(JobEnd.FAILED, message), message);
        }
        Attempt attempt = new Attempt(
                number, Instant.now(), resources, why, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        JobRecord begun = job.with(attempt);
        store.save(begun);
        try {
            String id = batch.submit(folder.resolve(JobStore.SCRIPT), folder);
            answered = true;
            refusals.remove(job.id());
            return saved(begun.with(attempt.withJobId(id)), "submitted as " + id + ", " + why);
        } catch (NoAnswerException e) {
            if (e.mayHaveTaken()) {
                unanswered.put(job.id(), Instant.now()); // it is looked for before the next try
            } else {
                store.save(job);
            }
            throw e;
        } catch (BusyException e) {
            store.save(job);
            throw e;
        } catch (QePerfException e) {
            if (!(e instanceof NoIdException) && refusals.merge(job.id(), 1, Integer::sum) < REFUSALS) {
                store.save(job);
                return job;
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
