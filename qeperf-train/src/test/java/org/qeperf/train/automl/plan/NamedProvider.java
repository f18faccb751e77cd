package org.qeperf.train.automl.plan;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/** Providers that have the names and hyperparameters of the real ones, for readers of plans. */
public final class NamedProvider implements RegressorProvider {

    private final String name;
    private final List<Algorithm> algorithms;

    private NamedProvider(String name, Algorithm... algorithms) {
        this.name = name;
        this.algorithms = List.of(algorithms);
    }

    /** All that aMLLibrary's techniques become. */
    public static RegressorCatalogue catalogue() {
        return RegressorCatalogue.of(linear(), smile(), boosting(), networks());
    }

    /** The linear ones only. */
    public static RegressorCatalogue linearOnly() {
        return RegressorCatalogue.of(linear());
    }

    /** One whose algorithm has no hyperparameters. */
    public static RegressorCatalogue bare() {
        return RegressorCatalogue.of(new NamedProvider("linear", new Algorithm("ridge", "ridge", List.of())));
    }

    private static NamedProvider linear() {
        return new NamedProvider(
                "linear",
                new Algorithm("ridge", "ridge", List.of(real("alpha", 0, 0, 1e9))),
                new Algorithm("non-negative", "non-negative", List.of()),
                new Algorithm(
                        "stepwise",
                        "stepwise",
                        List.of(real("p_enter", 0.05, 1e-12, 0.5), real("p_remove", 0.1, 1e-12, 1))),
                new Algorithm("law", "a law", List.of(), Algorithm.Inputs.RAW));
    }

    private static NamedProvider smile() {
        return new NamedProvider(
                "smile",
                new Algorithm(
                        "random-forest",
                        "forest",
                        List.of(
                                whole("trees", 100, 1, 10_000),
                                whole("features", 0, -1, 10_000),
                                real("share", 0, 0, 1),
                                whole("depth", 0, 0, 1_000),
                                whole("leaf", 2, 1, 10_000))),
                new Algorithm(
                        "decision-tree", "tree", List.of(whole("depth", 0, 0, 1_000), whole("leaf", 7, 1, 10_000))),
                new Algorithm(
                        "support-vector-regression",
                        "support vectors",
                        List.of(
                                choice("kernel", "gaussian", "laplacian", "linear"),
                                real("gamma", 0, 0, 1_000),
                                real("penalty", 1, 1e-3, 1e4),
                                real("epsilon", 0.1, 1e-6, 10))));
    }

    private static NamedProvider boosting() {
        return new NamedProvider(
                "xgboost",
                new Algorithm(
                        "gradient-boosting",
                        "boosting",
                        List.of(
                                whole("trees", 500, 1, 10_000),
                                whole("depth", 6, 0, 1_000),
                                real("learning-rate", 0.05, 1e-4, 1),
                                real("min-child-weight", 1, 0, 10_000),
                                real("gamma", 0, 0, 1_000),
                                real("lambda", 1, 0, 1_000),
                                real("alpha", 0, 0, 1_000))));
    }

    private static NamedProvider networks() {
        return new NamedProvider(
                "dl4j",
                new Algorithm(
                        "dense-network",
                        "network",
                        List.of(
                                whole("layers", 2, 1, 4),
                                whole("units", 64, 1, 1_024),
                                real("shrink", 0.5, 0.1, 1),
                                choice("activation", "swish", "relu", "tanh"),
                                choice("loss", "mae", "mse"),
                                real("learning-rate", 3e-3, 1e-6, 0.1),
                                whole("epochs", 150, 1, 10_000),
                                whole("batch", 128, 1, 4_096),
                                real("dropout", 0.2, 0, 0.9),
                                real("l1", 1e-6, 1e-9, 0.1),
                                real("l2", 1e-3, 1e-9, 0.1),
                                real("validation", 0.1, 0, 0.5),
                                whole("patience", 30, 0, 10_000))));
    }

    private static Hyperparameter real(String name, double initial, double lowest, double highest) {
        return new Hyperparameter.Real(name, name, initial, lowest, highest, true);
    }

    private static Hyperparameter whole(String name, int initial, int lowest, int highest) {
        return new Hyperparameter.Whole(name, name, initial, lowest, highest);
    }

    private static Hyperparameter choice(String name, String... words) {
        return new Hyperparameter.Choice(name, name, List.of(words), Optional.empty());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Algorithm> algorithms() {
        return algorithms;
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        throw new UnsupportedOperationException(name);
    }
}
