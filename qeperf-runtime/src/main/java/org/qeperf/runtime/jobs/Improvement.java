package org.qeperf.runtime.jobs;

import org.qeperf.api.feature.Layout;

/**
 * A layout on what a script asks for that is faster than the script's.
 *
 * @param change what changes
 * @param layout the layout
 * @param seconds wall time to expect
 * @param gain the script's wall time over this one
 */
public record Improvement(Change change, Layout layout, double seconds, double gain) {

    /** What changes of a layout. */
    public enum Change {
        /** The number of pools alone. */
        POOLS,
        /** Tasks and threads of a node, on as many cores. */
        TASKS_AND_THREADS,
        /** Whatever helps, on as many cores or fewer. */
        ANY
    }
}
