package org.qeperf.train.loop;

import java.time.Duration;

/**
 * How jobs are followed.
 *
 * @param attempts how often a job may be submitted, at least 1
 * @param mostAtOnce how many jobs may wait and run at a time, at least 1
 * @param shortestPoll how long to wait after something has happened before asking again
 * @param longestPoll how long at most; each time nothing has happened, half as long again
 * @param grace how long a job may wait in vain before it is taken back
 * @param asksUntilLost how often nobody may know a job before it counts as lost
 * @param timeUntilLost and for how long
 * @param submitting how long a submission may go on of which no answer was heard
 * @param patience how long a batch system may not answer before that ends everything
 */
public record LoopOptions(
        int attempts,
        int mostAtOnce,
        Duration shortestPoll,
        Duration longestPoll,
        Duration grace,
        int asksUntilLost,
        Duration timeUntilLost,
        Duration submitting,
        Duration patience) {

    /**
     * Three attempts, a hundred jobs, a poll in 2 s to a minute, ten minutes of grace. A command is ended after two minutes where it
     * is waited for; that of a process that was killed goes on, and tries 15 times.
     */
    public static final LoopOptions DEFAULT = new LoopOptions(
            3,
            100,
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            4,
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofDays(1));

    /** Checks the numbers. */
    public LoopOptions {
        if (attempts < 1 || mostAtOnce < 1 || asksUntilLost < 1) {
            throw new IllegalArgumentException(attempts + " attempts, " + mostAtOnce + " jobs at once, lost after "
                    + asksUntilLost + " asks; expected at least 1 of each");
        }
        if (shortestPoll.isNegative() || longestPoll.compareTo(shortestPoll) < 0) {
            throw new IllegalArgumentException("polls of " + shortestPoll + " to " + longestPoll);
        }
    }
}
