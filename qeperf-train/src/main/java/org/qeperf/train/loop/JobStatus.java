package org.qeperf.train.loop;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a batch system tells of a job.
 *
 * @param state how far it came
 * @param reason why it waits or ended, in the batch system's own words
 * @param exitCode what its script returned
 * @param signal by which its script was ended
 * @param elapsedSeconds how long it ran
 * @param maxRssBytes largest resident size of a process of it
 * @param nodes where it ran, in the batch system's own words
 */
public record JobStatus(
        JobState state,
        Optional<String> reason,
        OptionalInt exitCode,
        OptionalInt signal,
        OptionalLong elapsedSeconds,
        OptionalLong maxRssBytes,
        Optional<String> nodes) {

    /**
     * A state of which nothing else is known.
     *
     * @param state how far it came
     * @return the status
     */
    public static JobStatus of(JobState state) {
        return new JobStatus(
                state,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    boolean hasEnded() {
        return state.phase() == JobState.Phase.ENDED;
    }
}
