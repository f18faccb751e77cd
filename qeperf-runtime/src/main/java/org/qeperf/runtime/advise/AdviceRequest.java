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

    /** More than any node has. */
    private static final int MOST_CORES_PER_NODE = 100_000;

    /** Checks the numbers. */
    public AdviceRequest {
        int cores = machine.coresPerNode();
        int nodes = bounds.nodes().most();
        if (cores > MOST_CORES_PER_NODE) {
            throw new IllegalArgumentException("machine '" + machine.name() + "' has " + cores
                    + " cores per node; expected at most " + MOST_CORES_PER_NODE);
        }
        if ((long) nodes * cores > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("up to " + nodes + " nodes of " + cores + " cores are "
                    + (long) nodes * cores + " cores; expected at most " + Integer.MAX_VALUE);
        }
        if (most < 1) {
            throw new IllegalArgumentException("a list of " + most + " layouts; expected at least 1");
        }
    }
}
