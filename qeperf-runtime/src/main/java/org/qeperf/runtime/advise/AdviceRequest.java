package org.qeperf.runtime.advise;

import org.qeperf.api.feature.Machine;

/**
 * What advice is asked for.
 *
 * @param machine where the run goes
 * @param bounds the layouts that may be chosen
 * @param limits what it may need at most
 * @param objective what there should be least of
 * @param most how many layouts to list, at least 1
 */
public record AdviceRequest(Machine machine, Bounds bounds, Limits limits, Objective objective, int most) {

    /** Checks the number. */
    public AdviceRequest {
        if (most < 1) {
            throw new IllegalArgumentException("a list of " + most + " layouts; expected at least 1");
        }
    }
}
