package org.qeperf.runtime.forecast;

import java.util.List;
import java.util.OptionalDouble;
import org.qeperf.api.predict.Prediction;

/**
 * What a run needs of a node's memory.
 *
 * @param programsEstimateBytes the simulation program's own estimate for its largest process, bytes; empty where it makes
 *     none
 * @param perRank largest resident memory of the process that needs most, bytes
 * @param perNode the same of all ranks of a node, bytes
 * @param fit whether a node has as much
 * @param remedies what would make it fit, one line each, the best first; empty where it fits, and where they were not asked for
 */
public record MemoryForecast(
        OptionalDouble programsEstimateBytes, Prediction perRank, Estimate perNode, Fit fit, List<String> remedies) {

    /** Whether the memory of a node is enough. */
    public enum Fit {
        /** Even the upper end of the interval fits. */
        FITS,
        /** What to expect fits, the upper end of the interval does not. */
        TOO_CLOSE,
        /** What to expect does not fit. */
        DOES_NOT_FIT
    }

    /** Copies the list. */
    public MemoryForecast {
        remedies = List.copyOf(remedies);
    }
}
