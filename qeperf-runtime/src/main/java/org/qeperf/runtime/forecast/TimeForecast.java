package org.qeperf.runtime.forecast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Prediction;

/**
 * How long a run takes.
 *
 * @param secondsPerScfIteration wall time of one self-consistency iteration
 * @param scfIterations iterations until self-consistency, of the first ionic step
 * @param ionicSteps ionic steps
 * @param secondsOutsideScf wall time outside of the self-consistency loops, of one ionic step without forces
 * @param totalSeconds wall time from start to end
 * @param requestSeconds wall time to ask the batch system for, whole minutes or the batch system's limit
 * @param maxSeconds what to write into the input as {@code max_seconds}, so that the program stops and writes its state in time
 * @param kernelShares shares of an iteration's time by kernel, those of the constant as {@code overhead}; their sum is 1; empty
 *     where the model has no law of kernel costs
 * @param length how far the run may go, as its input says
 */
public record TimeForecast(
        Prediction secondsPerScfIteration,
        CountForecast scfIterations,
        CountForecast ionicSteps,
        Prediction secondsOutsideScf,
        Estimate totalSeconds,
        long requestSeconds,
        long maxSeconds,
        Map<String, Double> kernelShares,
        RunLength length) {

    /** Copies the map. */
    public TimeForecast {
        kernelShares = Collections.unmodifiableMap(new LinkedHashMap<>(kernelShares));
    }
}
