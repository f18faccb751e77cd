package org.qeperf.train.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.runtime.batch.Job;

/**
 * A job of a store. Immutable.
 *
 * @param id six digits or more
 * @param created when it was put into the store
 * @param job what it asks for and runs, next time or the last time
 * @param terms what holds for all attempts
 * @param forecast what was predicted of it in the layout of {@code job}
 * @param attempts the times that it was submitted
 * @param why why {@code job} asks for what it does
 * @param verdict how it ended for good
 */
public record JobRecord(
        String id,
        Instant created,
        Job job,
        JobTerms terms,
        JobForecast forecast,
        List<Attempt> attempts,
        String why,
        Optional<Verdict> verdict) {

    /** Copies the list. */
    public JobRecord {
        attempts = List.copyOf(attempts);
    }

    /**
     * An end after which nothing is tried any more.
     *
     * @param kind of the last attempt
     * @param reason what tells it, and why nothing more is tried
     */
    public record Verdict(JobEnd kind, String reason) {}

    /**
     * The attempt that was made last.
     *
     * @return empty if none was made
     */
    public Optional<Attempt> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /**
     * Whether nothing is tried any more.
     *
     * @return whether there is a verdict
     */
    public boolean hasEnded() {
        return verdict.isPresent();
    }

    /** The attempt that has not ended. */
    Optional<Attempt> open() {
        return lastAttempt().filter(attempt -> attempt.end().isEmpty());
    }

    /** Replaces the last attempt, or adds one. */
    JobRecord with(Attempt attempt) {
        List<Attempt> others = new ArrayList<>(attempts);
        if (attempt.number() <= others.size()) {
            others.set(attempt.number() - 1, attempt);
        } else {
            others.add(attempt);
        }
        return new JobRecord(id, created, job, terms, forecast, others, why, verdict);
    }

    /** Takes back an attempt of which the batch system never heard. */
    JobRecord withoutLast() {
        return new JobRecord(id, created, job, terms, forecast, attempts.subList(0, attempts.size() - 1), why, verdict);
    }

    JobRecord asking(Job other, JobForecast prediction, String reason) {
        return new JobRecord(id, created, other, terms, prediction, attempts, reason, verdict);
    }

    JobRecord ended(JobEnd kind, String reason) {
        return new JobRecord(id, created, job, terms, forecast, attempts, why, Optional.of(new Verdict(kind, reason)));
    }
}
