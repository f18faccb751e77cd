package org.qeperf.runtime.forecast;

import java.util.List;
import java.util.function.Supplier;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.RunLength.Motion;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.api.predict.Uncertainty;

/** The number of ionic steps: known for certain, except for relaxations. */
public final class IonicSteps {

    private IonicSteps() {}

    /**
     * Predicts.
     *
     * @param length how far the run may go
     * @param model predicts the steps of a relaxation; asked for nothing else
     * @return 1 where nothing moves, all steps of dynamics, and for a relaxation what the model says, within the limit
     */
    public static Prediction of(RunLength length, Supplier<Prediction> model) {
        if (length.motion() != Motion.RELAXATION) {
            double steps = length.motion() == Motion.DYNAMICS ? length.mostIonicSteps() : 1;
            return new Prediction(Target.IONIC_STEPS, steps, Uncertainty.NONE, List.of());
        }
        Prediction free = model.get();
        double value = Math.max(1, Math.min(free.value(), length.mostIonicSteps()));
        return new Prediction(Target.IONIC_STEPS, value, free.uncertainty(), free.extrapolation());
    }
}
