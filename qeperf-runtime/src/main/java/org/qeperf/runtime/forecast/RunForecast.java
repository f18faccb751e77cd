package org.qeperf.runtime.forecast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;

/**
 * What is to be expected of a run.
 *
 * @param time how long it takes
 * @param memory what it needs of a node's memory
 * @param risk how likely it fails, and why
 * @param problems rules that the layout breaks, those by which the program stops first
 * @param models the models that were asked, by target, that of the time per iteration first
 * @param layout the layout asked about
 * @param machine the machine asked about
 * @param warnings what else the user should know, each one line; problems that waste ranks are among them
 */
public record RunForecast(
        TimeForecast time,
        MemoryForecast memory,
        Risk risk,
        List<LayoutProblem> problems,
        Map<Target, ModelId> models,
        Layout layout,
        Machine machine,
        List<String> warnings) {

    /** Copies the collections. */
    public RunForecast {
        problems = List.copyOf(problems);
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        warnings = List.copyOf(warnings);
    }

    /**
     * Whether the program starts in this layout.
     *
     * @return whether no problem stops it
     */
    public boolean starts() {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.STOPS);
    }

    /**
     * What the times and the memory are made of.
     *
     * @return a prediction for each target
     */
    public List<Prediction> predictions() {
        return List.of(
                time.secondsPerScfIteration(),
                time.scfIterations().free(),
                time.ionicSteps().free(),
                time.secondsOutsideScf(),
                memory.perRank());
    }

    /**
     * Whether one of {@link #predictions} is a guess beyond what its model has seen.
     *
     * @return whether a feature lies outside of the range in training
     */
    public boolean outsideTraining() {
        return predictions().stream()
                .anyMatch(prediction -> !prediction.extrapolation().isEmpty());
    }
}
