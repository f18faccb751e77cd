package org.qeperf.app.cli;

import java.util.List;
import org.qeperf.runtime.hardware.NodeRates;
import org.qeperf.train.hardware.KernelPositions;
import org.qeperf.train.hardware.PositionSummary;
import org.qeperf.train.hardware.SystemComparison;
import org.qeperf.train.hardware.SystemSet;

/**
 * What a run set says of machines.
 *
 * @param file name of the run file
 * @param set its systems
 * @param comparison the same beside each other
 * @param measured kernels of runs on machines that were measured
 */
record AnalysedRuns(String file, SystemSet set, SystemComparison comparison, List<Measured> measured) {

    /**
     * Kernels of runs on one machine.
     *
     * @param rates the machine's
     * @param positions below its roof
     */
    record Measured(NodeRates rates, KernelPositions positions) {
        List<PositionSummary> summaries() {
            return PositionSummary.of(positions);
        }
    }
}
