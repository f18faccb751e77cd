package org.qeperf.train.hardware;

import org.qeperf.runtime.hardware.PwKernel;
import org.qeperf.runtime.hardware.Roof;

/**
 * Where a kernel of a run stood below the roof of a core.
 *
 * @param run name of the run
 * @param kernel which
 * @param busyCores cores of the machine that worked at the same time
 * @param intensity operations over least traffic, flop/byte
 * @param flopPerS operations over time, of one core
 * @param roof of one core while so many work
 * @param workingBytes what the innermost call works on
 * @param executed part of the operations that is really done, as far as known
 */
public record KernelPosition(
        String run,
        PwKernel kernel,
        int busyCores,
        double intensity,
        double flopPerS,
        Roof roof,
        double workingBytes,
        double executed) {

    /**
     * How near it came.
     *
     * @return rate over the attainable one; above 1 where caches did what memory was counted for
     */
    public double share() {
        return flopPerS / roof.attainable(intensity);
    }
}
