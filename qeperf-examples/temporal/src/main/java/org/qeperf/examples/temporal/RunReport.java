package org.qeperf.examples.temporal;

import java.util.List;
import java.util.Optional;

/**
 * Predicted beside measured.
 *
 * @param runs ids of the runs in the run store, one for each attempt that left an output; the last one is compared
 * @param outcome how it ended; {@code no output} if no attempt left one
 * @param predictedSeconds wall time from start to end
 * @param measuredSeconds the same; empty if the output does not tell
 * @param quantities of each model
 */
public record RunReport(
        List<String> runs,
        String outcome,
        double predictedSeconds,
        Optional<Double> measuredSeconds,
        List<Compared> quantities) {

    /** A quantity with its unit; measured is empty where the run does not show it. */
    public record Compared(
            String target, String unit, double predicted, double lower, double upper, Optional<Double> measured) {}
}
