package org.qeperf.runtime.models;

import java.util.Collection;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;

/**
 * The models that an answer is put together from, one for each target.
 *
 * @param secondsPerScfIteration predicts {@link Target#SECONDS_PER_SCF_ITERATION}
 * @param scfIterations predicts {@link Target#SCF_ITERATIONS}
 * @param ionicSteps predicts {@link Target#IONIC_STEPS}, and is asked about relaxations alone
 * @param secondsOutsideScf predicts {@link Target#SECONDS_OUTSIDE_SCF}
 * @param peakMemoryPerRank predicts {@link Target#PEAK_MEMORY_PER_RANK}
 */
public record RunModels(
        RuntimePredictor secondsPerScfIteration,
        RuntimePredictor scfIterations,
        RuntimePredictor ionicSteps,
        RuntimePredictor secondsOutsideScf,
        RuntimePredictor peakMemoryPerRank) {

    /**
     * Checks that each predicts what it stands for.
     *
     * @throws QePerfException if one does not
     */
    public RunModels {
        require(secondsPerScfIteration, Target.SECONDS_PER_SCF_ITERATION);
        require(scfIterations, Target.SCF_ITERATIONS);
        require(ionicSteps, Target.IONIC_STEPS);
        require(secondsOutsideScf, Target.SECONDS_OUTSIDE_SCF);
        require(peakMemoryPerRank, Target.PEAK_MEMORY_PER_RANK);
    }

    /** In the order of {@link #all}. */
    static RunModels of(List<? extends RuntimePredictor> all) {
        return new RunModels(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4));
    }

    /**
     * The same with another model of the time per iteration.
     *
     * @param model predicts {@link Target#SECONDS_PER_SCF_ITERATION}
     * @return new models
     * @throws QePerfException if it predicts something else
     */
    public RunModels withTime(RuntimePredictor model) {
        return new RunModels(model, scfIterations, ionicSteps, secondsOutsideScf, peakMemoryPerRank);
    }

    /**
     * All of them.
     *
     * @return in the order of the components
     */
    public List<RuntimePredictor> all() {
        return List.of(secondsPerScfIteration, scfIterations, ionicSteps, secondsOutsideScf, peakMemoryPerRank);
    }

    /**
     * Refuses models whose rows cannot be made.
     *
     * @param code name of the simulation program, for the message
     * @param schemas the schemas that rows can be made for
     * @throws QePerfException if a model takes other rows
     */
    public void requireSchemas(String code, Collection<FeatureSchema> schemas) {
        for (RuntimePredictor model : all()) {
            FeatureSchema rows = model.schema();
            // By name first: to compare columns is slow, and most schemas are others.
            if (schemas.stream().noneMatch(one -> one.name().equals(rows.name()) && one.equals(rows))) {
                throw new QePerfException("model " + model.model() + " takes rows of schema "
                        + model.schema().name() + ", which the extractor of " + code
                        + " does not make; expected one of "
                        + String.join(
                                ", ", schemas.stream().map(FeatureSchema::name).toList()));
            }
        }
    }

    private static void require(RuntimePredictor model, Target expected) {
        if (!model.target().equals(expected)) {
            throw new QePerfException("model " + model.model() + " predicts "
                    + InputException.quote(model.target().name()) + " in "
                    + InputException.quote(model.target().unit()) + "; expected " + expected.name() + " in "
                    + expected.unit());
        }
    }
}
