package org.qeperf.models.dl4j;

import java.util.List;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.runtime.score.Activation;

/** The network of the thesis. */
final class ThesisNetwork {

    static final Algorithm ALGORITHM = new Algorithm(
            "thesis-network",
            "dense network of 30, 20, 15 and 10 swish units that learns the mean absolute error with Adam",
            List.of(
                    new Hyperparameter.Real("learning-rate", "step size of Adam", 5e-5, 1e-6, 0.1, true),
                    new Hyperparameter.Whole("epochs", "how often all rows are seen", 50, 1, 1_000),
                    new Hyperparameter.Whole("batch", "rows of a step", 20, 1, 4_096),
                    new Hyperparameter.Real(
                            "dropout", "share of the first layer left out of a step", 0.2, 0, 0.9, false),
                    new Hyperparameter.Real("l1", "penalty on the weights' absolute values", 1e-5, 1e-9, 0.1, true),
                    new Hyperparameter.Real("l2", "penalty on the weights' squares", 1e-4, 1e-9, 0.1, true),
                    new Hyperparameter.Real(
                            "validation", "share of the rows that are only watched", 0.2, 0, 0.5, false)));

    private ThesisNetwork() {}

    static NetworkSettings of(Hyperparameters settings) {
        return new NetworkSettings(
                List.of(30, 20, 15, 10),
                Activation.SWISH,
                Loss.MAE,
                settings.real("learning-rate"),
                settings.whole("epochs"),
                settings.whole("batch"),
                settings.real("dropout"),
                settings.real("l1"),
                settings.real("l2"),
                settings.real("validation"),
                0);
    }
}
