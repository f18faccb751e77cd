package org.qeperf.train.automl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a technique or a baseline.
 *
 * @param technique its name
 * @param kind technique or baseline
 * @param algorithm {@code provider/algorithm}; empty for a baseline
 * @param values of the best trial, with all defaults; names that start with {@code @} are choices common to all techniques
 * @param validationMape mean absolute percentage error that was chosen by, a fraction: the mean of the rounds; {@code NaN}
 *     where nothing came of it
 * @param test how far it was from the rows of the test; empty without a test
 * @param seconds that its trials took, one after the other
 * @param trials made
 * @param failed of them
 * @param latencyMicroseconds time for the prediction of one row; {@code NaN} where it was not measured
 * @param reason why nothing came of it, or of some trials; empty if all went well
 */
public record LeaderboardRow(
        String technique,
        Kind kind,
        String algorithm,
        Map<String, String> values,
        double validationMape,
        Optional<Accuracy> test,
        double seconds,
        int trials,
        int failed,
        double latencyMicroseconds,
        String reason) {

    /** What stands in a row. */
    public enum Kind {
        /** A technique of the plan. */
        TECHNIQUE,
        /** Something to compare with. */
        BASELINE,
        /** Something that the plan asks for and that cannot be had. */
        REFUSED
    }

    /** Copies the map. */
    public LeaderboardRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
