package org.qeperf.runtime.forecast;

import java.util.List;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.ModelId;

/**
 * What is to be expected of a run.
 *
 * @param time how long it takes
 * @param memory what it needs of a node's memory
 * @param risk how likely it fails, and why
 * @param problems rules that the layout breaks, those by which the program stops first
 * @param models the models that were asked, that of the time per iteration first
 * @param layout the layout asked about
 * @param machine the machine asked about
 * @param warnings what else the user should know, each one line
 */
public record RunForecast(
        TimeForecast time,
        MemoryForecast memory,
        Risk risk,
        List<LayoutProblem> problems,
        List<ModelId> models,
        Layout layout,
        Machine machine,
        List<String> warnings) {

    /** Copies the lists. */
    public RunForecast {
        problems = List.copyOf(problems);
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }
}
