package org.qeperf.features.harvest;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One clock of pw.x ({@code UtilXlib/clocks_handler.f90}), as the first rank prints it.
 *
 * @param calls times that it was started, where printed
 * @param cpuSeconds processor time, where printed
 * @param wallSeconds elapsed time, where printed
 */
public record Clock(OptionalLong calls, OptionalDouble cpuSeconds, OptionalDouble wallSeconds) {}
