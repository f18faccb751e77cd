package org.qeperf.train.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.runtime.batch.Resources;

/**
 * One time that a job was submitted.
 *
 * @param number from 1
 * @param begun when it was about to be submitted
 * @param resources what it asked for
 * @param why why it asked for that
 * @param jobId the batch system's name for it, once that is known
 * @param history what was heard of it
 * @param last the last that the batch system says of it, once it has ended there
 * @param end how it ended, once its output was read
 */
public record Attempt(
        int number,
        Instant begun,
        Resources resources,
        String why,
        Optional<String> jobId,
        List<Seen> history,
        Optional<JobStatus> last,
        Optional<End> end) {

    /** So much of a history is kept, the newest. */
    private static final int MOST_SEEN = 200;

    /** Copies the list. */
    public Attempt {
        history = List.copyOf(history);
    }

    /**
     * A state that was seen, for the first time since another.
     *
     * @param at when
     * @param state the state
     * @param reason why, in the batch system's own words
     */
    public record Seen(Instant at, JobState state, Optional<String> reason) {}

    /**
     * How an attempt ended.
     *
     * @param at when that was found
     * @param kind the kind of end
     * @param message what tells it
     * @param measured what the program measured, where it wrote something
     */
    public record End(Instant at, JobEnd kind, String message, Optional<Measured> measured) {}

    /**
     * What a run shows.
     *
     * @param runId name of its record in {@code runs.jsonl}
     * @param seconds wall time from start to end
     * @param secondsPerScfIteration wall time of an iteration
     * @param scfIterations iterations, of all ionic steps
     * @param ionicSteps ionic steps
     * @param peakBytesPerRank largest resident size of a process
     * @param converged whether nothing was left unconverged
     */
    public record Measured(
            String runId,
            OptionalDouble seconds,
            OptionalDouble secondsPerScfIteration,
            OptionalInt scfIterations,
            OptionalInt ionicSteps,
            OptionalLong peakBytesPerRank,
            boolean converged) {}

    Attempt withJobId(String id) {
        return new Attempt(number, begun, resources, why, Optional.of(id), history, last, end);
    }

    Attempt withLast(JobStatus status) {
        return new Attempt(number, begun, resources, why, jobId, history, Optional.of(status), end);
    }

    Attempt withEnd(End how) {
        return new Attempt(number, begun, resources, why, jobId, history, last, Optional.of(how));
    }

    /** Adds a state that differs from the one before in its word or in what it means. */
    Attempt seen(Instant at, JobStatus status) {
        Optional<Seen> before = history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
        if (before.isPresent() && before.get().state().equals(status.state())) {
            return this;
        }
        List<Seen> longer =
                new ArrayList<>(history.subList(Math.max(0, history.size() + 1 - MOST_SEEN), history.size()));
        longer.add(new Seen(at, status.state(), status.reason()));
        return new Attempt(number, begun, resources, why, jobId, longer, last, end);
    }

    /** Since when it waits in vain. */
    Optional<Instant> stuckSince() {
        if (history.isEmpty() || history.get(history.size() - 1).state().phase() != JobState.Phase.STUCK) {
            return Optional.empty();
        }
        return Optional.of(history.get(history.size() - 1).at());
    }

    /** How long it ran, as the batch system or the program says. */
    OptionalDouble elapsedSeconds() {
        OptionalLong elapsed = last.map(JobStatus::elapsedSeconds).orElse(OptionalLong.empty());
        if (elapsed.isPresent()) {
            return OptionalDouble.of(elapsed.getAsLong());
        }
        return end.flatMap(End::measured).map(Measured::seconds).orElse(OptionalDouble.empty());
    }
}
