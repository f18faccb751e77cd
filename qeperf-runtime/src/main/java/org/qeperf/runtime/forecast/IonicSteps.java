package org.qeperf.runtime.forecast;

import java.util.List;
import java.util.function.Supplier;
import org.qeperf.api.feature.RunLength;
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
    public static CountForecast of(RunLength length, Supplier<Prediction> model) {
        int most = length.mostIonicSteps();
        return switch (length.motion()) {
            case NONE -> certain(1);
            case DYNAMICS -> certain(most);
            case RELAXATION -> new CountForecast(model.get(), most);
        };
    }

    private static CountForecast certain(int steps) {
        return new CountForecast(new Prediction(Target.IONIC_STEPS, steps, Uncertainty.NONE, List.of()), steps);
    }
}
