package org.qeperf.features.harvest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Times of a run, seconds.
 *
 * @param electronsWall elapsed time of the self-consistency loops: the clock {@code electrons}
 * @param totalWall elapsed time of the run: the clock {@code PWSCF}
 * @param totalCpu processor time of the first rank: the clock {@code PWSCF}
 * @param clocks every clock by its name, in the order of the output
 */
public record RunTimes(
        OptionalDouble electronsWall, OptionalDouble totalWall, OptionalDouble totalCpu, Map<String, Clock> clocks) {

    /** Nothing is known. */
    public static final RunTimes UNKNOWN =
            new RunTimes(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Map.of());

    /** Copies the map. */
    public RunTimes {
        clocks = Collections.unmodifiableMap(new LinkedHashMap<>(clocks));
    }
}
