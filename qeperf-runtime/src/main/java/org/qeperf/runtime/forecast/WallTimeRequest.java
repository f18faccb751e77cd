package org.qeperf.runtime.forecast;

import java.util.OptionalDouble;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Prediction;

/**
 * What to ask the batch system for, and when pw.x should stop by itself.
 *
 * @param requestSeconds whole minutes, or the limit
 * @param maxSeconds for {@code max_seconds} in the input
 */
record WallTimeRequest(long requestSeconds, long maxSeconds) {

    private static final double SECONDS_PER_MINUTE = 60;

    /** Of the time asked for, what is kept for the final write, at least. */
    private static final double SHARE_TO_WRITE = 0.05;

    /** Of the time asked for, what is given to the run, at least. */
    private static final double SHARE_TO_RUN = 0.5;

    /**
     * The next whole minute and when to stop. Pw.x looks at the clock ({@code check_stop_now} in {@code Modules/check_stop.f90})
     * before each iteration (PW/src/electrons.f90), between k-points as long as every pool has one left (PW/src/c_bands.f90), and
     * after self-consistency (PW/src/run_pwscf.f90), but not in forces and stress, nor while it sums the density and mixes. It then
     * finishes nothing, and writes its state. So in the worst case an iteration, or forces and stress, must still fit in, and the
     * write. The clock starts when the input has been read.
     */
    static WallTimeRequest of(
            double seconds, OptionalDouble limit, Prediction perIteration, Prediction outside, RunLength length) {
        double minutes = Math.max(1, Math.ceil(seconds / SECONDS_PER_MINUTE));
        double request = Math.floor(Math.min(minutes * SECONDS_PER_MINUTE, limit.orElse(Long.MAX_VALUE)));
        double iteration =
                perIteration.interval().upper() * Math.max(1, length.afterStep().iterations());
        double write = Math.max(SHARE_TO_WRITE * request, outside.interval().upper());
        double stop = Math.floor(Math.max(SHARE_TO_RUN * request, request - iteration - write));
        return new WallTimeRequest((long) Math.max(1, request), (long) Math.max(1, stop));
    }
}
