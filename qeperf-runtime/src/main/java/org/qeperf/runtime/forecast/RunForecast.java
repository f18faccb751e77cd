package org.qeperf.runtime.forecast;

import java.util.List;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;

/**
 * What is to be expected of a run.
 *
 * @param secondsPerScfIteration wall time of one self-consistency iteration, with its interval
 * @param memoryPerRankBytes the simulation program's own estimate for its largest process, bytes
 * @param model the model that predicted the time
 * @param layout the layout asked about
 * @param machine the machine asked about
 * @param warnings what the user should know, each one line
 */
public record RunForecast(
        Prediction secondsPerScfIteration,
        double memoryPerRankBytes,
        ModelId model,
        Layout layout,
        Machine machine,
        List<String> warnings) {

    /** Copies the list. */
    public RunForecast {
        warnings = List.copyOf(warnings);
    }

    /**
     * Memory of one node: the ranks on it times what the largest of all ranks needs.
     *
     * @return bytes
     */
    public double memoryPerNodeBytes() {
        return memoryPerRankBytes * layout.tasksPerNode();
    }
}
