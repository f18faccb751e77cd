package org.qeperf.train.automl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A trial that was made.
 *
 * @param round which division of the rows, from 0
 * @param technique name of the technique
 * @param number of the proposal within its technique, from 1
 * @param values what was tried; names that start with {@code @} are choices common to all techniques
 * @param share how much of the resource it spent
 * @param parent the trial that it carried on
 * @param error mean absolute percentage error on the rows held out, as a fraction; {@code NaN} if the trial failed
 * @param foldErrors the same for each fold; copied in and out
 * @param seconds how long it took
 * @param latencyMicroseconds how long the prediction of one row took; {@code NaN} if the trial failed
 * @param reason why it failed; empty if it did not
 */
public record Trial(
        int round,
        String technique,
        int number,
        Map<String, String> values,
        double share,
        OptionalInt parent,
        double error,
        double[] foldErrors,
        double seconds,
        double latencyMicroseconds,
        String reason) {

    /** Copies all. */
    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        foldErrors = foldErrors.clone();
    }

    static Trial failed(Task task, double seconds, String reason) {
        return new Trial(
                task.round(),
                task.technique(),
                task.proposal().number(),
                task.proposal().values(),
                task.proposal().share(),
                task.proposal().parent(),
                Double.NaN,
                new double[0],
                seconds,
                Double.NaN,
                reason);
    }

    @Override
    public double[] foldErrors() {
        return foldErrors.clone();
    }

    /**
     * Whether nothing came of it.
     *
     * @return true if there is a reason
     */
    public boolean failed() {
        return !reason.isEmpty();
    }

    String key() {
        return round + "/" + technique + "/" + number;
    }
}
