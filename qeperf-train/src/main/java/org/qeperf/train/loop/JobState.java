package org.qeperf.train.loop;

import java.util.Optional;

/**
 * What a batch system says of a job.
 *
 * @param word in the batch system's own words
 * @param phase what that means
 * @param end how it ended, in phase {@link Phase#ENDED} alone
 */
public record JobState(String word, Phase phase, Optional<JobEnd> end) {

    /** How far a job came. */
    public enum Phase {
        /** It will start some day. */
        WAITING,
        /** It will not start unless somebody changes something. */
        STUCK,
        /** It has nodes. */
        RUNNING,
        /** It will not run any more. */
        ENDED,
        /** The word is not known; more must be heard. */
        UNKNOWN
    }

    /** Wants an end of ended jobs alone. */
    public JobState {
        if ((phase == Phase.ENDED) != end.isPresent()) {
            throw new IllegalArgumentException("phase " + phase + " and end " + end);
        }
    }

    /**
     * A state of a job that has not ended.
     *
     * @param word in the batch system's own words
     * @param phase what that means
     * @return the state
     */
    public static JobState open(String word, Phase phase) {
        return new JobState(word, phase, Optional.empty());
    }

    /**
     * A state of a job that has ended.
     *
     * @param word in the batch system's own words
     * @param end what that means
     * @return the state
     */
    public static JobState ended(String word, JobEnd end) {
        return new JobState(word, Phase.ENDED, Optional.of(end));
    }
}
