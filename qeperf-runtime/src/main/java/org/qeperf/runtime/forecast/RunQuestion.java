package org.qeperf.runtime.forecast;

import java.util.OptionalDouble;
import org.qeperf.api.predict.Prediction;

/**
 * What is asked about a run besides its layout and machine.
 *
 * @param level probability that each interval holds the true value, between 0 and 1
 * @param requestLevel probability that the wall time to ask for is enough, between 0 and 1
 * @param timeLimitSeconds the batch system's limit, where there is one
 */
public record RunQuestion(double level, double requestLevel, OptionalDouble timeLimitSeconds) {

    /** Intervals at 90 %, a wall time that is enough in 95 of 100 runs, no limit. */
    public static final RunQuestion DEFAULT = new RunQuestion(Prediction.LEVEL, 0.95, OptionalDouble.empty());

    /** Checks the levels. */
    public RunQuestion {
        if (!(level > 0 && level < 1) || !(requestLevel > 0 && requestLevel < 1)) {
            throw new IllegalArgumentException(
                    "levels " + level + " and " + requestLevel + "; expected between 0 and 1");
        }
        if (timeLimitSeconds.isPresent() && !(timeLimitSeconds.getAsDouble() > 0)) {
            throw new IllegalArgumentException("a time limit of " + timeLimitSeconds.getAsDouble() + " s");
        }
    }
}
