package org.qeperf.runtime.forecast;

import org.qeperf.api.predict.Prediction;

/**
 * How long a run takes.
 *
 * @param secondsPerScfIteration wall time of one self-consistency iteration
 * @param scfIterations iterations until self-consistency, of the first ionic step
 * @param ionicSteps ionic steps
 * @param secondsOutsideScf wall time outside of the self-consistency loops
 * @param totalSeconds wall time from start to end
 * @param requestSeconds wall time to ask the batch system for, whole minutes
 * @param maxSeconds what to write into the input as {@code max_seconds}, so that the program stops and writes its state in time
 */
public record TimeForecast(
        Prediction secondsPerScfIteration,
        Prediction scfIterations,
        Prediction ionicSteps,
        Prediction secondsOutsideScf,
        Estimate totalSeconds,
        long requestSeconds,
        long maxSeconds) {}
