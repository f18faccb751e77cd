package org.qeperf.examples.json;

import java.util.List;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.predict.ModelId;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.runtime.forecast.MemoryForecast;
import org.qeperf.runtime.forecast.Risk;
import org.qeperf.runtime.forecast.RunForecast;

/**
 * What is answered. Where a record of qeperf is what a reader wants, it is written as it is.
 *
 * @param layout the layout asked about, or the best one
 * @param starts whether pw.x starts in it
 * @param seconds wall time from start to end
 * @param requestSeconds what to ask the batch system for
 * @param scfIterations self-consistency iterations
 * @param bytesPerNode memory that the ranks of a node need
 * @param fit whether a node has as much
 * @param risk probabilities of the ways to fail
 * @param models the models that were asked
 * @param problems rules that the layout breaks
 * @param warnings what else the user should know
 * @param reasons why the best layout is the best; empty where the question names one
 */
record Answer(
        Layout layout,
        boolean starts,
        Estimate seconds,
        long requestSeconds,
        double scfIterations,
        Estimate bytesPerNode,
        MemoryForecast.Fit fit,
        Risk risk,
        List<String> models,
        List<String> problems,
        List<String> warnings,
        List<String> reasons) {

    static Answer of(RunForecast run, List<String> reasons) {
        return new Answer(
                run.layout(),
                run.starts(),
                run.time().totalSeconds(),
                run.time().requestSeconds(),
                run.time().scfIterations().value(),
                run.memory().perNode(),
                run.memory().fit(),
                run.risk(),
                run.models().values().stream().map(ModelId::toString).distinct().toList(),
                run.problems().stream().map(LayoutProblem::message).toList(),
                run.warnings(),
                reasons);
    }
}
