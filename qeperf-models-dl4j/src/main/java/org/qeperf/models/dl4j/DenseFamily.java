package org.qeperf.models.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.runtime.score.Activation;

/**
 * Dense networks of any shape. A search tries what Gorishniy et al. do (Revisiting Deep Learning Models for Tabular Data,
 * NeurIPS 2021), without their largest networks, which take minutes.
 */
final class DenseFamily {

    private static final String EPOCHS = "epochs";

    static final Algorithm ALGORITHM = new Algorithm(
                    "dense-network",
                    "dense network of a chosen shape that learns with Adam until the error on watched rows stops falling",
                    List.of(
                            new Hyperparameter.Whole("layers", "hidden layers", 2, 1, 4).searched(1, 3, false),
                            new Hyperparameter.Whole("units", "units of the first hidden layer", 64, 1, 1_024)
                                    .searched(16, 256, true),
                            new Hyperparameter.Real(
                                    "shrink",
                                    "units of a hidden layer over those of the one before",
                                    0.5,
                                    0.1,
                                    1,
                                    false),
                            new Hyperparameter.Choice(
                                    "activation",
                                    "what hidden layers do to their sums",
                                    List.of("swish", "relu", "tanh")),
                            new Hyperparameter.Choice(
                                    "loss", "mean absolute or mean square error", List.of("mae", "mse")),
                            new Hyperparameter.Real("learning-rate", "step size of Adam", 3e-3, 1e-6, 0.1, true)
                                    .searched(5e-4, 1e-2),
                            new Hyperparameter.Whole(EPOCHS, "how often all rows are seen at most", 150, 1, 10_000),
                            new Hyperparameter.Whole("batch", "rows of a step", 128, 1, 4_096),
                            new Hyperparameter.Real(
                                    "dropout", "share of the first layer left out of a step", 0.2, 0, 0.9, false),
                            new Hyperparameter.Real(
                                    "l1", "penalty on the weights' absolute values", 1e-6, 1e-9, 0.1, true),
                            new Hyperparameter.Real("l2", "penalty on the weights' squares", 1e-3, 1e-9, 0.1, true)
                                    .searched(1e-6, 1e-2),
                            new Hyperparameter.Real(
                                    "validation", "share of the rows that are only watched", 0.1, 0, 0.5, false),
                            new Hyperparameter.Whole(
                                    "patience",
                                    "epochs without a smaller validation error; 0 for no limit",
                                    30,
                                    0,
                                    10_000)))
            .iterating(EPOCHS);

    private DenseFamily() {}

    static NetworkSettings of(Hyperparameters settings) {
        return new NetworkSettings(
                units(settings.whole("layers"), settings.whole("units"), settings.real("shrink")),
                Activation.valueOf(settings.text("activation").toUpperCase(Locale.ROOT)),
                Loss.valueOf(settings.text("loss").toUpperCase(Locale.ROOT)),
                settings.real("learning-rate"),
                settings.whole(EPOCHS),
                settings.whole("batch"),
                settings.real("dropout"),
                settings.real("l1"),
                settings.real("l2"),
                settings.real("validation"),
                settings.whole("patience"));
    }

    private static List<Integer> units(int layers, int first, double shrink) {
        List<Integer> units = new ArrayList<>();
        double width = first;
        for (int i = 0; i < layers; i++) {
            units.add((int) Math.max(1, Math.round(width)));
            width *= shrink;
        }
        return units;
    }
}
